"""The public directory of services, and how to get help."""
