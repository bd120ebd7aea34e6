"""Rules asked of each outcomes profile."""

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import (
    DAY,
    DERIVED,
    LATER,
    SUMS,
    WRITE_DATE,
    YEAR_ON,
    after_extract,
    limit,
)
from joinedup.kinds.check_rule import CheckRule, Severity


def more_than_one_decimal(code: str, field: str, title: str, level: str) -> CheckRule:
    """Return the rule that a number has one decimal place at most."""
    column = field.lower()
    return CheckRule(
        code=code,
        severity=Severity.WARN,
        level=level,
        fields=(field,),
        title=title,
        why="a slipped decimal point looks like this.",
        mend="round it to one decimal place, or look at the number.",
        source=DERIVED,
        numbers=(57,),
        offends=(_[column] - _[column].round(1)).abs() > 1e-9,
        offending={column: 12.25},
        sound={column: 12.3},
    )


RULES: tuple[CheckRule, ...] = (
    CheckRule(
        code="outcomes-profile-undated",
        severity=Severity.SET_ASIDE,
        level="outcomes_profile",
        fields=("TOPDATE",),
        title="the outcomes profile has no date that can be read, so it falls in no journey",
        why="start and end are told apart by date.",
        mend=f"record it, and {WRITE_DATE}",
        source=SUMS,
        numbers=(1, 3, 6),
        is_arithmetic=True,
        offends=_.topdate.isnull(),
        offending={"topdate": None},
        sound={"topdate": DAY},
    ),
    after_extract(
        "outcomes-profile-after-extract",
        "TOPDATE",
        "the outcomes profile is dated after the day the file was taken",
        "outcomes_profile",
    ),
    CheckRule(
        code="outcomes-profile-outside-episode",
        severity=Severity.WARN,
        level="outcomes_profile",
        fields=("TOPDATE", "TRIAGED", "DISD"),
        title="the outcomes profile is dated over a fortnight before triage, or over a fortnight after discharge",
        why="it belongs to no journey unless another episode spans the day.",
        mend="look at its date.",
        source=DERIVED,
        numbers=(5,),
        offends=(_.triaged.delta(_.topdate, unit="day") > limit("outcomes-profile-after-end"))
        | (_.topdate.delta(_.disd, unit="day") > limit("outcomes-profile-after-end")).fill_null(False),
        offending={"triaged": DAY, "disd": LATER, "topdate": YEAR_ON},
        sound={"triaged": DAY, "disd": None, "topdate": YEAR_ON},
    ),
    more_than_one_decimal(
        "units-with-two-decimals", "CONSMP", "units on a drinking day with more than one decimal", "outcomes_profile"
    ),
)
