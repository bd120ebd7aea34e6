"""What a figure may carry: no number where it is hidden, no interval without grounds, no total across a gap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from joinedup.claims.recheck.fault import Entry, Fault, is_visible, named

NUMBERS = ("value", "low", "high", "numerator", "denominator", "rounding", "known", "verdict", "beside", "method")
"""What a figure that cannot be seen must not carry; how well an absent one is recorded may be told."""

OWN_LIMITS = ("as published", "modelled; its own bounds", "survey; its design is in the interval")
"""Methods by which a figure without counts has limits: its publisher's or its model's own."""

NO_LIMITS = ("count", "mid-year estimate, as published", "of those who chose to answer; no interval")
"""Methods that never give an interval."""

ROUNDED = ("Published rounded", "published counts that are rounded")
"""How a note says that the counts are known only within their rounding."""

EACH_YEAR = "-each-year"
"""How the slug of single years ends where pooled years have one of their own."""

Series = Mapping[tuple[str, str, str], Mapping[tuple[int, int], Entry]]


def figure_faults(claim: Entry, figure: Entry) -> Iterator[Fault]:
    """Yield what is wrong with one figure of a claim."""
    name = claim["claim_id"]
    if not is_visible(figure):
        allowed = {"known"} if figure["showing"] == "absent" else set()
        carried = [one for one in NUMBERS if one not in allowed and figure.get(one) not in (None, "", [])]
        if carried:
            what = f"{named(figure)} is {figure['showing']} and carries {', '.join(carried)}"
            yield Fault(name, "number-on-hidden", what)
        return
    yield from _interval_faults(name, figure)
    gaps = figure["provenance"]["gaps"] or not figure["provenance"]["covers"]
    if gaps and figure["provenance"]["is_published"]:
        yield Fault(name, "total-across-gap", f"{named(figure)} is told although what it rests on has gaps")


def _interval_faults(name: str, figure: Entry) -> Iterator[Fault]:
    low, high, value = (figure.get(one) for one in ("low", "high", "value"))
    counts = [figure.get(one) for one in ("numerator", "denominator")]
    method = figure.get("method", "")
    if figure.get("is_value_only") and any(one is not None for one in (low, high, *counts)):
        yield Fault(name, "interval-without-ground", f"{named(figure)} is a bare value and carries limits or counts")
    elif low is not None or high is not None:
        if method in NO_LIMITS:
            yield Fault(name, "interval-without-ground", f"{named(figure)} is a {method} and has limits")
        if None in counts and method not in OWN_LIMITS:
            yield Fault(name, "interval-without-ground", f"{named(figure)} has limits, no counts, and is '{method}'")
        if any(words in figure["note"] for words in ROUNDED):
            yield Fault(name, "interval-without-ground", f"{named(figure)} has limits drawn from rounded counts")
        if value is None or (low is not None and low > value) or (high is not None and high < value):
            yield Fault(name, "interval-without-ground", f"{named(figure)} has limits that do not hold its value")


def series_of(claims: Iterable[Entry]) -> Series:
    """Return the figures of a ledger by indicator, place and group, then by first year and year after the last.

    Periods that do not begin and end on one day of the year are left out; single years stand with pooled ones.
    """
    found: dict[tuple[str, str, str], dict[tuple[int, int], Entry]] = {}
    for claim in claims:
        for figure in claim["about"]:
            start, end = date.fromisoformat(figure["start"]), date.fromisoformat(figure["end"])
            if (start.month, start.day) == (end.month, end.day):
                key = (figure["indicator"].removesuffix(EACH_YEAR), figure["place"]["code"], str(figure["group"]))
                found.setdefault(key, {})[start.year, end.year] = figure
    return found


def gap_faults(claim: Entry, series: Series) -> Iterator[Fault]:
    """Yield the totals of a claim that run over a year which is not held, or are not the sum of their years."""
    for figure in claim["about"]:
        key = (figure["indicator"].removesuffix(EACH_YEAR), figure["place"]["code"], str(figure["group"]))
        first, after = (int(figure[end][:4]) for end in ("start", "end"))
        if not is_visible(figure) or after - first < 2:
            continue
        held = [one for year in range(first, after) if (one := series.get(key, {}).get((year, year + 1))) is not None]
        unseen = [one for one in held if not is_visible(one)]
        if unseen and len(unseen) < len(held):
            yield Fault(claim["claim_id"], "total-across-gap", f"{named(figure)} is told although {_years(unseen)} not")
        elif len(held) == after - first and not unseen and _differs(figure, held):
            yield Fault(claim["claim_id"], "total-across-gap", f"{named(figure)} is not the sum of its years")


def _differs(total: Entry, years: Sequence[Entry]) -> bool:
    counts = [one.get("numerator") for one in years]
    whole = total.get("numerator")
    if whole is None or any(one is None for one in counts):
        return False
    slack = sum(float(one.get("rounding") or 0) for one in (total, *years)) if total.get("method") == "count" else 0.0
    return abs(float(whole) - sum(float(one or 0) for one in counts)) > slack + 0.5


def _years(figures: Sequence[Entry]) -> str:
    return f"{', '.join(one['start'][:4] for one in figures)} {'is' if len(figures) == 1 else 'are'}"
