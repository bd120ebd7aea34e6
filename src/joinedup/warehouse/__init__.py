"""Immutable Parquet versions, manifests, CURRENT, and the table contracts rooms share."""
