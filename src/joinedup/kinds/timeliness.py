"""How old a feed may be, and from whom it is expected."""

from dataclasses import dataclass
from datetime import date

from joinedup.core.slug import check_slug
from joinedup.kinds.feed import Feed
from joinedup.kinds.source import Source


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How often a feed comes, who answers for it, and how old it may be.

    `oldest_days`: days after the end of what the last file covers at which it is too old to rely on (None: no age is
    set). `sent_in_parts`: files add up, so time between them can be missing.
    """

    slug: str
    title: str
    cadence: str
    steward: str
    oldest_days: int | None
    source: Source
    sent_in_parts: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if self.oldest_days is not None and self.oldest_days < 1:
            raise ValueError(f"Feed '{self.slug}' would be too old on the day it comes.")

    @classmethod
    def of(cls, feed: Feed) -> "Timeliness":
        """Return the timeliness that a partner's feed declares."""
        return cls(
            feed.slug,
            feed.title,
            f"every {feed.cadence}",
            feed.steward,
            feed.oldest_days,
            feed.source,
            sent_in_parts=True,
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """A sender from whom a feed is expected, from one day up to but not including another (None: no end known)."""

    sender: str
    sender_name: str
    feed: str
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise ValueError(f"{self.sender_name} ({self.feed}) is expected until a day before it is expected since.")

    def is_expected_on(self, day: date) -> bool:
        """Return whether it is expected on `day`."""
        return self.since <= day and (self.until is None or day < self.until)
