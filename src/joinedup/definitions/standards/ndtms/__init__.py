"""The national drug treatment monitoring system's core data set."""
