"""Partners' feeds of counts for the shelf: totals of whole councils and financial years, and nothing smaller.

Only what a version that leaves its maker may hold is put there (rule of practice 18), although what an agreement opens
to its parties may be finer: web workers open the shelf, so the shelf holds no small count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Any

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import policies
from joinedup.definitions.feed_totals import counts_feeds, numbers_of, why_not
from joinedup.intake.freshness import Freshness, Standing
from joinedup.jobs.floors import POLICY
from joinedup.kinds.feed import Feed, FieldKind
from joinedup.kinds.indicator import Audience
from joinedup.release.feed_totals import Total, protect
from joinedup.shelf.records import ABSENT, HIDDEN, FeedEntry, FeedField, FeedSheet, FeedTotal, ShelfFeed
from joinedup.warehouse.store import Opened

MOST_YEARS = 5
CLOSED = "It was not opened for this release: no agreement that lists it was named."
BY_SENDER = "Part of it is hidden by its sender, so no total is made."
NOT_GIVEN = "Part of it is not held, so no total is made."


def feed_sheets(
    opened: Opened, places: Sequence[Place], standing: Sequence[Freshness], told: Sequence[ShelfFeed]
) -> dict[str, FeedSheet]:
    """Return the sheet of each feed of counts that is held or expected, by slug; `told` goes with `standing`."""
    found = {}
    held = {one.feed for one in standing} & counts_feeds().keys()
    councils = _councils(opened) if held else {}
    for slug, feed in counts_feeds().items():
        own = [(one, said) for one, said in zip(standing, told, strict=True) if one.feed == slug]
        if own:
            totals = _totals(opened, feed, places, councils, [one for one, _ in own])
            found[slug] = FeedSheet(
                feed=slug,
                title=feed.title,
                why=feed.why,
                sent_by=feed.sent_by,
                steward=feed.steward,
                caveats=feed.caveats,
                fields=tuple(FeedField(one.header, one.says, why_not(feed, one.header)) for one in numbers_of(feed)),
                senders=tuple(said for _, said in own),
                totals=tuple(totals),
            )
    return found


def entries_of(sheets: Mapping[str, FeedSheet]) -> tuple[FeedEntry, ...]:
    """Return the list of feeds: each with its title and the numbers that it holds."""
    return tuple(FeedEntry(one.feed, one.title, tuple(each.name for each in one.fields)) for one in sheets.values())


def _councils(opened: Opened) -> Mapping[str, str]:
    """Return by code of an area that of the council it lies in: its own, where it is one."""
    population = opened.table("population")
    rows = population.select("area", "area_kind", "part_of").distinct().to_pyarrow().to_pylist()
    return {row["area"]: row["part_of"] or row["area"] for row in rows if row["area_kind"] != "country"}


@dataclass(frozen=True, slots=True)
class _Held:
    """What one council's rows of a year add up to, by header, and where something of it is not there."""

    sums: Mapping[str, float]
    marked: frozenset[str]
    lacking: frozenset[str]
    rows: int


def _totals(
    opened: Opened, feed: Feed, places: Sequence[Place], councils: Mapping[str, str], standing: Sequence[Freshness]
) -> Iterator[FeedTotal]:
    covered = [one.covers for one in opened.deliveries_of(feed.table)]
    years = _years(covered)
    if not years:
        return
    try:
        rows = _rows(opened, feed)
    except Refusal:  # it is about real places, and what opened the rest does not open this
        rows = None
    gap = _gap(opened, feed, standing)
    floor = policies()[POLICY].floors[Audience.EVERYONE]
    for year in years:
        missing = CLOSED if rows is None else gap.get(year, "")
        for place in places:
            of_place = [row for row in rows or () if councils.get(row["area"]) == place.code and _in(row, year)]
            held = _added(feed, of_place)
            yield from _told(protect(tuple(_each(feed, held, missing)), floor), feed, place, year)


def _rows(opened: Opened, feed: Feed) -> list[dict[str, Any]]:
    table = opened.table(feed.table)
    return list(table.drop("delivery_id").to_pyarrow().to_pylist())


def _in(row: Mapping[str, Any], year: Period) -> bool:
    return bool(year.start <= row["start_on"] < year.end)


def _years(covered: Sequence[Period]) -> list[Period]:
    """Return the financial years that files cover any part of, the latest few, oldest first."""
    if not covered:
        return []
    first, last = min(one.start for one in covered), max(one.end for one in covered)
    begins = range(first.year - (first < date(first.year, 4, 1)), last.year + 1)
    years = [Period(date(year, 4, 1), date(year + 1, 4, 1)) for year in begins]
    return [year for year in years if any(one.shares_time_with(year) for one in covered)][-MOST_YEARS:]


def _gap(opened: Opened, feed: Feed, standing: Sequence[Freshness]) -> dict[Period, str]:
    """Return by year what of it nobody sent, so that it is no whole year; nothing for a year that all cover."""
    found = {}
    deliveries = opened.deliveries_of(feed.table)
    for year in _years([one.covers for one in deliveries]):
        for one in standing:
            if one.standing is Standing.ENDED:
                continue
            day = year.start
            for covers in sorted(each.covers for each in deliveries if each.sender == one.sender):
                day = max(day, covers.end) if covers.start <= day else day
            if day < year.end:
                found[year] = f"{one.sender_name} has not sent all of the year, so no total is made."
    return found


def _added(feed: Feed, rows: Sequence[Mapping[str, Any]]) -> _Held:
    headers = [one.header for one in numbers_of(feed)]
    marked = {name for name in headers if any(row.get(f"{name}_marker") for row in rows)}
    lacking = {name for name in headers if any(row.get(name) is None for row in rows)}
    if not feed.absent_is_none and not _is_whole(feed, rows):
        lacking |= set(headers)
    # rounded once at the end: no sum depends on the order of rows
    sums = {name: fsum(row[name] for row in rows) for name in headers if name not in lacking}
    return _Held(sums, frozenset(marked), frozenset(lacking), len(rows))


def _is_whole(feed: Feed, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether each area has a row for each period and group of codes that any area has one for."""
    groups = [one.header for one in feed.fields if one.kind is FieldKind.CODE]
    seen = {(row["area"], row["start_on"], tuple(row[name] for name in groups)) for row in rows}
    parts = [{one[place] for one in seen} for place in range(3)]
    return bool(seen) and len(seen) == len(parts[0]) * len(parts[1]) * len(parts[2])


def _each(feed: Feed, held: _Held, missing: str) -> Iterator[Total]:
    for one in numbers_of(feed):
        if why_not(feed, one.header):
            continue
        note = missing or (BY_SENDER if one.header in held.marked else NOT_GIVEN if one.header in held.lacking else "")
        value = None if note else float(held.sums[one.header])
        yield Total(one.header, value, note, one.kind is FieldKind.WHOLE, one.part_of)


def _told(totals: Sequence[Total], feed: Feed, place: Place, year: Period) -> Iterator[FeedTotal]:
    days = (year.start.isoformat(), year.end.isoformat(), year.label)
    for one in totals:
        about = (one.field, place.code, place.name, *days)
        if one.value is None:
            yield FeedTotal(*about, *((HIDDEN, "hidden") if one.is_hidden else (ABSENT, "no figure")), note=one.note)
        else:
            value = round(one.value) if one.is_count else round(one.value, 1)
            yield FeedTotal(*about, "shown", f"{value:,}", value=float(value))
