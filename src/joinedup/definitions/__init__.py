"""What experts edit. `catalogue` is the only look-up."""
