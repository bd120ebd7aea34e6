"""Commands that Django runs for this app."""
