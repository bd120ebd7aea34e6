"""The tables of areas as they are declared: every area held, and councils picked from them."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from joinedup.core.place import ENGLAND_CODE, Place
from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.kinds.area import Area

_PARAMETERS = files("joinedup.definitions") / "parameters"


def declared_rows(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of one CSV of the parameters folder."""
    yield from csv.DictReader((_PARAMETERS / name).read_text(encoding="utf-8").splitlines())


@cache
def areas() -> Mapping[str, Area]:
    """Return every area held, former and present, by code: councils, regions, police forces, NHS areas, England."""
    found = {row["code"]: _area(row) for row in declared_rows("areas.csv")}
    for area in found.values():
        if area.part_of is not None and area.part_of not in found:
            raise ValueError(f"Area {area.code} ({area.name}) is part of {area.part_of}, which is not in areas.csv.")
    return MappingProxyType(found)


@cache
def figures_are_for() -> date:
    """Return the day whose councils the published series are printed for."""
    return declared_day("figures_are_for")


@cache
def declared_day(name: str) -> date:
    """Return one of the days of areas.toml."""
    day = tomllib.loads((_PARAMETERS / "areas.toml").read_text(encoding="utf-8"))[name]
    if not isinstance(day, date):
        raise ValueError(f"areas.toml: {name} must be a date, not {day!r}.")
    return day


def places() -> Mapping[str, Place]:
    """Return the place of every area held, by code."""
    return MappingProxyType({code: area.place for code, area in areas().items()})


def districts_of(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the codes of an upper-tier authority's districts, sorted; none for a single-tier one.

    Those of one day, by default the day figures are held for; of a county abolished by then, its last ones.
    """
    held = areas()
    day = on or figures_are_for()
    parts = [area for area in held.values() if area.kind == "district" and area.part_of == code]
    if code in held and not held[code].exists_on(day):
        return tuple(sorted(area.code for area in parts if area.valid_to == held[code].valid_to))
    return tuple(sorted(area.code for area in parts if area.exists_on(day)))


def upper_tier_codes(on: date | None = None) -> tuple[str, ...]:
    """Return the codes of the English upper-tier authorities of one day (default: those figures are held for)."""
    day = on or figures_are_for()
    english = (area for area in areas().values() if area.kind == "upper-tier" and area.part_of == ENGLAND_CODE)
    return tuple(sorted(area.code for area in english if area.exists_on(day)))


def pick(seed: int, n: int) -> tuple[str, ...]:
    """Return `n` different upper-tier codes that depend on `seed` alone, on every machine and version of Python."""
    codes = upper_tier_codes()
    if not 1 <= n <= len(codes):
        raise Refusal(f"Cannot pick {n} councils: ask for 1 to {len(codes)}.")
    return tuple(sorted(codes, key=lambda code: hashlib.sha256(f"{seed} {code}".encode()).digest())[:n])


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        part_of=row["part_of"] or None,
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=row["source"],
        status=SourceStatus(row["status"]),
    )
