"""Numbers in, numbers out: numpy and scipy only."""
