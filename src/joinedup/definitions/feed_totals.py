"""Which numbers of partners' feeds may be added up over a whole council and year; of each other one, why not.

A total over every group of a feed is one number only where each thing counted stands in one row. From how the feeds are
declared; whether a sender's own recording keeps to that is for its steward to say.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from joinedup.definitions.catalogue import feeds
from joinedup.kinds.feed import Feed, Field, Holds

ADDS_UP: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ambulance-overdoses": ("callouts", "naloxone_given", "conveyed"),
        "emergency-attendances": ("attendances", "admitted"),
        "homelessness-assessments": ("households", "rough_sleeping"),
        "naloxone-supplies": ("kits",),
        "pharmacy-needle-exchange": ("packs", "returns"),
        "pharmacy-supervised-consumption": ("doses",),
        "police-custody-tests": ("tests", "assessments_attended"),
        "police-seizures": ("seizures", "grams"),
        "prison-releases": ("releases", "seen_within_21_days", "naloxone_given"),
    }
)
"""By feed, the headers of numbers that add up. A seizure of several substances counts once for each."""

PEOPLE: Final = "It counts people who can be in several rows, so its numbers are not added up."
_WHY_NOT: Final = MappingProxyType(
    {
        "hospital-admissions": "One admission can be for several of its conditions, so they are not added up.",
        "night-time-economy": "It counts things of several kinds, of which a sum says nothing.",
        "pharmacy-needle-exchange": "At one visit several packs can be taken, so visits are not added up over packs.",
        "police-offences": "One offence can stand under several of its headings, so they are not added up.",
        "pupil-survey": "It holds answers to several questions, of which a sum says nothing.",
        "school-suspensions": "It counts things of several kinds, of which a sum says nothing.",
        "suspected-deaths": "Two senders tell of the same deaths, so their numbers are never added.",
        "workforce-rota": "It holds posts week by week, of which a sum says nothing.",
    }
)


def numbers_of(feed: Feed) -> tuple[Field, ...]:
    """Return the number fields of a feed, in the order of its file."""
    return tuple(one for one in feed.fields if one.is_number)


def why_not(feed: Feed, header: str) -> str:
    """Return why a number of a feed is not added up; '' where it is."""
    if header in ADDS_UP.get(feed.slug, ()):
        return ""
    (field,) = (one for one in feed.fields if one.header == header)
    return PEOPLE if not field.adds_up else _WHY_NOT[feed.slug]


def counts_feeds() -> Mapping[str, Feed]:
    """Return the feeds that hold counts, by slug."""
    return {slug: feed for slug, feed in feeds().items() if feed.holds is Holds.COUNTS}
