"""English areas: look them up, follow their changes, pick some by a seed, find one by what people call it."""

from joinedup.definitions.area_changes import became, lay_in, lowest_tier, made_of, successions, within
from joinedup.definitions.area_names import find
from joinedup.definitions.area_table import areas, districts_of, figures_are_for, pick, places, upper_tier_codes
from joinedup.definitions.postcodes import councils_of

__all__ = [
    "areas",
    "became",
    "councils_of",
    "districts_of",
    "figures_are_for",
    "find",
    "lay_in",
    "lowest_tier",
    "made_of",
    "pick",
    "places",
    "successions",
    "upper_tier_codes",
    "within",
]
