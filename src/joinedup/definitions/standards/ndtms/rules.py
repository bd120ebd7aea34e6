"""The rules an NDTMS flat file is checked with, and the columns without which nothing in it can be used.

Rule numbers in the sources' lists are found, their meanings mostly derived, so few rules may do more than advise
(rules of practice 4). Rows our own sums cannot use are set aside whatever the standard says of them. S2 is the open
2014 case-management system, S8 the CDS-H technical definition, S1 the OHID data request dictionary.
"""

from datetime import date

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.intake.flat_file import CHILD_ID
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.source import Source

NEEDED_HEADERS = ("AGNCY", "CLIENTID", "EPISODID", "CONSENT", "FINITIAL", "SINITIAL", "DOB", "SEX", "TRIAGED", "DISD")
"""Without one of these no row can be placed with a person, an episode and a date."""

_S2 = Source("checks of one live system before export (S2)", SourceStatus.FOUND)
_S8 = Source("technical definition of letter H (S8)", SourceStatus.FOUND)
_SUMS = Source("our own sums cannot use such a row", SourceStatus.LOCAL)
_DERIVED = Source(
    "meaning inferred from the items that carry the rule's number (S1); not checked", SourceStatus.DERIVED
)
_ORDER = Source("order of dates as remembered; not checked", SourceStatus.KNOWLEDGE)
_LAYOUT = Source("the standard's items and code lists as held here, which are not complete", SourceStatus.LOCAL)
_HYGIENE = Source("caseload habits as remembered; not checked", SourceStatus.KNOWLEDGE)

_WRITE_DATE = "write the date as 20240131 (year, month, day)."
_DAY = date(2021, 6, 1)
_LATER = date(2021, 6, 9)

_ROW_RULES = (
    CheckRule(
        code="consent-refused-but-filled",
        severity=Severity.REJECT_FILE,
        level="row",
        fields=("CONSENT",),
        title="consent is N and other items are filled",
        mend="without consent send only AGNCY, CLIENTID and CONSENT; make the extract again and delete this one.",
        source=Source("where consent is N every other item is blank (S2)", SourceStatus.FOUND),
        offends=(_.consent == "N") & _.filled_beyond_consent,
        offending={"consent": "N", "filled_beyond_consent": True},
        sound={"consent": "N", "filled_beyond_consent": False},
    ),
    CheckRule(
        code="consent-not-recorded",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("CONSENT",),
        title="consent is not Y or N",
        mend="record Y or N; until then the row is treated as one without consent.",
        source=_S8,
        offends=_.consent.isnull() | _.consent.notin(["Y", "N"]),
        offending={"consent": None},
        sound={"consent": "Y"},
    ),
    CheckRule(
        code="agency-missing",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("AGNCY",),
        title="no agency code",
        mend="fill the agency code on every row.",
        source=_SUMS,
        is_arithmetic=True,
        offends=_.agncy.isnull(),
        offending={"agncy": None},
        sound={"agncy": "X0001"},
    ),
    CheckRule(
        code="episode-id-missing",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("EPISODID",),
        title="no episode id, so the row belongs to no episode",
        mend="fill the episode id on every row of a person who consents.",
        source=_SUMS,
        is_arithmetic=True,
        offends=(_.consent == "Y") & _.episodid.isnull(),
        offending={"consent": "Y", "episodid": None},
        sound={"consent": "N", "episodid": None},
    ),
)


def _missing_person(code: str, field: str, what: str) -> CheckRule:
    column = field.lower()
    return CheckRule(
        code=code,
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=(field,),
        title=f"no {what}, so the person cannot be told apart from others",
        mend=f"record the {what}.",
        source=_S2,
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
        mend=_WRITE_DATE if may_be_blank else f"record it, and {_WRITE_DATE}",
        source=_SUMS,
        is_arithmetic=True,
        offends=_[unread].notnull() if may_be_blank else _[column].isnull(),
        offending={column: None, unread: "20210231"},
        sound=blank if may_be_blank else {column: _DAY, unread: None},
    )


def _wrong_order(
    code: str,
    fields: tuple[str, str],
    title: str,
    *,
    source: Source,
    level: str = "episode",
    is_arithmetic: bool = False,
) -> CheckRule:
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
        offending={first: _LATER, second: _DAY},
        sound={first: _DAY, second: _DAY},
    )


_EPISODE_RULES = (
    CheckRule(
        code="episode-rows-disagree",
        severity=Severity.SET_ASIDE,
        level="episode",
        fields=("EPISODID",),
        title="rows of one episode differ in items of the client or the episode, and we cannot tell which is right",
        mend="an episode id belongs to one client and one episode, and its items repeat the same on every row.",
        source=_SUMS,
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
    _wrong_order(
        "born-after-triage", ("DOB", "TRIAGED"), "born after the triage date", source=_SUMS, is_arithmetic=True
    ),
    _wrong_order(
        "discharge-before-triage", ("TRIAGED", "DISD"), "discharged before triage", source=_SUMS, is_arithmetic=True
    ),
    _wrong_order("triage-before-referral", ("REFLD", "TRIAGED"), "triage is before the referral", source=_S2),
    _wrong_order("born-after-referral", ("DOB", "REFLD"), "born after the referral date", source=_S2),
    _wrong_order("care-plan-before-triage", ("TRIAGED", "CPLANDT"), "the care plan is before triage", source=_ORDER),
    CheckRule(
        code="born-before-1903",
        severity=Severity.WARN,
        level="episode",
        fields=("DOB",),
        title="born before 1903",
        mend="look at the date of birth.",
        source=_S2,
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
        mend=f"record it, and {_WRITE_DATE}",
        source=_S2,
        offends=_.refld.isnull(),
        offending={"refld": None},
        sound={"refld": _DAY},
    ),
    CheckRule(
        code="first-substance-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("DRUG1",),
        title="no first problem substance, so the person is in no substance group",
        mend="record the first problem substance.",
        source=_S2,
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
        source=_DERIVED,
        offends=_.disd.isnull() != _.disrsn.isnull(),
        offending={"disd": _DAY, "disrsn": None},
        sound={"disd": None, "disrsn": None},
    ),
    CheckRule(
        code="residence-missing",
        severity=Severity.WARN,
        level="episode",
        fields=("UTLA", "DAT"),
        title="no area of residence, so the person is counted in no council",
        mend="record the upper-tier authority of residence.",
        source=_DERIVED,
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
        source=_DERIVED,
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
        source=_DERIVED,
        offends=_.drug1age > _.triaged.year() - _.dob.year(),
        offending={"drug1age": 40, "triaged": _DAY, "dob": date(1991, 1, 1)},
        sound={"drug1age": None, "triaged": _DAY, "dob": date(1991, 1, 1)},
    ),
)

_CHILD_WORDS = {
    "intervention": "intervention",
    "sub_intervention_review": "sub-intervention review",
    "time_in_treatment": "time in treatment record",
    "outcomes_profile": "outcomes profile",
    "client_information_review": "client information review",
}


def _child_rules(level: str, header: str) -> tuple[CheckRule, CheckRule]:
    words = _CHILD_WORDS[level]
    slug = level.replace("_", "-")
    return (
        CheckRule(
            code=f"{slug}-id-missing",
            severity=Severity.SET_ASIDE,
            level="row",
            fields=(header,),
            title=f"items of an {words} are filled and it has no id"
            if words[0] in "io"
            else f"items of a {words} are filled and it has no id",
            mend=f"fill {header}; the episode itself is loaded.",
            source=_SUMS,
            is_arithmetic=True,
            offends=(_.consent == "Y") & _[header.lower()].isnull() & _[f"{level}_filled"],
            offending={"consent": "Y", header.lower(): None, f"{level}_filled": True},
            sound={"consent": "Y", header.lower(): None, f"{level}_filled": False},
        ),
        CheckRule(
            code=f"{slug}-id-used-twice",
            severity=Severity.SET_ASIDE,
            level=level,
            fields=(header,),
            title=f"one {words} id stands twice in an episode with different items; we cannot tell which is right",
            mend=f"give each {words} an id of its own; the episode itself is loaded.",
            source=_SUMS,
            is_arithmetic=True,
            offends=_.disagrees,
            offending={"disagrees": True},
            sound={"disagrees": False},
        ),
    )


_INTERVENTION_RULES = (
    _wrong_order(
        "intervention-ends-before-start",
        ("MODST", "MODEND"),
        "the intervention ends before it starts",
        source=_SUMS,
        level="intervention",
        is_arithmetic=True,
    ),
    _wrong_order(
        "intervention-starts-before-referral-to-it",
        ("REFMODDT", "MODST"),
        "the intervention starts before the referral to it",
        source=_ORDER,
        level="intervention",
    ),
    _wrong_order(
        "intervention-after-discharge",
        ("MODST", "DISD"),
        "the intervention starts after discharge",
        source=_ORDER,
        level="intervention",
    ),
    _wrong_order(
        "intervention-ends-after-discharge",
        ("MODEND", "DISD"),
        "the intervention ends after discharge",
        source=_ORDER,
        level="intervention",
    ),
    CheckRule(
        code="intervention-open-after-discharge",
        severity=Severity.DATA_QUALITY,
        level="intervention",
        fields=("DISD", "MODST", "MODEND"),
        title="the episode is closed and the intervention has no end",
        mend="record when the intervention ended.",
        source=_ORDER,
        offends=_.disd.notnull() & _.modst.notnull() & _.modend.isnull(),
        offending={"disd": _LATER, "modst": _DAY, "modend": None},
        sound={"disd": None, "modst": _DAY, "modend": None},
    ),
    CheckRule(
        code="intervention-type-missing",
        severity=Severity.WARN,
        level="intervention",
        fields=("MODAL",),
        title="the intervention has no type",
        mend="record the type of intervention.",
        source=_DERIVED,
        offends=_.modal.isnull(),
        offending={"modal": None},
        sound={"modal": "95"},
    ),
    CheckRule(
        code="discharged-long-after-last-intervention",
        severity=Severity.DATA_QUALITY,
        level="intervention",
        fields=("MODEND", "DISD"),
        title="discharge is more than 30 days after the intervention ended",
        mend="look at whether the person was still in treatment.",
        source=_HYGIENE,
        offends=_.modend.notnull() & (_.disd.delta(_.modend, unit="day") > 30),
        offending={"modend": _DAY, "disd": date(2021, 9, 1)},
        sound={"modend": None, "disd": date(2021, 9, 1)},
    ),
)

_PROFILE_RULES = (
    CheckRule(
        code="outcomes-profile-undated",
        severity=Severity.SET_ASIDE,
        level="outcomes_profile",
        fields=("TOPDATE",),
        title="the outcomes profile has no date that can be read, so it falls in no journey",
        mend=f"record it, and {_WRITE_DATE}",
        source=_SUMS,
        is_arithmetic=True,
        offends=_.topdate.isnull(),
        offending={"topdate": None},
        sound={"topdate": _DAY},
    ),
)


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
            source=_LAYOUT,
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
            source=_LAYOUT,
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
            source=_LAYOUT,
            offends=_.is_filled & ((_.triaged < _.since) | (_.triaged >= _.until)),
            offending={"is_filled": True, "triaged": _DAY, "since": date(2022, 4, 1), "until": None},
            sound={"is_filled": True, "triaged": _DAY, "since": None, "until": None},
        ),
    )


RULES: tuple[CheckRule, ...] = (
    *_ROW_RULES,
    *_EPISODE_RULES,
    *(rule for level, header in CHILD_ID.items() for rule in _child_rules(level, header)),
    *_INTERVENTION_RULES,
    *_PROFILE_RULES,
    *(rule for level in ("episode", *CHILD_ID) for rule in _everywhere(level)),
)
