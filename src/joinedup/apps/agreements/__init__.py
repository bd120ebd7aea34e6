"""Sharing agreements as they bind: entered, stopped, renewed, and told to the public."""
