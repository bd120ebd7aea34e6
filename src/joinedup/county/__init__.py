"""The synthetic county: files as partners would send them, with planted truths."""
