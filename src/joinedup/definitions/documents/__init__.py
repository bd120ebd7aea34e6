"""Declared documents, one a file."""
