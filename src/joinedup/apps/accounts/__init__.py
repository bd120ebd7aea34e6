"""Organisations, the people who work for them, which roles they hold and since when, and how they come and go."""
