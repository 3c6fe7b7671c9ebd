"""When: the days, years and lengths of time that a message tells."""
