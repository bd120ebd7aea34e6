"""Glass broken: what somebody in direct care opened beyond an agreement, why, and what its review found."""
