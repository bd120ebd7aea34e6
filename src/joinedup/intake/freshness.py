"""Who has sent what, how old it is on a day, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joinedup.core.period import Period
from joinedup.kinds.timeliness import Expected, Timeliness
from joinedup.warehouse.manifest import Delivery


class Standing(StrEnum):
    """How one sender's feed stands, worst first."""

    NEVER = "never sent"
    LATE = "too old"
    HOLES = "time missing"
    CURRENT = "current"
    NO_AGE = "no age is set"
    ENDED = "no longer expected"


@dataclass(frozen=True, slots=True)
class Freshness:
    """One sender's feed on one day.

    `covers_to` is the day after the last one covered, `age_days` the days since then (None: nothing was sent).
    `missing` are stretches that no file covers, between the first day expected and the last one covered. `is_listed`:
    it is on the list of expected senders, if there is one.
    """

    feed: str
    sender: str
    sender_name: str
    standing: Standing
    covers_to: date | None
    age_days: int | None
    missing: tuple[Period, ...]
    files: int
    rows: int
    set_aside: int
    is_listed: bool

    @property
    def is_wanting(self) -> bool:
        """Whether something that is expected is not there, or too old."""
        return self.standing in (Standing.NEVER, Standing.LATE, Standing.HOLES)


def freshness(
    deliveries: Sequence[Delivery], expected: Sequence[Expected], timeliness: Mapping[str, Timeliness], *, on: date
) -> tuple[Freshness, ...]:
    """Return how every feed stands on the day `on`, by standing, feed and sender: what is missing comes first.

    Every sender held is told of, listed or not, and every listed one whose day has come, though it never sent. Senders
    are in the order of their codes: they are not ranked.
    """
    listed = {(one.feed, one.sender): one for one in expected}
    sent: dict[tuple[str, str], list[Delivery]] = {}
    for one in deliveries:
        sent.setdefault((one.feed, one.sender), []).append(one)
    due = {key for key, one in listed.items() if one.is_expected_on(on)}
    found = [_one(sent.get(key, ()), listed.get(key), timeliness.get(key[0]), on) for key in sorted(due | set(sent))]
    order = list(Standing)
    return tuple(sorted(found, key=lambda one: (order.index(one.standing), one.feed, one.sender)))


def _one(sent: Sequence[Delivery], listed: Expected | None, rule: Timeliness | None, on: date) -> Freshness:
    covers_to = max((one.covers.end for one in sent), default=None)
    age = None if covers_to is None else (on - covers_to).days
    missing = _missing(sent, listed) if rule is not None and rule.sent_in_parts else ()
    source = listed or sent[0]
    return Freshness(
        feed=source.feed,
        sender=source.sender,
        sender_name=source.sender_name,
        standing=_standing(age, missing, listed, rule, on),
        covers_to=covers_to,
        age_days=age,
        missing=missing,
        files=len(sent),
        rows=sum(one.rows for one in sent),
        set_aside=sum(one.set_aside for one in sent),
        is_listed=listed is not None,
    )


def _standing(
    age: int | None, missing: Sequence[Period], listed: Expected | None, rule: Timeliness | None, on: date
) -> Standing:
    if listed is not None and not listed.is_expected_on(on):
        return Standing.ENDED
    if age is None:
        return Standing.NEVER
    oldest = None if rule is None else rule.oldest_days
    if oldest is not None and age > oldest:
        return Standing.LATE
    if missing:
        return Standing.HOLES
    return Standing.NO_AGE if oldest is None else Standing.CURRENT


def _missing(sent: Sequence[Delivery], listed: Expected | None) -> tuple[Period, ...]:
    covered = sorted((one.covers for one in sent), key=lambda one: one.start)
    holes: list[Period] = []
    reached = min(covered[0].start, listed.since) if covered and listed else None
    for one in covered:
        if reached is not None and reached < one.start:
            holes.append(Period(reached, one.start))
        reached = one.end if reached is None else max(reached, one.end)
    return tuple(holes)
