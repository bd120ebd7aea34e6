"""Estimates become Figures: what may leave the installation, hidden shown as hidden."""
