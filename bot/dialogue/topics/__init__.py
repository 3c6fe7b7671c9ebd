"""What: the topics that a message asks, by small judges of which the first that knows decides."""
