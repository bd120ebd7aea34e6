"""The ledger: typed claims about figures, the words their tests permit, and what changed."""
