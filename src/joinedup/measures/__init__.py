"""Indicator, place, period, group: Estimates."""
