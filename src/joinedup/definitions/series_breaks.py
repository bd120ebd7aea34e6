"""Breaks in series, read from `parameters/breaks.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from joinedup.kinds.series_break import SeriesBreak


@cache
def series_breaks() -> tuple[SeriesBreak, ...]:
    """Return every declared break, by day and place; ValueError with a sentence where one is not whole."""
    text = (files("joinedup.definitions") / "parameters" / "breaks.toml").read_text(encoding="utf-8")
    return read_breaks(tomllib.loads(text))


def read_breaks(data: Mapping[str, Any]) -> tuple[SeriesBreak, ...]:
    """Return the breaks of a table as it was read."""
    found = (
        SeriesBreak(one["on"], one["why"], one.get("place"), tuple(one.get("indicators", ()))) for one in data["break"]
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.place or "", one.indicators)))
