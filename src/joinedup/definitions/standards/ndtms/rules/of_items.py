"""Rules asked of every item of a kind."""

from datetime import date

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import DAY, LAYOUT
from joinedup.intake.flat_file import CHILD_ID
from joinedup.kinds.check_rule import CheckRule, Severity


def _everywhere(level: str) -> tuple[CheckRule, ...]:
    """Return the rules asked of every item of one level."""
    slug = level.replace("_", "-")
    return (
        CheckRule(
            code=f"value-not-read-{slug}",
            severity=Severity.WARN,
            level=level,
            kinds=("date", "whole", "decimal"),
            except_fields=("DOB", "TRIAGED", "DISD", "TOPDATE"),
            title="the value is not a date or number of the item's layout, so it is left blank",
            why="an answer that cannot be read is an answer lost.",
            mend="write dates as 20240131, and numbers within the item's limits; leave blank or NA what is not known.",
            source=LAYOUT,
            numbers=(1, 18, 19) if level == "outcomes_profile" else (1,),
            offends=_.unread.notnull(),
            offending={"unread": "29"},
            sound={"unread": None},
        ),
        CheckRule(
            code=f"code-not-known-{slug}",
            severity=Severity.WARN,
            level=level,
            kinds=("code",),
            items="listed",
            title="the code is not known to us; it is kept as sent and counted as not recorded",
            why="we cannot say what group it falls in.",
            mend="check the code against the reference data; if it is right, our list is incomplete: tell us.",
            source=LAYOUT,
            numbers=(4, 20) if level == "outcomes_profile" else (4,),
            offends=_.is_filled & ~_.value_known,
            offending={"is_filled": True, "value_known": False},
            sound={"is_filled": False, "value_known": None},
        ),
        CheckRule(
            code=f"code-not-in-list-then-{slug}",
            severity=Severity.DATA_QUALITY,
            level=level,
            kinds=("code",),
            items="dated codes",
            title="the code was not in the list on the triage date",
            why="an old code may mean something else now, or a new one was filled in later.",
            mend="nothing, if the answer was filled later; else look at what it should be now.",
            source=LAYOUT,
            numbers=(4,),
            offends=_.is_filled & ~_.value_valid,
            offending={"is_filled": True, "value_valid": False},
            sound={"is_filled": True, "value_valid": None},
        ),
        CheckRule(
            code=f"value-too-long-{slug}",
            severity=Severity.WARN,
            level=level,
            kinds=("code",),
            items="laid out",
            title="the code is longer than the item's layout, so it is not one that we could know",
            why="a slipped column or free text looks like this.",
            mend="look at the column; a code has no more characters than its layout.",
            source=LAYOUT,
            numbers=(1,),
            offends=_.is_filled & ~_.value_fits,
            offending={"is_filled": True, "value_fits": False},
            sound={"is_filled": True, "value_fits": None},
        ),
        CheckRule(
            code=f"item-not-in-letter-{slug}",
            severity=Severity.DATA_QUALITY,
            level=level,
            kinds=("code", "date", "whole", "decimal"),
            items="dated",
            title="the item is filled for a triage date at which the letter in force did not have it",
            why="nobody was asked it then, so it cannot be compared over time.",
            mend="nothing, if the item was filled later; else look at the extract.",
            source=LAYOUT,
            offends=_.is_filled & ((_.triaged < _.since) | (_.triaged >= _.until)),
            offending={"is_filled": True, "triaged": DAY, "since": date(2022, 4, 1), "until": None},
            sound={"is_filled": True, "triaged": DAY, "since": None, "until": None},
        ),
        CheckRule(
            code=f"item-of-another-data-set-{slug}",
            severity=Severity.DATA_QUALITY,
            level=level,
            kinds=("code", "date", "whole", "decimal"),
            items="of another data set",
            title="the item is filled, and as we read the standard this data set does not hold it",
            why="adult and young people's services answer different questions.",
            mend="nothing, if the service does record it; else look at whether the feed was named rightly.",
            source=LAYOUT,
            offends=_.is_filled,
            offending={"is_filled": True},
            sound={"is_filled": False},
        ),
    )


RULES: tuple[CheckRule, ...] = tuple(rule for level in ("episode", *CHILD_ID) for rule in _everywhere(level))
