"""The words that outputs may use, as data."""
