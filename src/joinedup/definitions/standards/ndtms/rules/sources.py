"""What the rules rest on, and the words and days that several of them share."""

from datetime import date

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.source import Source

S2 = Source("checks of one live system before export (S2)", SourceStatus.FOUND)
S8 = Source("technical definition of letter H (S8)", SourceStatus.FOUND)
SUMS = Source("our own sums cannot use such a row", SourceStatus.LOCAL)
DERIVED = Source("meaning inferred from the items that carry the rule's number (S1); not checked", SourceStatus.DERIVED)
ORDER = Source("order of dates as remembered; not checked", SourceStatus.KNOWLEDGE)
LAYOUT = Source("the standard's items and code lists as held here, which are not complete", SourceStatus.LOCAL)
HYGIENE = Source("caseload habits as remembered; not checked", SourceStatus.KNOWLEDGE)

WRITE_DATE = "write the date as 20240131 (year, month, day)."
DAY = date(2021, 6, 1)
LATER = date(2021, 6, 9)


def wrong_order(
    code: str,
    fields: tuple[str, str],
    title: str,
    *,
    source: Source,
    level: str = "episode",
    is_arithmetic: bool = False,
) -> CheckRule:
    """Return the rule that the first of two dates is not after the second."""
    first, second = (field.lower() for field in fields)
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE if is_arithmetic else Severity.WARN,
        level=level,
        fields=fields,
        title=title,
        mend="look at both dates and put right the one that is wrong.",
        source=source,
        is_arithmetic=is_arithmetic,
        offends=_[first] > _[second],
        offending={first: LATER, second: DAY},
        sound={first: DAY, second: DAY},
    )
