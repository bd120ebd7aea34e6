"""Agreement, person, purpose, item, instant: a Grant or a reason. Pure."""
