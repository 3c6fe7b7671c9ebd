"""A package, so that its browser is closed before other folders' tests use an event loop."""
