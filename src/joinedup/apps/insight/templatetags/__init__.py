"""What templates of the evidence pages call."""
