"""What is planted in the feeds: rows that are wrong, rows sent twice, and a file that corrects another."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.core.period import Period
from joinedup.kinds.feed import Feed, Field, FieldKind

Row = dict[str, str]
EXTRA = "\0extra"
"""Under this name a row holds a cell too many."""

_FEWEST = 8
"""Rows that a file needs before any are planted in it."""


def with_faults(rng: np.random.Generator, feed: Feed, rows: list[Row], covers: Period) -> tuple[list[Row], list[Any]]:
    """Return the rows with faulty ones among them, and each faulty row: its number (the header is 1), field, rule.

    Rows about one thing that disagree are all faulty; of rows that repeat each other all but the first.
    """
    plain = [row for row in rows if not any(row[one.header] in one.markers for one in feed.fields)]
    if len(plain) < _FEWEST:
        return rows, []
    copied, doubted, sample = (plain[index] for index in rng.choice(len(plain), size=3, replace=False))
    told = [(row, "", "") for row in rows if row is not doubted]
    for number, (field, rule, spoil) in enumerate(_spoils(feed, covers)):
        spoilt = sample | {one.header: f"SPOILT-{number}" for one in feed.fields if one.is_personal}
        told.insert(int(rng.integers(len(told))), (spoilt | {field or EXTRA: spoil(sample)}, field, rule))
    key = ", ".join(feed.tells_apart)
    told.append((dict(copied), "", "same-row-twice"))
    told += [(doubted, key, "same-thing-twice"), (_otherwise(feed, doubted), key, "same-thing-twice")]
    faults = [
        {"row": number, "field": field, "rule": rule} for number, (_, field, rule) in enumerate(told, start=2) if rule
    ]
    return [row for row, _, _ in told], faults


def corrected(rng: np.random.Generator, feed: Feed, rows: list[Row]) -> tuple[list[Row], dict[str, Any]]:
    """Return the rows with one count raised, and which."""
    index = int(rng.integers(len(rows)))
    field = next(one for one in feed.fields if one.is_number and one.part_of is None)
    was, now = rows[index][field.header], f"{int(rows[index][field.header]) + 1}"
    changed = [dict(row) for row in rows]
    changed[index][field.header] = now
    about = {header: rows[index][header] for header in feed.tells_apart}
    return changed, {"about": about, "field": field.header, "was": was, "now": now}


def write_rows(path: Path, feed: Feed, rows: list[Row]) -> None:
    """Write the feed's CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(feed.headers)
        for row in rows:
            writer.writerow([*(row[header] for header in feed.headers), *([row[EXTRA]] if EXTRA in row else [])])


def _spoils(feed: Feed, covers: Period) -> list[tuple[str, str, Callable[[Row], str]]]:
    """Return field, rule and what to write instead: each fault that this feed can have."""
    start, area = feed.fields[:2]
    outside = next(feed.period.first_days(Period(covers.end, covers.end + timedelta(days=800))))
    spoils: list[tuple[str, str, Callable[[Row], str]]] = [
        ("", "row-not-split", lambda row: "one too many"),
        (area.header, "value-missing", lambda row: ""),
        (start.header, "start-not-read", lambda row: "31/12/2025"),
        (start.header, "start-not-first-day", _day_after),
        (start.header, "outside-cover", lambda row: outside.isoformat()),
        (area.header, "area-not-read", lambda row: "Ashwold"),
    ]
    for one in feed.fields:
        if one.kind is FieldKind.CODE:
            spoils.append((one.header, "code-not-known", lambda row: "see notes"))
        elif one.part_of is not None:
            spoils.append((one.header, "more-than-whole", _above(one)))
        elif one.is_number:
            spoils.append((one.header, "number-not-read", lambda row: "1,024"))
    return spoils


def _day_after(row: Row) -> str:
    return (date.fromisoformat(row["start_on"]) + timedelta(days=1)).isoformat()


def _above(field: Field) -> Callable[[Row], str]:
    return lambda row: f"{float(row[field.part_of or '']) + 1:g}"


def _otherwise(feed: Feed, row: Row) -> Row:
    """Return a row about the same thing that says something else."""
    for one in feed.fields:
        if one.is_number and one.part_of is None:
            return row | {one.header: f"{float(row[one.header]) + 1:g}"}
        if one.codes is not None and one.header not in feed.tells_apart:
            return row | {one.header: next(code.code for code in one.codes.codes if code.code != row[one.header])}
    raise ValueError(f"Feed '{feed.slug}' has nothing that two rows about one thing could disagree on.")
