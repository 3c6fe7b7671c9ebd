"""What serving costs: whole services side by side, and how the cost grows with the work."""
