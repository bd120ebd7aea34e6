"""What a counts-only file becomes on its way into a warehouse: its coverage, tables and what a report says of it."""

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.place import SYNTHETIC_PREFIX
from joinedup.core.refusal import Refusal
from joinedup.intake.coverage import COUNTS_OF, Coverage
from joinedup.kinds.provider_counts import ALL_ROWS, WITHOUT_CONSENT, ProviderCounts
from joinedup.warehouse.contracts import PROVIDER_CHECK, PROVIDER_COUNT


def counts_feed(counts: ProviderCounts) -> str:
    """Return the feed that the counts come in as; refuse counts of rows that we do not know."""
    feed = next((one for one, rows in COUNTS_OF.items() if rows == counts.feed), None)
    if feed is None:
        raise Refusal(
            f"it counts rows of the feed '{counts.feed}'; counts are made of {', '.join(COUNTS_OF.values())}."
        )
    return feed


def coverage_of(counts: ProviderCounts) -> Coverage:
    """Return what the file says of itself as any delivery does."""
    feed = counts_feed(counts)
    return Coverage(counts.sender, counts.sender_name, feed, counts.letter, counts.extract_on, counts.covers)


def is_synthetic_counts(counts: ProviderCounts) -> bool:
    """Return whether its codes, sender's and areas', are all reserved for invented places."""
    return all(code.upper().startswith(SYNTHETIC_PREFIX) for code in (counts.sender, *counts.areas))


def tables_of(counts: ProviderCounts) -> dict[str, pa.Table]:
    """Return its rows by table of the warehouse."""
    about: dict[str, Any] = {"sender": counts.sender, "counted_from": counts.feed}
    years = {year: Period.financial_year(year) for year in counts.years}
    told = [
        about
        | {
            "indicator": one.indicator,
            "definition_version": counts.definitions[one.indicator],
            "area": one.area,
            "start_on": years[one.year].start,
            "end_on": years[one.year].end,
            "counted": str(one.counted),
            "numerator": one.numerator,
            "denominator": one.denominator,
            "is_hidden": one.is_hidden,
            "recorded": one.recorded,
        }
        for one in counts.counts
    ]
    checked = [about | {"what": one.what, "rule": one.rule or None, "rows": one.rows} for one in counts.checked]
    return {
        "provider_count": _table(told, PROVIDER_COUNT),
        "provider_check": _table(checked, PROVIDER_CHECK),
    }


def counts_notes(counts: ProviderCounts, ours: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the file holds in sentences; `ours` are the versions of our own definitions by indicator."""
    hidden = sum(one.is_hidden for one in counts.counts)
    covers = f"{counts.covers.start.isoformat()} up to {counts.covers.end.isoformat()}"
    notes = [
        f"Counts of {counts.sender_name} ({counts.sender}), {counts.feed}, taken on {counts.extract_on.isoformat()}, "
        f"covering {covers}.",
        f"{len(counts.definitions)} indicators, {len(counts.years)} years, {len(counts.areas)} areas of residence: "
        f"{len(counts.counts) - hidden:,} told and {hidden:,} hidden. Hidden is not nought.",
        _rows_said(counts),
        "People and journeys of several providers do not add up: one person can be with two.",
    ]
    strange = [slug for slug in counts.definitions if slug not in ours]
    other = [slug for slug, version in counts.definitions.items() if ours.get(slug, version) != version]
    if other:
        notes.append(
            f"Counted under another version of the definition than ours, so kept apart and never set beside ours: "
            f"{', '.join(sorted(other))}."
        )
    if strange:
        notes.append(f"Indicators not known to us, kept and used for nothing: {', '.join(sorted(strange))}.")
    return tuple(notes)


def _rows_said(counts: ProviderCounts) -> str:
    rows = {(one.what, one.rule): "hidden" if one.rows is None else f"{one.rows:,}" for one in counts.checked}
    aside = ", ".join(f"{rule} {said}" for (_, rule), said in rows.items() if rule)
    said = f"Rows of the file counted: {rows.get((ALL_ROWS, ''), 'hidden')}; without consent: "
    said += rows.get((WITHOUT_CONSENT, ""), "hidden")
    return f"{said}; set aside by rule: {aside or 'none that may be told'}."


def _table(rows: list[dict[str, Any]], columns: Mapping[str, str]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=ibis.schema(dict(columns)).to_pyarrow())
