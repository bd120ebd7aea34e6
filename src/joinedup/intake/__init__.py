"""What arrives: read, check, split, set aside, receipt."""
