"""Rules asked once an episode: who, when, and whether what is needed is there."""

from datetime import date

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import (
    DAY,
    DERIVED,
    ORDER,
    S2,
    SUMS,
    WRITE_DATE,
    after_extract,
    limit,
    wrong_order,
)
from joinedup.kinds.check_rule import CheckRule, Severity


def _missing_person(code: str, field: str, what: str, numbers: tuple[int, ...] = ()) -> CheckRule:
    column = field.lower()
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=(field,),
        title=f"no {what}, so the person cannot be told apart from others",
        why="people are counted once, which needs initials, date of birth and sex.",
        mend=f"record the {what}.",
        source=S2,
        numbers=numbers,
        is_arithmetic=True,
        offends=_[column].isnull(),
        offending={column: None},
        sound={column: "1"},
    )


def _needed_date(code: str, field: str, title: str, why: str, *, may_be_blank: bool) -> CheckRule:
    column, unread = field.lower(), f"{field.lower()}_unread"
    blank = {column: None, unread: None}
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=(field,),
        title=title,
        why=why,
        mend=WRITE_DATE if may_be_blank else f"record it, and {WRITE_DATE}",
        source=SUMS,
        numbers=(1, 3) if may_be_blank else (1,),
        is_arithmetic=True,
        offends=_[unread].notnull() if may_be_blank else _[column].isnull(),
        offending={column: None, unread: "20210231"},
        sound=blank if may_be_blank else {column: DAY, unread: None},
    )


_WHO = (
    CheckRule(
        code="episode-rows-disagree",
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=("EPISODID",),
        title="rows of one episode differ in items of the client or the episode, and we cannot tell which is right",
        why="to choose one would be to guess.",
        mend="an episode id belongs to one client and one episode, and its items repeat the same on every row.",
        source=SUMS,
        is_arithmetic=True,
        offends=_.disagrees,
        offending={"disagrees": True},
        sound={"disagrees": False},
    ),
    _missing_person("first-initial-missing", "FINITIAL", "first initial"),
    _missing_person("surname-initial-missing", "SINITIAL", "surname initial"),
    _missing_person("sex-missing", "SEX", "sex", numbers=(2,)),
    _needed_date(
        "birth-date-unusable",
        "DOB",
        "no date of birth that can be read, so no age",
        "people are counted by age, and told apart by it.",
        may_be_blank=False,
    ),
    CheckRule(
        code="born-before-1903",
        severity=Severity.WARN,
        level="episode",
        fields=("DOB",),
        title="born before 1903",
        why="somebody of that age is more likely a slip of the keyboard.",
        mend="look at the date of birth.",
        source=S2,
        offends=_.dob < date(limit("first-birth-year"), 1, 1),
        offending={"dob": date(1900, 1, 1)},
        sound={"dob": date(1980, 1, 1)},
    ),
    CheckRule(
        code="under-18-in-adult-service",
        severity=Severity.WARN,
        level="episode",
        fields=("DOB", "TRIAGED"),
        title="under 18 at triage, in a file of an adult service",
        why="young people are counted in figures of their own.",
        mend="look at the date of birth, and at whether the service is the young people's one.",
        source=S2,
        offends=(_.dataset == "AD")
        & (
            _.triaged.year() * 10_000 + _.triaged.month() * 100 + _.triaged.day()
            < (_.dob.year() + limit("adult-age")) * 10_000 + _.dob.month() * 100 + _.dob.day()
        ),
        offending={"dataset": "AD", "dob": date(2003, 6, 2), "triaged": DAY},
        sound={"dataset": "AD", "dob": date(2003, 6, 1), "triaged": DAY},
    ),
)

_WHEN = (
    _needed_date(
        "triage-date-unusable",
        "TRIAGED",
        "no triage date that can be read, so no start",
        "treatment is counted from triage.",
        may_be_blank=False,
    ),
    _needed_date(
        "discharge-date-unusable",
        "DISD",
        "a discharge date that cannot be read, so no end",
        "a blank would count the person as still in treatment.",
        may_be_blank=True,
    ),
    wrong_order("born-after-triage", ("DOB", "TRIAGED"), "born after the triage date", source=SUMS, is_arithmetic=True),
    wrong_order(
        "discharge-before-triage",
        ("TRIAGED", "DISD"),
        "discharged before triage",
        source=SUMS,
        numbers=(5,),
        is_arithmetic=True,
    ),
    wrong_order("triage-before-referral", ("REFLD", "TRIAGED"), "triage is before the referral", source=S2),
    wrong_order("born-after-referral", ("DOB", "REFLD"), "born after the referral date", source=S2),
    wrong_order("care-plan-before-triage", ("TRIAGED", "CPLANDT"), "the care plan is before triage", source=ORDER),
    after_extract(
        "discharge-after-extract", "DISD", "the discharge date is after the day the file was taken", "episode"
    ),
    CheckRule(
        code="referral-date-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("REFLD",),
        title="no referral date that can be read, so no waiting time",
        why="waiting times start at referral.",
        mend=f"record it, and {WRITE_DATE}",
        source=S2,
        offends=_.refld.isnull(),
        offending={"refld": None},
        sound={"refld": DAY},
    ),
)

_WHAT = (
    CheckRule(
        code="first-substance-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("DRUG1",),
        title="no first problem substance, so the person is in no substance group",
        why="most figures are given by substance group.",
        mend="record the first problem substance.",
        source=S2,
        numbers=(2,),
        offends=_.drug1.isnull(),
        offending={"drug1": None},
        sound={"drug1": "7000"},
    ),
    CheckRule(
        code="first-use-after-triage",
        severity=Severity.WARN,
        level="episode",
        fields=("DRUG1AGE", "DOB", "TRIAGED"),
        title="first use of the first substance is at an age not yet reached at triage",
        why="the age, or the date of birth, is wrong.",
        mend="look at the age of first use.",
        source=DERIVED,
        numbers=(10,),
        offends=_.drug1age > _.triaged.year() - _.dob.year(),
        offending={"drug1age": 40, "triaged": DAY, "dob": date(1991, 1, 1)},
        sound={"drug1age": None, "triaged": DAY, "dob": date(1991, 1, 1)},
    ),
    CheckRule(
        code="residence-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("UTLA", "DAT"),
        any_field=True,
        title="no area of residence, so the person is counted in no council",
        why="people are counted where they live.",
        mend="record the upper-tier authority of residence.",
        source=DERIVED,
        numbers=(2,),
        offends=_.utla.isnull() & _.dat.isnull(),
        offending={"utla": None, "dat": None},
        sound={"utla": None, "dat": "X01B"},
    ),
    CheckRule(
        code="discharge-reason-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("DISD", "DISRSN"),
        title="a discharge date without a reason, or a reason without a date",
        why="an exit without a reason is neither completed nor not.",
        mend="record both, or neither while the episode is open.",
        source=DERIVED,
        numbers=(8,),
        offends=_.disd.isnull() != _.disrsn.isnull(),
        offending={"disd": DAY, "disrsn": None},
        sound={"disd": None, "disrsn": None},
    ),
    CheckRule(
        code="mental-health-treatment-missing",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("MTHTN", "CRTMHN"),
        title="a mental health need without whether it is being treated",
        why="a need whose treatment is not known cannot be shown as treated or not.",
        mend="record what treatment the person receives for it.",
        source=DERIVED,
        numbers=(50,),
        offends=_.mthtn.isin(["1", "Y"]) & _.crtmhn.isnull(),
        offending={"mthtn": "1", "crtmhn": None},
        sound={"mthtn": "2", "crtmhn": None},
    ),
)

RULES: tuple[CheckRule, ...] = (*_WHO, *_WHEN, *_WHAT)
