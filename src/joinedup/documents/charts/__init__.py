"""Charts as drawings: what is hidden leaves no mark and cannot move an axis."""
