"""The public channel: all that an anonymous visitor can reach."""
