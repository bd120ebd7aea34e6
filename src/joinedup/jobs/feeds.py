"""`joinedup feeds`: who has sent what, how old it is, what is missing, and which indicators that touches."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.definitions.timeliness import documents_on, resting_on, timeliness
from joinedup.intake.coverage import COUNTS_OF
from joinedup.intake.freshness import Freshness, Standing, freshness
from joinedup.jobs.expected import expected_senders
from joinedup.warehouse.store import read_manifest

_NAMED = 3  # indicators named in a line of text; all are in the JSON
NO_LIST = (
    "No list of expected senders is in the warehouse (expected_senders.toml) or was given (`--expected FILE`), so a "
    "sender that never sent anything cannot be seen."
)


@dataclass(frozen=True, slots=True)
class FeedsReport:
    """How every feed stands on one day, what is missing first."""

    warehouse: str
    on: date
    version: int
    is_synthetic: bool
    has_list: bool
    feeds: tuple[Freshness, ...]

    @property
    def wanting(self) -> tuple[Freshness, ...]:
        """Feeds with something missing or too old."""
        return tuple(one for one in self.feeds if one.is_wanting)

    def lines(self) -> list[str]:
        """Return the report as text: what is missing in sentences, then a table of everything."""
        head = f"Feeds in {self.warehouse} on {self.on.isoformat()} (version {self.version})."
        lines = [head, *(["Synthetic: invented senders and figures."] if self.is_synthetic else [])]
        lines += [] if self.has_list else [NO_LIST]
        lines += ["", f"Missing or too old ({len(self.wanting)})" if self.wanting else "Nothing is missing or too old."]
        for one in self.wanting:
            lines += [f"  {sentence}" for sentence in _told(one)]
        return [*lines, "", *_table(self.feeds, self.has_list)]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "warehouse": self.warehouse,
            "on": self.on.isoformat(),
            "version": self.version,
            "is_synthetic": self.is_synthetic,
            "has_list_of_expected_senders": self.has_list,
            "feeds": [_plain(one) for one in self.feeds],
        }


def feeds_report(warehouse: Path, *, on: date, expected: Path | None = None) -> FeedsReport:
    """Return how every feed in the warehouse stands on the day `on`, as known on that day.

    Reads what the version of that day says of its deliveries, and opens no table. `expected` is the list of expected
    senders, in place of the warehouse's own. Refuses a folder that is no warehouse and a list that is at fault.
    """
    manifest = read_manifest(warehouse, as_of=on)
    listed = expected_senders(warehouse, expected)
    return FeedsReport(
        warehouse=str(warehouse),
        on=on,
        version=manifest.number,
        is_synthetic=manifest.is_synthetic,
        has_list=listed is not None,
        feeds=freshness(manifest.deliveries, listed or (), timeliness(), on=on),
    )


def _told(one: Freshness) -> list[str]:
    what, *more = sentences(one)
    return [what, *(f"  {line}" for line in more)]


def sentences(one: Freshness) -> list[str]:
    """Return what is wrong with a feed, whom to ask, and what it touches; the indicators by name are in the JSON."""
    rule = timeliness()[one.feed]
    who = f"{rule.title} from {one.sender_name}"
    if one.covers_to is None:
        told = [f"{who}: expected {rule.cadence}; nothing has ever come."]
    else:
        most = f"; at most {rule.oldest_days:,} is acceptable." if one.standing is Standing.LATE else "."
        told = [f"{who}: covered up to {one.covers_to.isoformat()}, {one.age_days:,} days ago{most}"]
    holes = "; ".join(f"{hole.start.isoformat()} up to {hole.end.isoformat()}" for hole in one.missing)
    told += [f"No file covers {holes}."] if holes else []
    return [*told, f"Ask: {rule.steward}. {touched(one.feed)}"]


def touched(feed: str) -> str:
    """Return which indicators and documents cannot be relied on where a feed is missing or too old."""
    if feed in COUNTS_OF:
        return "No indicator of ours rests on it: a provider's own counts are shown as its own."
    slugs, titles = resting_on(feed), documents_on(feed)
    if not slugs:
        return "No indicator rests on it yet."
    named = ", ".join(slugs[:_NAMED])
    more = f" and {len(slugs) - _NAMED} more" if len(slugs) > _NAMED else ""
    within = f" In: {'; '.join(titles)}." if titles else " No document tells of them yet."
    return f"Touches {len(slugs)} indicator{'s' if len(slugs) > 1 else ''}: {named}{more}.{within}"


COLUMNS = (
    *("feed", "sender", "sent", "covered up to", "days old", "acceptable", "files", "rows", "set aside", "standing"),
)
NUMBERS = frozenset(COLUMNS.index(name) for name in ("days old", "acceptable", "files", "rows", "set aside"))
"""Which columns are set to the right."""


def cells(one: Freshness, has_list: bool) -> tuple[str, ...]:
    """Return one feed of one sender as text, by `COLUMNS`."""
    rule = timeliness().get(one.feed)
    return (
        one.feed,
        f"{one.sender} {one.sender_name}",
        rule.cadence if rule else "",
        one.covers_to.isoformat() if one.covers_to else "",
        "" if one.age_days is None else f"{one.age_days:,}",
        f"{rule.oldest_days:,}" if rule and rule.oldest_days else "",
        f"{one.files:,}",
        f"{one.rows:,}",
        f"{one.set_aside:,}",
        str(one.standing) + ("" if one.is_listed or not has_list else ", not on the list"),
    )


def _table(found: tuple[Freshness, ...], has_list: bool) -> list[str]:
    rows = [COLUMNS, *(cells(one, has_list) for one in found)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    return [
        "  ".join(
            cell.rjust(width) if place in NUMBERS else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _plain(one: Freshness) -> dict[str, Any]:
    rule = timeliness().get(one.feed)
    return {
        "feed": one.feed,
        "sender": one.sender,
        "sender_name": one.sender_name,
        "standing": str(one.standing),
        "covers_to": one.covers_to.isoformat() if one.covers_to else None,
        "age_days": one.age_days,
        "cadence": rule.cadence if rule else None,
        "oldest_acceptable_days": rule.oldest_days if rule else None,
        "steward": rule.steward if rule else None,
        "missing": [[stretch.start.isoformat(), stretch.end.isoformat()] for stretch in one.missing],
        "files": one.files,
        "rows": one.rows,
        "set_aside": one.set_aside,
        "is_listed": one.is_listed,
        "indicators": list(resting_on(one.feed)),
        "documents": list(documents_on(one.feed)),
    }
