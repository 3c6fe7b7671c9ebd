"""Where: the county that a message is about, and several of them side by side."""
