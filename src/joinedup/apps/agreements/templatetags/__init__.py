"""What the templates of the agreements' pages can ask."""
