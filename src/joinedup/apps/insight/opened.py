"""What of a partner's feed opens to somebody for a purpose: each field as the policy function says, at each look."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from joinedup.apps.agreements.queries import agreements
from joinedup.apps.agreements.reach import feeds_open
from joinedup.sharing.asking import Asker
from joinedup.sharing.grant import Grant, Refused
from joinedup.sharing.purposes import PURPOSES
from joinedup.shelf.records import FeedEntry, FeedField, FeedSheet, FeedTotal, ShelfFeed


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """What of a feed opens to whoever asks: by which agreements, which numbers, who sent it, totals, duties."""

    feed: str
    title: str
    purpose: str
    agreements: tuple[str, ...]
    duties: tuple[str, ...]
    caveats: tuple[str, ...]
    fields: tuple[FeedField, ...]
    senders: tuple[ShelfFeed, ...]
    totals: tuple[FeedTotal, ...]


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """What opens, None where nothing does; and why the rest does not, in sentences that the asker may be told."""

    counts: FeedCounts | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed in somebody's list: how many of its numbers open, and what they are told of those that do not."""

    feed: str
    title: str
    open: int
    told: tuple[str, ...]


def open_feed(asker: Asker, purpose: str, sheet: FeedSheet, at: datetime, *, only: str | None = None) -> OpenFeed:
    """Return what of a feed somebody sees at an instant, under every agreement of theirs or `only` one. Two queries."""
    names = [one.name for one in sheet.fields]
    answers = feeds_open(asker, purpose, {sheet.feed: names}, at, only=only)[sheet.feed]
    given = {name: one for name, one in answers.items() if isinstance(one, Grant)}
    told = _told(answers.values())
    if not given:
        return OpenFeed(None, told)
    counts = FeedCounts(
        feed=sheet.feed,
        title=sheet.title,
        purpose=purpose,
        agreements=tuple(sorted({one.agreement for one in given.values() if one.agreement})),
        duties=tuple(dict.fromkeys(duty for one in given.values() for duty in one.duties)),
        caveats=sheet.caveats,
        fields=tuple(one for one in sheet.fields if one.name in given),
        senders=sheet.senders,
        totals=tuple(one for one in sheet.totals if one.field in given),
    )
    return OpenFeed(counts, told)


def listed(asker: Asker, purpose: str, feeds: Iterable[FeedEntry], at: datetime) -> tuple[ListedFeed, ...]:
    """Return the feeds of which anything opens to somebody, or of which they are told why not. Two queries."""
    held = {one.feed: one for one in feeds}
    answers = feeds_open(asker, purpose, {slug: one.fields for slug, one in held.items()}, at)
    found = (_listed(one, answers[slug].values()) for slug, one in held.items())
    return tuple(one for one in found if one.open or one.told)


def _listed(feed: FeedEntry, answers: Collection[Grant | Refused]) -> ListedFeed:
    return ListedFeed(feed.feed, feed.title, sum(isinstance(one, Grant) for one in answers), _told(answers))


def purposes_of(asker: Asker) -> tuple[tuple[str, str], ...]:
    """Return the purposes that agreements of the organisation acted for list, each with what it is."""
    own = [one for one in agreements() if one.party(asker.organisation) is not None]
    named = {purpose for one in own for purpose in one.purposes}
    return tuple((slug, one.title) for slug, one in PURPOSES.items() if slug in named)


def _told(answers: Iterable[Grant | Refused]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.shown for one in answers if isinstance(one, Refused) and one.is_told))
