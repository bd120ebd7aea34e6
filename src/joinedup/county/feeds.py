"""The county's partner feeds: a file of what came before, one of the last stretch, and one that corrects another."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.core.period import Period
from joinedup.county.feed_faults import Row, corrected, with_faults, write_rows
from joinedup.county.feed_plan import FEED_PLANS, NEVER_SENT, FeedPlan
from joinedup.county.places import PLACES
from joinedup.county.providers import write_sidecar
from joinedup.kinds.feed import Every, Feed, Field, FieldKind, Holds

FOLDER, LATER = "feeds", "corrections"
"""Where the feeds lie, and where what their senders correct a week later does."""

_CORRECTED = "ambulance-overdoses"


def write_feeds(folder: Path, feeds: Mapping[str, Feed], *, seed: int, scale: float, day_after: date) -> dict[str, Any]:
    """Write every feed's files up to `day_after` into `folder`; return what was planted in them.

    Each feed draws from a generator of its own, so that adding one changes no other file.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / LATER).mkdir(exist_ok=True)
    planted: dict[str, Any] = {"faults": [], "late": [], "missing": [], "corrections": []}
    for plan in FEED_PLANS:
        feed = feeds[plan.feed]
        rng = np.random.default_rng([seed, zlib.crc32(f"{plan.feed} {plan.sender}".encode())])
        _write_feed(rng, folder, feed, plan, scale, day_after, planted)
    never = [{"feed": feed, "sender": sender, "sender_name": name} for feed, sender, name in NEVER_SENT]
    return planted | {"never": never}


def _write_feed(
    rng: np.random.Generator,
    folder: Path,
    feed: Feed,
    plan: FeedPlan,
    scale: float,
    day_after: date,
    planted: dict[str, Any],
) -> None:
    years = 3 if feed.period is Every.SCHOOL_YEAR else 2
    firsts = _first_days(feed, Period(day_after.replace(year=day_after.year - years), day_after))
    sent = firsts[: len(firsts) - plan.stops_early]
    last = max(1, round(feed.cadence.days / feed.period.days))
    cut = len(sent) - 1 - last
    before, latest = Period(sent[0], sent[cut - plan.lacks]), Period(sent[cut], sent[-1])
    who = {"feed": feed.slug, "sender": plan.sender}
    if plan.stops_early:
        planted["late"].append(who | {"covers_to": latest.end.isoformat()})
    if plan.lacks:
        planted["missing"].append(who | {"from": before.end.isoformat(), "to": latest.start.isoformat()})
    for covers in (before, latest):
        name = f"{plan.sender}_{feed.slug}_{covers.start.isoformat()}.csv"
        rows = list(_rows(rng, feed, plan, scale, covers))
        is_first = covers is before
        if is_first:
            rows, faults = with_faults(rng, feed, rows, covers)
            planted["faults"] += [{"file": f"{FOLDER}/{name}"} | fault for fault in faults]
        _write(folder / FOLDER / name, feed, plan, rows, covers, covers.end)
        if feed.slug == _CORRECTED and not is_first:
            rows, changed = corrected(rng, feed, rows)
            _write(folder / LATER / name, feed, plan, rows, covers, day_after.replace(day=17))
            planted["corrections"].append({"file": f"{LATER}/{name}", "in_place_of": f"{FOLDER}/{name}"} | changed)


def _first_days(feed: Feed, within: Period) -> list[date]:
    """Return the first day of each week, month or term in the period, and of the one after it where it ends on one."""
    return [*feed.period.first_days(within), *([within.end] if feed.period.starts_on(within.end) else [])]


def _write(path: Path, feed: Feed, plan: FeedPlan, rows: list[Row], covers: Period, extract: date) -> None:
    write_rows(path, feed, rows)
    stretch = (covers.start.isoformat(), covers.end.isoformat())
    write_sidecar(path, plan.sender, plan.sender_name, feed.slug, stretch, extract.isoformat())


def _rows(rng: np.random.Generator, feed: Feed, plan: FeedPlan, scale: float, covers: Period) -> Iterator[Row]:
    """Yield rows in the order of the time, the area and the groups; what nothing was counted of has no row."""
    groups = [one for one in feed.fields if one.kind is FieldKind.CODE]
    held = [list(plan.shares[one.header].items()) for one in groups]
    a_year = 365.25 / feed.period.days
    number = 0
    combinations = list(product(*held))
    shares = np.array([prod(share for _, share in each) for each in combinations])
    for first in feed.period.first_days(covers):
        for place, (code, weight) in _areas(feed):
            mean = plan.a_year[place] * weight * scale / a_year
            if feed.holds is Holds.EVENTS:
                for _ in range(rng.poisson(mean)):
                    number += 1
                    yield _event(rng, feed, first, code, groups, held, f"{plan.sender}-{first:%y%m%d}-{number:05d}")
                continue
            counts = _drawn(rng, feed, plan, mean * shares)
            for index in np.flatnonzero(counts) if feed.absent_is_none else range(len(counts)):
                count = counts[index].item()
                texts = {one.header: text for one, (text, _) in zip(groups, combinations[index], strict=True)}
                yield _row(rng, feed, plan, {"start_on": first.isoformat(), "area": code} | texts, count)


def _areas(feed: Feed) -> list[tuple[int, tuple[str, float]]]:
    """Return the place's number, and the code and weight of each area that the feed tells of."""
    if feed.place == "upper-tier":
        return [(number, (place.code, 1.0)) for number, place in enumerate(PLACES[:2])]
    return [(number, (code, weight)) for number, place in enumerate(PLACES[:2]) for code, _, weight in place.districts]


def _drawn(rng: np.random.Generator, feed: Feed, plan: FeedPlan, means: Any) -> Any:
    """Return counts by chance; whole-time equivalents are planned, to the half."""
    field = next(one for one in feed.fields if one.header == plan.counted)
    return np.round(means * 2) / 2 if field.kind is FieldKind.DECIMAL else rng.poisson(means)


def _row(rng: np.random.Generator, feed: Feed, plan: FeedPlan, texts: Row, count: float) -> Row:
    numbers: dict[str, float] = {plan.counted: count}
    for header, of, share in plan.parts:
        whole = numbers[of]
        is_whole = _field(feed, header).kind is FieldKind.WHOLE
        numbers[header] = rng.binomial(int(whole), share) if is_whole else round(whole * (share + 0.05) * 2) / 2
        numbers[header] = min(numbers[header], whole)
    for header, of, mean in plan.each:
        many = rng.poisson(numbers[of] * mean)
        numbers[header] = many if _field(feed, header).kind is FieldKind.WHOLE else round(many + rng.random(), 1)
    told = {header: f"{value:.10g}" for header, value in numbers.items()}
    if count < plan.hides_below:
        told |= {one.header: next(iter(one.markers)) for one in feed.fields if one.markers}
    return texts | told


def _event(
    rng: np.random.Generator,
    feed: Feed,
    first: date,
    area: str,
    groups: list[Field],
    held: list[list[tuple[str, float]]],
    reference: str,
) -> Row:
    texts = {"start_on": first.isoformat(), "area": area}
    texts |= {one.header: reference for one in feed.fields if one.kind is FieldKind.REFERENCE}
    for one, codes in zip(groups, held, strict=True):
        texts[one.header] = codes[_pick(rng, codes)][0]
    return texts


def _pick(rng: np.random.Generator, codes: list[tuple[str, float]]) -> int:
    weights = np.cumsum([share for _, share in codes])
    return int(np.searchsorted(weights, rng.random() * weights[-1], side="right"))


def _field(feed: Feed, header: str) -> Field:
    return next(one for one in feed.fields if one.header == header)
