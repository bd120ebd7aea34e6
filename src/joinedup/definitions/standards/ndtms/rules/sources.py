"""What the rules rest on, and the words, days, limits and facts of an episode that several of them share."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import ibis
from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import ndtms_standard
from joinedup.kinds.check_rule import CheckRule, EpisodeFact, Severity
from joinedup.kinds.parameters import Rule
from joinedup.kinds.source import Source

S2 = Source("checks of one live system before export (S2)", SourceStatus.FOUND)
S3 = Source("definitions of pharmacological sub-interventions, of the letter P era (S3)", SourceStatus.FOUND)
S8 = Source("technical definition of letter H (S8)", SourceStatus.FOUND)
SUMS = Source("our own sums cannot use such a row", SourceStatus.LOCAL)
DERIVED = Source("meaning inferred from the items that carry the rule's number (S1); not checked", SourceStatus.DERIVED)
ORDER = Source("order of dates as remembered; not checked", SourceStatus.KNOWLEDGE)
LAYOUT = Source("the standard's items and code lists as held here, which are not complete", SourceStatus.LOCAL)
HYGIENE = Source("caseload habits as remembered; not checked", SourceStatus.KNOWLEDGE)

WRITE_DATE = "write the date as 20240131 (year, month, day)."
DAY = date(2021, 6, 1)
LATER = date(2021, 6, 9)
YEAR_ON = date(2022, 7, 1)


@cache
def limits() -> Mapping[str, Rule]:
    """Return the numbers that rules compare with, by slug."""
    text = files("joinedup.definitions").joinpath("standards", "ndtms", "limits.toml").read_text(encoding="utf-8")
    return {
        one["slug"]: Rule(
            one["slug"], one["value"], one["unit"], None, None, SourceStatus(one["status"]), one["source"]
        )
        for one in tomllib.loads(text)["limit"]
    }


def limit(slug: str) -> int:
    """Return one of the numbers that rules compare with."""
    return limits()[slug].value


def ticks(*starts: str) -> tuple[str, ...]:
    """Return the columns of the ticks of a sub-intervention review whose headers begin with one of `starts`."""
    return tuple(
        item.column
        for item in ndtms_standard().level("sub_intervention_review")
        if item.kind == "code" and item.header.startswith(starts) and item.header != "PHOSTSPVD"
    )


def any_ticked(columns: tuple[str, ...]) -> Any:
    """Return whether any of the columns says Y."""
    return ibis.or_(*(_[column].fill_null("") == "Y" for column in columns))


LAST_CONTACT = EpisodeFact(
    "last_contact",
    "date",
    ibis.greatest(_.triaged.max(), _.modst.max(), _.submoddt.max(), _.titdate.max(), _.topdate.max(), _.x_cirdt.max()),
    ("TRIAGED", "MODST", "SUBMODDT", "TITDATE", "TOPDATE", "X_CIRDT"),
)
FIRST_INTERVENTION = EpisodeFact("first_intervention", "date", _.modst.min(), ("MODST",))
LAST_INTERVENTION_END = EpisodeFact("last_intervention_end", "date", _.modend.max(), ("MODEND",))
OPEN_INTERVENTIONS = EpisodeFact(
    "open_interventions",
    "int64",
    (_.modid.notnull() & _.modst.notnull() & _.modend.isnull()).sum(),
    ("MODID", "MODST", "MODEND"),
)
OUTCOMES_PROFILES = EpisodeFact("outcomes_profiles", "int64", _.topid.count(), ("TOPID",))


def wrong_order(
    code: str,
    fields: tuple[str, str],
    title: str,
    *,
    source: Source,
    why: str = "one of the two dates is wrong, so a wait or a length of treatment is too.",
    level: str = "episode",
    numbers: tuple[int, ...] = (),
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
        why=why,
        mend="look at both dates and put right the one that is wrong.",
        source=source,
        numbers=numbers,
        is_arithmetic=is_arithmetic,
        offends=_[first] > _[second],
        offending={first: LATER, second: DAY},
        sound={first: DAY, second: DAY},
    )


def after_extract(code: str, field: str, title: str, level: str) -> CheckRule:
    """Return the rule that a date is not after the day the file was taken."""
    column = field.lower()
    return CheckRule(
        code=code,
        severity=Severity.WARN,
        level=level,
        fields=(field,),
        title=title,
        why="what has not happened yet cannot be counted.",
        mend="look at the date, and at the extract day that was given with the file.",
        source=DERIVED,
        numbers=(3,),
        offends=_[column] > _.extract_on,
        offending={column: LATER, "extract_on": DAY},
        sound={column: LATER, "extract_on": None},
    )
