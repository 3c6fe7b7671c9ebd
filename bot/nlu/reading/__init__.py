"""Reading facts out of a message: numbers, dates, people and circumstances. Pure functions on normalized text."""
