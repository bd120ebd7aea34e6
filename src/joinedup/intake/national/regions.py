"""Regions of England as published tables name them."""

from collections.abc import Mapping

REGIONS: Mapping[str, tuple[str, str]] = {
    "North East": ("E12000001", "North East"),
    "North West": ("E12000002", "North West"),
    "Yorkshire and The Humber": ("E12000003", "Yorkshire and The Humber"),
    "East Midlands": ("E12000004", "East Midlands"),
    "West Midlands": ("E12000005", "West Midlands"),
    "East": ("E12000006", "East of England"),
    "East of England": ("E12000006", "East of England"),
    "London": ("E12000007", "London"),
    "South East": ("E12000008", "South East"),
    "South West": ("E12000009", "South West"),
}
"""Code and full name by printed name. Codes and names: ONS, deaths related to drug poisoning by region (found); that
'East' is East of England: the same publisher's table of local authorities prints E12000006 so (found)."""

WALES = ("W92000004", "Wales")
"""The same source."""
