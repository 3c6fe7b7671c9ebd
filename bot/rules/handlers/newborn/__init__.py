"""Newborns: the case that a child is, and what it comes to."""
