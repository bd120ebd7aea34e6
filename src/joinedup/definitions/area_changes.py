"""What became of an area, what it was made of, and what larger areas it lies in: dated data, followed step by step."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from joinedup.core.status import SourceStatus
from joinedup.definitions.area_table import areas, declared_rows, districts_of, figures_are_for
from joinedup.kinds.area import Succession, Within


@cache
def successions() -> tuple[Succession, ...]:
    """Return every declared succession, by date, former name and successor's code."""
    found = tuple(_succession(row) for row in declared_rows("successors.csv"))
    for each in found:
        for code in filter(None, (each.former, each.became)):
            if code not in areas():
                raise ValueError(f"successors.csv names {code}, which is not in areas.csv.")
    return tuple(sorted(found, key=lambda each: (each.on, each.former_name, each.became)))


def became(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the codes of the areas of day `on` (default: the day of the figures) that hold what `code` was, sorted.

    The area itself where it still exists. Steps are followed: Taunton Deane became Somerset West and Taunton, and
    that Somerset. () for an area that had not begun.
    """
    day = on or figures_are_for()
    if areas()[code].exists_on(day):
        return (code,)
    steps = {each.became for each in successions() if each.former == code and each.on <= day}
    return tuple(sorted({later for step in steps for later in became(step, day)}))


def lay_in(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the codes of the areas of its kind on an earlier day in which an area lay, in whole or part, sorted.

    The area itself where it existed. In 2021 what is now Cumberland lay in Cumbria alone; in 2018 what is now
    Bournemouth, Christchurch and Poole lay in two unitary authorities and the county of Dorset.
    """
    day = on or figures_are_for()
    held = areas()
    if held[code].exists_on(day):
        return (code,)
    steps = {each.former for each in successions() if each.became == code and each.former and each.on > day}
    same_kind = {step for step in steps if held[step].kind == held[code].kind}
    return tuple(sorted({former for step in same_kind for former in lay_in(step, day)}))


def made_of(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the codes of the areas of day `on` that together are exactly this area, sorted; () where none are.

    Its figures may be summed from theirs, all of them or not at all. The area itself where it existed; the same area
    under another code; the former areas that lay in it wholly; of an area that is no more, its successors where each
    of them lay in it wholly.
    """
    day = on or figures_are_for()
    area = areas()[code]
    if area.exists_on(day):
        return (code,)
    if area.valid_to is not None and area.valid_to <= day:
        later = [each for each in successions() if each.former == code]
        parts = [each.became for each in later] if all(each.is_successor_whole for each in later) else []
    else:
        earlier = [each for each in successions() if each.became == code and each.is_former_whole]
        same = [each for each in earlier if each.is_successor_whole]
        parts = [each.former or "" for each in same or earlier]
    made = [made_of(part, day) for part in parts if part]
    is_whole = bool(made) and len(made) == len(parts) and all(made)
    return tuple(sorted({each for part in made for each in part})) if is_whole else ()


def lowest_tier(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the single-tier authorities and districts of day `on` that together are exactly a council, sorted.

    What tables by lower-tier authority hold of it: its districts, or itself; () where no areas of the day are it.
    """
    day = on or figures_are_for()
    return tuple(sorted(part for upper in made_of(code, day) for part in districts_of(upper, day) or (upper,)))


def within(code: str, kind: str) -> tuple[Within, ...]:
    """Return the areas of one kind (region, police-force, integrated-care-board) an upper-tier authority lies in.

    The largest share first. An area that straddles several names them all.
    """
    return _within().get((code, kind), ())


@cache
def _within() -> Mapping[tuple[str, str], tuple[Within, ...]]:
    found: dict[tuple[str, str], list[Within]] = {}
    for row in declared_rows("within.csv"):
        link = Within(
            part=row["part"],
            whole=row["whole"],
            kind=row["kind"],
            share=float(row["share"]),
            source=row["source"],
            status=SourceStatus(row["status"]),
        )
        for code in (link.part, link.whole):
            if code not in areas():
                raise ValueError(f"within.csv names {code}, which is not in areas.csv.")
        found.setdefault((link.part, link.kind), []).append(link)
    return MappingProxyType(
        {key: tuple(sorted(links, key=lambda link: (-link.share, link.whole))) for key, links in found.items()}
    )


def _succession(row: Mapping[str, str]) -> Succession:
    return Succession(
        former=row["former"] or None,
        former_name=row["former_name"],
        became=row["became"],
        on=date.fromisoformat(row["on"]),
        is_former_whole=row["former_lies"] == "whole",
        is_successor_whole=row["successor_lies"] == "whole",
        note=row["note"],
        source=row["source"],
        status=SourceStatus(row["status"]),
    )
