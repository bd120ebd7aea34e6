"""Small values every room shares. Standard library only; no clock, no randomness, no I/O."""
