"""Rules asked once an episode: who, when, what for."""

from datetime import date

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import DAY, DERIVED, ORDER, S2, SUMS, WRITE_DATE, wrong_order
from joinedup.kinds.check_rule import CheckRule, Severity


def _missing_person(code: str, field: str, what: str) -> CheckRule:
    column = field.lower()
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=(field,),
        title=f"no {what}, so the person cannot be told apart from others",
        mend=f"record the {what}.",
        source=S2,
        is_arithmetic=True,
        offends=_[column].isnull(),
        offending={column: None},
        sound={column: "1"},
    )


def _needed_date(code: str, field: str, title: str, *, may_be_blank: bool) -> CheckRule:
    column, unread = field.lower(), f"{field.lower()}_unread"
    blank = {column: None, unread: None}
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=(field,),
        title=title,
        mend=WRITE_DATE if may_be_blank else f"record it, and {WRITE_DATE}",
        source=SUMS,
        is_arithmetic=True,
        offends=_[unread].notnull() if may_be_blank else _[column].isnull(),
        offending={column: None, unread: "20210231"},
        sound=blank if may_be_blank else {column: DAY, unread: None},
    )


EPISODE_RULES = (
    CheckRule(
        code="episode-rows-disagree",
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=("EPISODID",),
        title="rows of one episode differ in items of the client or the episode, and we cannot tell which is right",
        mend="an episode id belongs to one client and one episode, and its items repeat the same on every row.",
        source=SUMS,
        is_arithmetic=True,
        offends=_.disagrees,
        offending={"disagrees": True},
        sound={"disagrees": False},
    ),
    _missing_person("first-initial-missing", "FINITIAL", "first initial"),
    _missing_person("surname-initial-missing", "SINITIAL", "surname initial"),
    _missing_person("sex-missing", "SEX", "sex"),
    _needed_date("birth-date-unusable", "DOB", "no date of birth that can be read, so no age", may_be_blank=False),
    _needed_date("triage-date-unusable", "TRIAGED", "no triage date that can be read, so no start", may_be_blank=False),
    _needed_date(
        "discharge-date-unusable", "DISD", "a discharge date that cannot be read, so no end", may_be_blank=True
    ),
    wrong_order("born-after-triage", ("DOB", "TRIAGED"), "born after the triage date", source=SUMS, is_arithmetic=True),
    wrong_order(
        "discharge-before-triage", ("TRIAGED", "DISD"), "discharged before triage", source=SUMS, is_arithmetic=True
    ),
    wrong_order("triage-before-referral", ("REFLD", "TRIAGED"), "triage is before the referral", source=S2),
    wrong_order("born-after-referral", ("DOB", "REFLD"), "born after the referral date", source=S2),
    wrong_order("care-plan-before-triage", ("TRIAGED", "CPLANDT"), "the care plan is before triage", source=ORDER),
    CheckRule(
        code="born-before-1903",
        severity=Severity.WARN,
        level="episode",
        fields=("DOB",),
        title="born before 1903",
        mend="look at the date of birth.",
        source=S2,
        offends=_.dob < date(1903, 1, 1),
        offending={"dob": date(1900, 1, 1)},
        sound={"dob": date(1980, 1, 1)},
    ),
    CheckRule(
        code="referral-date-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("REFLD",),
        title="no referral date that can be read, so no waiting time",
        mend=f"record it, and {WRITE_DATE}",
        source=S2,
        offends=_.refld.isnull(),
        offending={"refld": None},
        sound={"refld": DAY},
    ),
    CheckRule(
        code="first-substance-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("DRUG1",),
        title="no first problem substance, so the person is in no substance group",
        mend="record the first problem substance.",
        source=S2,
        offends=_.drug1.isnull(),
        offending={"drug1": None},
        sound={"drug1": "7000"},
    ),
    CheckRule(
        code="discharge-reason-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("DISD", "DISRSN"),
        title="a discharge date without a reason, or a reason without a date",
        mend="record both, or neither while the episode is open.",
        source=DERIVED,
        offends=_.disd.isnull() != _.disrsn.isnull(),
        offending={"disd": DAY, "disrsn": None},
        sound={"disd": None, "disrsn": None},
    ),
    CheckRule(
        code="residence-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("UTLA", "DAT"),
        title="no area of residence, so the person is counted in no council",
        mend="record the upper-tier authority of residence.",
        source=DERIVED,
        offends=_.utla.isnull() & _.dat.isnull(),
        offending={"utla": None, "dat": None},
        sound={"utla": None, "dat": "X01B"},
    ),
    CheckRule(
        code="mental-health-treatment-missing",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("MTHTN", "CRTMHN"),
        title="a mental health need without whether it is being treated",
        mend="record what treatment the person receives for it.",
        source=DERIVED,
        offends=_.mthtn.isin(["1", "Y"]) & _.crtmhn.isnull(),
        offending={"mthtn": "1", "crtmhn": None},
        sound={"mthtn": "2", "crtmhn": None},
    ),
    CheckRule(
        code="first-use-after-triage",
        severity=Severity.WARN,
        level="episode",
        fields=("DRUG1AGE", "DOB", "TRIAGED"),
        title="first use of the first substance is at an age not yet reached at triage",
        mend="look at the age of first use.",
        source=DERIVED,
        offends=_.drug1age > _.triaged.year() - _.dob.year(),
        offending={"drug1age": 40, "triaged": DAY, "dob": date(1991, 1, 1)},
        sound={"drug1age": None, "triaged": DAY, "dob": date(1991, 1, 1)},
    ),
)
