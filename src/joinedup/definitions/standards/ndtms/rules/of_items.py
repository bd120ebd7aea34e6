"""Rules asked of every item of a kind."""

from datetime import date

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import DAY, LAYOUT
from joinedup.intake.flat_file import CHILD_ID
from joinedup.kinds.check_rule import CheckRule, Severity


def _everywhere(level: str) -> tuple[CheckRule, CheckRule, CheckRule]:
    """Return the three rules asked of every item of one level."""
    slug = level.replace("_", "-")
    return (
        CheckRule(
            code=f"value-not-read-{slug}",
            severity=Severity.WARN,
            level=level,
            kinds=("date", "whole", "decimal"),
            except_fields=("DOB", "TRIAGED", "DISD", "TOPDATE"),
            title="the value is not a date or number of the item's layout, so it is left blank",
            mend="write dates as 20240131, and numbers within the item's limits; leave blank or NA what is not known.",
            source=LAYOUT,
            offends=_.unread.notnull(),
            offending={"unread": "29"},
            sound={"unread": None},
        ),
        CheckRule(
            code=f"code-not-known-{slug}",
            severity=Severity.WARN,
            level=level,
            kinds=("code",),
            title="the code is not known to us; it is kept as sent and counted as not recorded",
            mend="check the code against the reference data; if it is right, our list is incomplete: tell us.",
            source=LAYOUT,
            offends=_.is_filled & ~_.value_known,
            offending={"is_filled": True, "value_known": False},
            sound={"is_filled": False, "value_known": None},
        ),
        CheckRule(
            code=f"item-not-in-letter-{slug}",
            severity=Severity.DATA_QUALITY,
            level=level,
            kinds=("code", "date", "whole", "decimal"),
            title="the item is filled for a triage date at which the letter in force did not have it",
            mend="nothing, if the item was filled later; else look at the extract.",
            source=LAYOUT,
            offends=_.is_filled & ((_.triaged < _.since) | (_.triaged >= _.until)),
            offending={"is_filled": True, "triaged": DAY, "since": date(2022, 4, 1), "until": None},
            sound={"is_filled": True, "triaged": DAY, "since": None, "until": None},
        ),
    )


ITEM_RULES: tuple[CheckRule, ...] = tuple(rule for level in ("episode", *CHILD_ID) for rule in _everywhere(level))
