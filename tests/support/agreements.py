"""An agreement, and rows with codes that are not reserved: real to the program, invented here."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from joinedup.definitions.catalogue import feeds
from joinedup.jobs.check import rulebook
from joinedup.jobs.door import COUNTS_FIELDS
from joinedup.kinds.agreement import Share, SharedField
from support.extract import row

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "schedule_1": "Part 1, paragraph 2: health or social care purposes",
        "article_10": "none",
        "deceased": "as for the living",
        "children": "aged 9 to 17, in counts of ten or more",
        "privacy_notice": "council.example/privacy",
        "opt_out": "does not apply: no use beyond care and commissioning of confidential patient information",
        "onward": "nobody",
        "retention": "while it holds: each year is compared with the last",
        "destruction": "the head of information certifies it to the senior information risk owner",
        "breach_lead": "head of information",
        "foi_lead": "freedom-of-information officer",
        "access_lead": "head of records",
        "successor": "the council that follows",
        "dpo_advice": "go ahead, and look again in a year",
    }
)
ADVISED_ON = date(2026, 1, 5)
SIGNED_ON = date(2026, 1, 9)
WHY = "it is counted or tells rows apart"


def fields_of(feed: str) -> tuple[str, ...]:
    """Return every field that a file of a feed can have: all of the standard, of a counts-only file, of a partner's."""
    if feed in ("ndtms-adult", "ndtms-young-people"):
        return tuple(rulebook().standard.by_header)
    return feeds()[feed].headers if feed in feeds() else COUNTS_FIELDS


def shares_of(named: tuple[str, ...], item: str | None = None) -> tuple[Share, ...]:
    """Return shares of every field: rows about people of what is so called, of other feeds counts."""
    fields = {feed: tuple(SharedField(name, WHY) for name in fields_of(feed)) for feed in named}
    return tuple(Share(item or _kind(feed), feed, fields[feed]) for feed in named)


def whole(feeds: tuple[str, ...] = ("ndtms-adult",)) -> dict[str, Any]:
    """Return the parts that make an agreement more than a draft."""
    return {**TEXTS, "dpo_advised_on": ADVISED_ON, "shares": shares_of(feeds)}


def whole_toml(*feeds: str) -> str:
    """Return the same parts as lines of a file."""
    shares = ", ".join(
        f'{{item = "{_kind(feed)}", feed = "{feed}", fields = [{_fields_toml(feed)}]}}' for feed in feeds
    )
    return "".join(f'{name} = "{text}"\n' for name, text in TEXTS.items()) + (
        f"dpo_advised_on = {ADVISED_ON}\nshares = [{shares}]\n"
    )


def _fields_toml(feed: str) -> str:
    return ", ".join(f'{{name = "{name}", why = "{WHY}"}}' for name in fields_of(feed))


def _kind(feed: str) -> str:
    return "person-rows" if feed in ("ndtms-adult", "ndtms-young-people") else "small-counts"


COUNCIL = 'kind = "council", signed_on = 2026-01-09'
SERVICE = 'kind = "care", signed_on = 2026-01-09, arrangement = "each answers for its own part"'
POLICE = 'kind = "police", signed_on = 2026-01-09'
AGREEMENT = f"""
id = "county-2026"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2026-04-01
valid_to = 2026-06-01
{whole_toml("ndtms-adult")}parties = [
  {{name = "County council", role = "controller", signatory = "Senior information risk owner", {COUNCIL}}},
  {{name = "Recovery service", role = "joint controller", signatory = "Caldicott guardian", {SERVICE}}},
]
"""

SEIZURES = f"""
id = "seizures-2026"
purposes = ["needs-assessment"]
feeds = ["police-seizures"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "counts only"
dpia = "DPIA-1"
valid_from = 2026-01-01
valid_to = 2026-07-01
{whole_toml("police-seizures")}parties = [
  {{name = "Council", role = "controller", signatory = "Senior information risk owner", {COUNCIL}}},
  {{name = "Constabulary", role = "controller", signatory = "information asset owner", {POLICE}}},
]
"""
"""Under which a police force's counts of seizures come in."""

REAL_CODES = {"AGNCY": "N0852", "UTLA": "E10000000", "LA": "E07000000", "DAT": "Z01B"}


def real_row(**items: str) -> dict[str, str]:
    """Return a sound row under codes that are not reserved for invented places."""
    return row(**(REAL_CODES | items))
