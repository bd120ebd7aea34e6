"""What several feeds share: their first two fields, and lists of codes.

No list here was read in a national standard: each is what this program asks partners for, so a code outside it is
advice and never a reason to turn a row away (rules of practice 4).
"""

from collections.abc import Mapping
from typing import Final

from joinedup.core.status import SourceStatus
from joinedup.kinds.feed import Every, Field, FieldKind
from joinedup.kinds.parameters import Code, CodeList
from joinedup.kinds.source import Source

HIDDEN: Final[Mapping[str, str]] = {"*": "hidden by the sender because it is small"}
"""What a sender who hides small numbers writes in their place; it is kept as hidden and never read as 0."""

OURS: Final = Source(
    "what this program asks for, from general knowledge of such records",
    SourceStatus.KNOWLEDGE,
    "No national layout of this feed was found; agree the fields with the sender.",
)


def codes(slug: str, texts: Mapping[str, str], *, status: SourceStatus = SourceStatus.LOCAL) -> CodeList:
    """Return a list of codes; each stands for itself as a reporting group."""
    held = tuple(Code(code, text, code, status) for code, text in texts.items())
    return CodeList(slug, (), "this program's own list", held)


def start(period: Every) -> Field:
    """Return the field that says when: the first day of the week, month or term that a row is about."""
    return Field("start_on", FieldKind.START, f"first day of the {period}: {period.first_day}")


def area(place: str) -> Field:
    """Return the field that says where, as an ONS code: never smaller than a district."""
    words = "district or unitary council" if place == "district" else "upper-tier council"
    return Field("area", FieldKind.AREA, f"ONS code of the {words}")


SUBSTANCE: Final = codes(
    "feed-substance",
    {
        "heroin-or-other-opiate": "heroin or another opiate",
        "synthetic-opioid": "a synthetic opioid such as a nitazene or fentanyl",
        "cocaine": "powder cocaine",
        "crack": "crack cocaine",
        "benzodiazepine": "a benzodiazepine",
        "cannabis": "cannabis",
        "synthetic-cannabinoid": "a synthetic cannabinoid",
        "ketamine": "ketamine",
        "mdma": "MDMA",
        "amphetamine": "an amphetamine other than MDMA",
        "gabapentinoid": "pregabalin or gabapentin",
        "alcohol": "alcohol",
        "other": "another substance",
        "none-found": "no substance found",
        "not-stated": "not stated or not yet known",
    },
)

AGE_BAND: Final = codes(
    "feed-age-band",
    {
        "under-18": "under 18",
        "18-29": "18 to 29",
        "30-39": "30 to 39",
        "40-49": "40 to 49",
        "50-59": "50 to 59",
        "60+": "60 and over",
        "not-stated": "not stated",
    },
)


def age_band() -> Field:
    """Return the field that says an age group: the one protected characteristic that a feed may carry."""
    return Field("age_band", FieldKind.CODE, "age group", codes=AGE_BAND, is_protected=True)


def substance(header: str = "substance", says: str = "substance, as the sender records it") -> Field:
    """Return a field that says a substance."""
    return Field(header, FieldKind.CODE, says, codes=SUBSTANCE)
