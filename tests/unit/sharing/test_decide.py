from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from joinedup.kinds.agreement import Agreement, Share, SharedField
from joinedup.kinds.party import Party
from joinedup.sharing.decide import COUNTS, Grant, Refused, decide, let_in
from joinedup.sharing.uk_time import uk_midnight
from support.agreements import SIGNED_ON, fields_of, whole

FROM, TO = datetime(2026, 4, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
AGREEMENT = Agreement(
    id="county-2026",
    parties=(
        Party("County council", "controller", "Senior information risk owner", kind="council", signed_on=SIGNED_ON),
        Party(
            *("Recovery service", "joint controller", "Caldicott guardian"),
            kind="care",
            signed_on=SIGNED_ON,
            arrangement="each answers for its own part",
        ),
    ),
    purposes=("needs-assessment",),
    feeds=("ndtms-adult",),
    article_6="6(1)(e)",
    article_9="9(2)(h)",
    common_law="implied consent within the care team",
    dpia="DPIA-12",
    valid_from=FROM,
    valid_to=TO,
    **whole(),
)
POLICE = (
    Party("Constabulary", "controller", "Information asset owner", kind="police", signed_on=SIGNED_ON),
    Party("Laboratory", "processor", "Director", contract="C-1"),
)


def ask(agreement=AGREEMENT, *, purpose="needs-assessment", feeds=("ndtms-adult",), at=FROM, is_synthetic=False):
    return decide(agreement, purpose=purpose, feeds=feeds, at=at, is_synthetic=is_synthetic)


def test_an_agreement_that_covers_what_is_asked_gives_a_grant_with_its_end():
    given = ask()
    listed = tuple(sorted(fields_of("ndtms-adult")))
    shared = (("ndtms-adult", listed),)
    assert given == Grant("county-2026", "needs-assessment", ("ndtms-adult",), FROM, TO, shared=shared)
    assert given.gives("ndtms-adult", "DRUG1")
    assert not given.gives("ndtms-adult", "drug1")
    assert not given.gives("ndtms-young-people", "DRUG1")


def test_identifiers_that_are_shared_come_in_too_and_counts_bring_none():
    rows = Share("person-rows", "ndtms-adult", (SharedField("DRUG1", "why"),))
    made = replace(AGREEMENT, shares=(rows, Share("identifiers", "ndtms-adult", (SharedField("DOB", "why"),))))
    assert ask(made).shared == (("ndtms-adult", ("DOB", "DRUG1")),)
    assert let_in(made, COUNTS, "ndtms-adult") == ()


def test_every_field_for_one_reason_is_a_draft():
    made = replace(AGREEMENT, shares=(Share("person-rows", "ndtms-adult", (SharedField("*", "all"),)),))
    assert "each field of ndtms-adult by name, with its own reason" in ask(made).reason
    assert isinstance(ask(made, is_synthetic=True), Grant)


def test_rows_about_invented_people_need_no_agreement():
    assert ask(None, is_synthetic=True) == Grant(None, "needs-assessment", ("ndtms-adult",), FROM, None)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"agreement": None}, "--agreement FILE"),
        ({"at": FROM - timedelta(seconds=1)}, "does not begin until 2026-04-01"),
        ({"at": TO}, "ended at 2027-04-01"),
        ({"purpose": "service-planning"}, "does not list the purpose 'service-planning'"),
        ({"purpose": "policing"}, "law enforcement never reaches this"),
        ({"agreement": replace(AGREEMENT, dpo_advice="")}, "is a draft: it does not say what the data-protection"),
        ({"agreement": replace(AGREEMENT, parties=POLICE)}, "no controller outside law enforcement"),
        ({"feeds": (), "at": TO}, "ended at 2027-04-01"),
        ({"feeds": (), "purpose": "service-planning"}, "does not list the purpose"),
        ({"feeds": ("ndtms-adult", "ndtms-young-people")}, "does not list the feed ndtms-young-people"),
    ],
)
def test_a_no_says_why(asked, words):
    answer = ask(**asked)
    assert isinstance(answer, Refused)
    assert words in answer.reason


def test_the_last_second_still_counts():
    assert isinstance(ask(at=TO - timedelta(seconds=1)), Grant)


def test_an_instant_without_a_time_zone_is_a_fault():
    with pytest.raises(ValueError, match="time zone"):
        ask(at=datetime(2026, 5, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2026, 1, 15), 0),
        (date(2026, 3, 29), 0),  # summer time begins at 01:00 that morning
        (date(2026, 3, 30), 1),
        (date(2026, 10, 25), 1),  # and ends at 02:00 local time that morning
        (date(2026, 10, 26), 0),
    ],
)
def test_a_day_begins_at_uk_local_midnight(day, hour):
    assert uk_midnight(day) == datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=hour)
