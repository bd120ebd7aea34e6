"""Which councils a postcode district lies in. Districts straddle councils, so every one of them is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from joinedup.definitions.area_changes import lay_in
from joinedup.definitions.area_table import areas, declared_rows, figures_are_for

_POSTCODE = re.compile(r"(?P<district>[A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s*[0-9][A-Z]{2})?")
COUNTRIES = {"W92000004": "Wales", "S92000003": "Scotland", "N92000002": "Northern Ireland"}
"""Codes that stand for all the councils of a country that is not covered."""


@dataclass(frozen=True, slots=True)
class InDistrict:
    """One council of a postcode district: `share` is of the district's postcodes, in use or ended.

    None where the directory's council lay in several on the day asked about: how many lay in each is not held.
    """

    code: str
    name: str
    share: float | None
    is_english: bool


def district_in(text: str) -> str | None:
    """Return the postcode district that a text is or begins with ("PE1", "pe1 1aa"), where one of that name is held."""
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    district = found["district"] if found else None
    return district if district in _held() else None


def councils_of(district: str, on: date | None = None) -> tuple[InDistrict, ...]:
    """Return the upper-tier councils of day `on` (default: the day of the figures) in a district, largest share first.

    Councils of the directory's own day are followed back to those of `on`: all that the area then lay in.
    """
    day = on or figures_are_for()
    held, counts = areas(), _held()[district]
    most: dict[str, int] = {}
    split = set()
    for code, postcodes in counts.items():
        then = (code,) if code in COUNTRIES else lay_in(code, day)
        split |= set(then) if len(then) > 1 else set()
        for each in then:
            most[each] = most.get(each, 0) + postcodes
    total = sum(counts.values())
    return tuple(
        InDistrict(
            code=code,
            name=COUNTRIES.get(code) or held[code].name,
            share=None if code in split else postcodes / total,
            is_english=code not in COUNTRIES,
        )
        for code, postcodes in sorted(most.items(), key=lambda item: (-item[1], item[0]))
    )


@cache
def _held() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in declared_rows("postcode_districts.csv"):
        if row["council"] not in COUNTRIES and row["council"] not in areas():
            raise ValueError(f"postcode_districts.csv names {row['council']}, which is not in areas.csv.")
        found.setdefault(row["district"], {})[row["council"]] = int(row["postcodes"])
    return MappingProxyType(found)
