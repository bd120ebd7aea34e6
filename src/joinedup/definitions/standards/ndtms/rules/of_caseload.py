"""Rules about a whole episode that show how well a caseload is kept. All of them are about the quality of the data."""

import ibis
from ibis import _

from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.ndtms.rules.sources import (
    DAY,
    DERIVED,
    FIRST_INTERVENTION,
    HYGIENE,
    LAST_CONTACT,
    LAST_INTERVENTION_END,
    LATER,
    OPEN_INTERVENTIONS,
    OUTCOMES_PROFILES,
    YEAR_ON,
    any_ticked,
    limit,
    ticks,
)
from joinedup.kinds.check_rule import CheckRule, EpisodeFact, Severity
from joinedup.warehouse.calendar import add_months

_TYPES = code_lists()["modality"]
_MEDICINES = ticks("PH")
_ASKED_SINCE = ndtms_standard().by_header["TOPID"].since


def _fact(name: str, expression: ibis.Deferred, fields: tuple[str, ...]) -> EpisodeFact:
    return EpisodeFact(name, "boolean", expression.any().fill_null(False), fields)


def _headers(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column.upper() for column in columns)


_MEDICINE_TICKED = _fact("medicine_ticked", any_ticked(_MEDICINES), _headers(_MEDICINES))
_PRESCRIBING = _fact("prescribing", _.modal.isin(_TYPES.codes_of("pharmacological")), ("MODAL",))


RULES: tuple[CheckRule, ...] = (
    CheckRule(
        code="medicine-without-prescribing",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("SUBMID", "MODAL"),
        facts=(_MEDICINE_TICKED, _PRESCRIBING),
        title="a medicine is ticked in a review and the episode has no prescribing intervention",
        why="interventions and reviews would give different counts.",
        mend="record the intervention, or look at the tick.",
        source=DERIVED,
        numbers=(35,),
        offends=_.medicine_ticked & ~_.prescribing,
        offending={"medicine_ticked": True, "prescribing": False},
        sound={"medicine_ticked": True, "prescribing": True},
    ),
    CheckRule(
        code="outcomes-profile-missing",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("TOPID", "MODST"),
        facts=(OUTCOMES_PROFILES, FIRST_INTERVENTION),
        title="an intervention has started and the episode has no outcomes profile",
        why="change since the start can be shown only for people with one at the start.",
        mend="fill the profile, or look at whether another service holds it.",
        source=HYGIENE,
        offends=_.first_intervention.notnull() & (_.outcomes_profiles == 0) & (_.triaged >= _ASKED_SINCE),
        offending={"triaged": DAY, "first_intervention": DAY, "outcomes_profiles": 0},
        sound={"triaged": DAY, "first_intervention": None, "outcomes_profiles": 0},
    ),
    CheckRule(
        code="no-contact-for-long",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("DISD", "TRIAGED"),
        facts=(LAST_CONTACT,),
        title="the episode is open and nothing was recorded of it in the six months before the file was taken",
        why="people who have left are counted as still in treatment.",
        mend="record the discharge, or the latest review.",
        source=HYGIENE,
        offends=_.disd.isnull() & (add_months(_.last_contact, limit("no-contact")) < _.extract_on),
        offending={"disd": None, "last_contact": DAY, "extract_on": YEAR_ON},
        sound={"disd": None, "last_contact": DAY, "extract_on": None},
    ),
    CheckRule(
        code="same-day-start-and-end",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("TRIAGED", "DISD"),
        title="triage and discharge are on one day",
        why="an assessment alone is not treatment.",
        mend="look at both dates; nothing, if the person came once.",
        source=HYGIENE,
        offends=_.triaged == _.disd,
        offending={"triaged": DAY, "disd": DAY},
        sound={"triaged": DAY, "disd": None},
    ),
    CheckRule(
        code="no-open-intervention",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("DISD", "MODID", "MODST", "MODEND"),
        facts=(OPEN_INTERVENTIONS, LAST_INTERVENTION_END),
        title="the episode is open and its last intervention ended over three weeks before the file was taken",
        why="the person seems to be in treatment and to be given none.",
        mend="record the next intervention, or the discharge.",
        source=HYGIENE,
        offends=_.disd.isnull()
        & (_.open_interventions == 0)
        & (_.extract_on.delta(_.last_intervention_end, unit="day") > limit("no-open-intervention")),
        offending={"disd": None, "open_interventions": 0, "last_intervention_end": DAY, "extract_on": YEAR_ON},
        sound={"disd": None, "open_interventions": 0, "last_intervention_end": DAY, "extract_on": LATER},
    ),
    CheckRule(
        code="discharged-long-after-last-intervention",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("MODID", "MODST", "MODEND", "DISD"),
        facts=(OPEN_INTERVENTIONS, LAST_INTERVENTION_END),
        title="discharge is more than 30 days after the last intervention ended",
        why="the time in treatment is told as longer than it was.",
        mend="look at whether the person was still in treatment.",
        source=HYGIENE,
        offends=(_.open_interventions == 0)
        & (_.disd.delta(_.last_intervention_end, unit="day") > limit("discharge-after-last-intervention")),
        offending={"open_interventions": 0, "last_intervention_end": DAY, "disd": YEAR_ON},
        sound={"open_interventions": 0, "last_intervention_end": None, "disd": YEAR_ON},
    ),
    CheckRule(
        code="long-wait-for-intervention",
        severity=Severity.DATA_QUALITY,
        level="intervention",
        fields=("REFMODDT", "MODST"),
        title="the intervention started, or by the day the file was taken had not, six weeks after the referral to it",
        why="either the wait is long or a date is wrong.",
        mend="nothing, if the wait was that long; else look at both dates.",
        source=HYGIENE,
        offends=ibis.coalesce(_.modst, _.extract_on).delta(_.refmoddt, unit="day") > limit("wait-for-intervention"),
        offending={"refmoddt": DAY, "modst": None, "extract_on": YEAR_ON},
        sound={"refmoddt": DAY, "modst": None, "extract_on": None},
    ),
)
