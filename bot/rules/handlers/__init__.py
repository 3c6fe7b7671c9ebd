"""One handler a topic: from an Inquiry to a Draft whose first statement is the outcome."""
