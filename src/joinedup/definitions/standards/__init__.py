"""Data standards, one folder each."""
