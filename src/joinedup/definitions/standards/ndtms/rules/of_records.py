"""Rules asked of the records packed beside an episode: interventions, reviews, profiles."""

from datetime import date

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import (
    DAY,
    DERIVED,
    HYGIENE,
    LATER,
    ORDER,
    SUMS,
    WRITE_DATE,
    wrong_order,
)
from joinedup.intake.flat_file import CHILD_ID
from joinedup.kinds.check_rule import CheckRule, Severity

_WORDS = {
    "intervention": "intervention",
    "sub_intervention_review": "sub-intervention review",
    "time_in_treatment": "time in treatment record",
    "outcomes_profile": "outcomes profile",
    "client_information_review": "client information review",
}


def _child_rules(level: str, header: str) -> tuple[CheckRule, CheckRule]:
    words = _WORDS[level]
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
            source=SUMS,
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
            source=SUMS,
            is_arithmetic=True,
            offends=_.disagrees,
            offending={"disagrees": True},
            sound={"disagrees": False},
        ),
    )


_INTERVENTION_RULES = (
    wrong_order(
        "intervention-ends-before-start",
        ("MODST", "MODEND"),
        "the intervention ends before it starts",
        source=SUMS,
        level="intervention",
        is_arithmetic=True,
    ),
    wrong_order(
        "intervention-starts-before-referral-to-it",
        ("REFMODDT", "MODST"),
        "the intervention starts before the referral to it",
        source=ORDER,
        level="intervention",
    ),
    wrong_order(
        "intervention-after-discharge",
        ("MODST", "DISD"),
        "the intervention starts after discharge",
        source=ORDER,
        level="intervention",
    ),
    wrong_order(
        "intervention-ends-after-discharge",
        ("MODEND", "DISD"),
        "the intervention ends after discharge",
        source=ORDER,
        level="intervention",
    ),
    CheckRule(
        code="intervention-open-after-discharge",
        severity=Severity.DATA_QUALITY,
        level="intervention",
        fields=("DISD", "MODST", "MODEND"),
        title="the episode is closed and the intervention has no end",
        mend="record when the intervention ended.",
        source=ORDER,
        offends=_.disd.notnull() & _.modst.notnull() & _.modend.isnull(),
        offending={"disd": LATER, "modst": DAY, "modend": None},
        sound={"disd": None, "modst": DAY, "modend": None},
    ),
    CheckRule(
        code="intervention-type-missing",
        severity=Severity.WARN,
        level="intervention",
        fields=("MODAL",),
        title="the intervention has no type",
        mend="record the type of intervention.",
        source=DERIVED,
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
        source=HYGIENE,
        offends=_.modend.notnull() & (_.disd.delta(_.modend, unit="day") > 30),
        offending={"modend": DAY, "disd": date(2021, 9, 1)},
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
        mend=f"record it, and {WRITE_DATE}",
        source=SUMS,
        is_arithmetic=True,
        offends=_.topdate.isnull(),
        offending={"topdate": None},
        sound={"topdate": DAY},
    ),
)

RECORD_RULES: tuple[CheckRule, ...] = (
    *(rule for level, header in CHILD_ID.items() for rule in _child_rules(level, header)),
    *_INTERVENTION_RULES,
    *_PROFILE_RULES,
)
