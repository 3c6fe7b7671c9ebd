"""Paying on a day: the windows, the price then, and the wait after them."""
