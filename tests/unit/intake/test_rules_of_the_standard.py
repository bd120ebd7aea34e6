"""Each verification rule number that a source gives is bound to rules of ours, or there is a reason why not.

The numbers and their meanings as read are typed here; `found` is the number, `derived` and `weak` are the meanings.
"""

import pytest

from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import ndtms_standard
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.kinds.check_rule import ADVICE

LEVELS = (
    "episode",
    "intervention",
    "sub-intervention-review",
    "time-in-treatment",
    "outcomes-profile",
    "client-information-review",
)


def each(start):
    return {f"{start}-{level}" for level in LEVELS}


NUMBERS = {
    1: (
        "derived: value matches the stated layout",
        each("value-not-read")
        | each("value-too-long")
        | {"birth-date-unusable", "triage-date-unusable", "discharge-date-unusable", "outcomes-profile-undated"},
    ),
    2: ("derived: mandatory", {"sex-missing", "residence-missing", "first-substance-missing"}),
    3: (
        "derived: valid date not in the future",
        {
            "discharge-date-unusable",
            "discharge-after-extract",
            "outcomes-profile-undated",
            "outcomes-profile-after-extract",
        },
    ),
    4: ("derived: value in reference data", each("code-not-known") | each("code-not-in-list-then")),
    5: ("derived: date sequence", {"discharge-before-triage", "outcomes-profile-outside-episode"}),
    6: ("derived: needs its parent TOP record", {"outcomes-profile-id-missing", "outcomes-profile-undated"}),
    8: ("derived: discharge date and reason together", {"discharge-reason-missing"}),
    9: (
        "derived: intervention record complete",
        {
            "intervention-id-missing",
            "intervention-type-missing",
            "intervention-ends-without-start",
            "intervention-exit-incomplete",
        },
    ),
    10: ("derived: age of first use not above age at referral", {"first-use-after-triage"}),
    13: ("derived: upper limit on units", "the limit itself is not established, so any number would be a guess"),
    18: ("derived: 0 to 28 or NA", {"value-not-read-outcomes-profile"}),
    19: ("derived: 0 to 20 or NA", {"value-not-read-outcomes-profile"}),
    20: ("derived: Y, N or NA", {"code-not-known-outcomes-profile"}),
    22: ("weak: reason consistent with the substances", {"completed-occasional-use-of-opiates-or-crack"}),
    35: (
        "derived: needs a parent review and a matching intervention (medicines)",
        {
            "sub-intervention-review-id-missing",
            "sub-intervention-review-undated",
            "sub-intervention-review-long-after-discharge",
            "treatment-ticked-after-discharge",
            "medicine-without-prescribing",
        },
    ),
    37: (
        "derived: needs a parent review (recovery support is given beside any intervention, so none must match)",
        {
            "sub-intervention-review-id-missing",
            "sub-intervention-review-undated",
            "sub-intervention-review-long-after-discharge",
            "treatment-ticked-after-discharge",
        },
    ),
    50: ("derived: CRTMHN required when MTHTN says need", {"mental-health-treatment-missing"}),
    57: ("derived: one decimal place", {"units-with-two-decimals", "dose-with-two-decimals"}),
    68: ("weak: dose needs medicine", {"buprenorphine-dose-without-tick"}),
    73: ("weak: dose needs medicine", {"buprenorphine-dose-without-tick"}),
    74: ("weak: PRNTSTAT consistent with CHILDWTH", {"children-and-parental-status-disagree"}),
    88: ("weak: supervision needs medicine by mouth", {"supervision-without-medicine"}),
    89: ("weak: supervision needs medicine by mouth", {"supervision-without-medicine"}),
}
NUMBERS[83] = NUMBERS[9]

CHECKS_OF_ONE_LIVE_SYSTEM = {  # found: S2
    "initials present": {"first-initial-missing", "surname-initial-missing"},
    "date of birth present": {"birth-date-unusable"},
    "sex present": {"sex-missing"},
    "referral date present": {"referral-date-missing"},
    "consent present": {"consent-not-recorded"},
    "first drug present": {"first-substance-missing"},
    "attended triage present": {"triage-date-unusable"},
    "adult 18 or over": {"under-18-in-adult-service"},
    "year of birth after 1902": {"born-before-1903"},
    "date of birth before referral": {"born-after-referral"},
    "triage on or after referral": {"triage-before-referral"},
}

DATE_ORDER = {  # knowledge beyond REFLD <= TRIAGED
    "DOB < REFLD": {"born-after-referral"},
    "REFLD <= TRIAGED": {"triage-before-referral"},
    "TRIAGED <= CPLANDT": {"care-plan-before-triage"},
    "CPLANDT <= MODST": {"intervention-starts-before-care-plan"},
    "MODST <= MODEND": {"intervention-ends-before-start"},
    "MODEND <= DISD": {"intervention-ends-after-discharge"},
    "REFMODDT <= FAOMODDT": {"appointment-before-referral-to-it"},
    "FAOMODDT <= MODST": {"intervention-starts-before-appointment"},
    "REFMODDT <= MODST": {"intervention-starts-before-referral-to-it"},
    "no open intervention after DISD": {"intervention-open-after-discharge"},
    "MODST within the episode": {"intervention-before-triage", "intervention-after-discharge"},
}

CASELOAD = {  # knowledge
    "no contact in over 6 months": {"no-contact-for-long"},
    "no open intervention for 21 days and more": {"no-open-intervention"},
    "not started 6 weeks after referral": {"long-wait-for-intervention"},
    "discharge over 30 days after the last intervention": {"discharged-long-after-last-intervention"},
    "missing TOP": {"outcomes-profile-missing"},
    "same-day start and end": {"same-day-start-and-end"},
}

REJECTS_THE_FILE = {"consent leakage": {"consent-refused-but-filled"}}

CODES = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_each_number_is_bound_to_the_rules_that_stand_for_it(number):
    _, bound = NUMBERS[number]
    declared = {rule.code for rule in RULES if number in rule.numbers}
    if isinstance(bound, str):
        assert bound.strip()
        assert not declared
    else:
        assert declared == bound


def test_no_rule_claims_a_number_that_is_not_in_the_table():
    assert {number for rule in RULES for number in rule.numbers} <= set(NUMBERS)


def test_every_number_that_an_item_carries_is_in_the_table():
    assert {number for item in ndtms_standard().items for number in item.rules} <= set(NUMBERS)


@pytest.mark.parametrize(
    ("what", "bound"),
    [pair for table in (CHECKS_OF_ONE_LIVE_SYSTEM, DATE_ORDER, CASELOAD, REJECTS_THE_FILE) for pair in table.items()],
)
def test_every_other_check_is_declared(what, bound):
    assert bound <= set(CODES), what


@pytest.mark.parametrize("what", sorted(CASELOAD))
def test_habits_of_caseloads_are_about_quality_and_never_more(what):
    for code in CASELOAD[what]:
        assert CODES[code].severity == "data quality"
        assert CODES[code].source.status is SourceStatus.KNOWLEDGE


@pytest.mark.parametrize("number", sorted(number for number, (mark, _) in NUMBERS.items() if mark.startswith("weak")))
def test_a_weak_reading_only_advises(number):
    assert all(rule.severity in ADVICE for rule in RULES if number in rule.numbers)
