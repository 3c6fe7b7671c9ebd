"""Policies on disk: loading with clear errors, recognizing counties, and proof against the notices."""
