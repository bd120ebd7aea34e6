"""The only room that wires others. Clock, seed, keys and policy answers are arguments."""
