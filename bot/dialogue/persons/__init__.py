"""Who: of whom a message speaks, and what it tells of each of them."""
