"""Episodes become journeys: Ibis expressions only."""
