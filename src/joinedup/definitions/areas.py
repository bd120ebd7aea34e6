"""English authorities and their districts: look them up, pick some by a seed, find one by its name."""

import csv
import difflib
import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from joinedup.core.place import ENGLAND_CODE, Place
from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.kinds.area import Area

_PARAMETERS = files("joinedup.definitions") / "parameters"


@cache
def areas() -> Mapping[str, Area]:
    """Return every area held, former and present, by code."""
    lines = (_PARAMETERS / "areas.csv").read_text(encoding="utf-8").splitlines()
    found = {row["code"]: _area(row) for row in csv.DictReader(lines)}
    for area in found.values():
        if area.part_of is not None and area.part_of not in found:
            raise ValueError(f"Area {area.code} ({area.name}) is part of {area.part_of}, which is not in areas.csv.")
    return MappingProxyType(found)


@cache
def figures_are_for() -> date:
    """Return the day whose councils the published series are printed for."""
    day = tomllib.loads((_PARAMETERS / "areas.toml").read_text(encoding="utf-8"))["figures_are_for"]
    if not isinstance(day, date):
        raise ValueError(f"areas.toml: figures_are_for must be a date, not {day!r}.")
    return day


def places() -> Mapping[str, Place]:
    """Return the place of every area held, by code."""
    return MappingProxyType({code: area.place for code, area in areas().items()})


def districts_of(code: str) -> tuple[str, ...]:
    """Return the codes of the districts of an upper-tier authority, sorted; none for a single-tier one."""
    return tuple(sorted(area.code for area in areas().values() if area.kind == "district" and area.part_of == code))


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


def find(name_or_code: str, on: date | None = None) -> Place:
    """Return the one area of that code or name; refuse an unknown or doubtful name and list those that are close.

    Codes find former councils too. Names find the councils of the day `on` (default: those figures are held for), so
    that 'Somerset' is one council and not the county and its successor. Nothing is guessed from part of a name.
    """
    held = areas()
    if name_or_code.strip().upper() in held:
        return held[name_or_code.strip().upper()].place
    day = on or figures_are_for()
    names: dict[str, list[Area]] = {}
    for area in sorted(held.values(), key=lambda area: area.code):
        if area.exists_on(day):
            for name in {_plain(area.name), _plain(area.name.partition(",")[0])}:
                names.setdefault(name, []).append(area)
    wanted = _plain(name_or_code)
    exact = names.get(wanted, [])
    if len(exact) == 1:
        return exact[0].place
    close = exact or [area for name in _close(wanted, names) for area in names[name]]
    raise Refusal(_doubt(name_or_code, tuple(dict.fromkeys(area.place for area in close)), is_exact=bool(exact)))


def _close(wanted: str, names: Mapping[str, object]) -> list[str]:
    words = set(wanted.split()) - {"of", "and", "the", "upon", "on", "city", "county"}
    sharing = sorted(name for name in names if words & set(name.split()))
    return list(dict.fromkeys(sharing + difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=0.7)))[:8]


def _doubt(asked: str, close: tuple[Place, ...], *, is_exact: bool) -> str:
    listed = "; ".join(f"{place.name} ({place.code}, {place.kind})" for place in close)
    if is_exact:
        return f"'{asked}' names more than one area: give the code of one of {listed}."
    if close:
        return f"No area is called '{asked}'. Did you mean: {listed}? Give the full name or the code."
    return f"No area is called '{asked}'. Give an English council's full name, or its code such as E10000003."


def _plain(name: str) -> str:
    straight = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&", " and ").replace(",", " ")
    return " ".join(straight.replace("-", " ").replace(".", " ").casefold().split())


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
