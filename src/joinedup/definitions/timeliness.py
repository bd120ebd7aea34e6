"""How old every feed may be: those of partners as declared, the rest from a table; and what rests on each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from joinedup.core.status import SourceStatus
from joinedup.definitions.catalogue import feeds, indicators
from joinedup.definitions.documents import needs_assessment, published_assessment
from joinedup.kinds.indicator import Base, Indicator
from joinedup.kinds.source import Source
from joinedup.kinds.timeliness import Timeliness

NDTMS = ("ndtms-adult", "ndtms-young-people")
"""The feeds whose rows become journeys."""


@cache
def timeliness() -> Mapping[str, Timeliness]:
    """Return the timeliness of every feed by slug."""
    table = files("joinedup.definitions").joinpath("parameters", "feed_ages.toml").read_text(encoding="utf-8")
    found = {entry["slug"]: _one(entry) for entry in tomllib.loads(table)["feed"]}
    found |= {slug: Timeliness.of(feed) for slug, feed in feeds().items()}
    return MappingProxyType(found)


@cache
def resting_on(feed: str) -> tuple[str, ...]:
    """Return the slugs of indicators that cannot be relied on where `feed` is missing or too old."""
    return tuple(slug for slug, one in indicators().items() if feed in _reads(one))


@cache
def documents_on(feed: str) -> tuple[str, ...]:
    """Return the titles of documents that ask for or draw an indicator which rests on `feed`.

    A document of latest figures is made from published ones alone: no service's records touch it.
    """
    touched = set(resting_on(feed))
    kinds = (needs_assessment.DOCUMENT, published_assessment.DOCUMENT)
    asked = (one for one in kinds if not (one.is_latest and feed in NDTMS))
    return tuple(one.title for one in asked if touched.intersection(one.indicators))


def _reads(one: Indicator) -> frozenset[str]:
    read = set(NDTMS) if one.base is Base.JOURNEY else {str(one.base)}
    if one.base is Base.JOURNEY and one.of not in (None, "among"):
        read.add("population" if str(one.of).startswith("population") else "prevalence")
    if one.published_as:
        read.add("published")
    return frozenset(read)


def _one(entry: Mapping[str, Any]) -> Timeliness:
    return Timeliness(
        slug=entry["slug"],
        title=entry["title"],
        cadence=entry["cadence"],
        steward=entry["steward"],
        oldest_days=entry.get("oldest_days"),
        source=Source(entry["source"], SourceStatus(entry["status"])),
    )
