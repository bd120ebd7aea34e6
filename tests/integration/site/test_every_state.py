"""Each route that rests on an agreement, for each role of each organisation, in each state of it: typed by hand."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from joinedup.apps.agreements import actions, queries
from joinedup.apps.audit.instant import clock_at
from joinedup.sharing.roles import ROLES
from joinedup.sharing.state import standing
from joinedup.site.environment import database
from support.desk import organisation, person_with, signed_in_client
from support.evidence_pages import put_made_up
from support.sharing_site import COUNCIL, SEIZURES, keeper, words
from support.site import on_database

NOON = datetime(2026, 5, 11, 12, tzinfo=UTC)
BEFORE, AFTER = datetime(2025, 1, 1, tzinfo=UTC), datetime(2090, 1, 2, tzinfo=UTC)
SAID = {"post": "head of information", "why": "a review is due"}
ROUTES = (
    "/desk/feeds/police-seizures?purpose=needs-assessment",
    "/api/v1/feeds/police-seizures/counts?purpose=needs-assessment",
)
MAY = ("analyst", "partnership-manager", "health-coordinator", "partner-contact", "reviewer")
"""The roles that reach counts of a feed at most, under whatever agreement."""
AGREEMENT = f"/desk/agreements/held/{SEIZURES}"
READ = ("partnership-manager", "partner-contact", "law-enforcement-partner", "information-governance-lead")
"""The roles that read an agreement of their organisation, whatever has become of it."""
KEPT = tuple(f"{AGREEMENT}/{act}" for act in ("edit", "stop"))
"""What the lead of a party alone opens."""
PARTY, POLICE_PARTY, STRANGER = (COUNCIL, "council"), ("a-police", "police"), ("quillhaven-council", "council")


def stop(how):
    actions.stop(SEIZURES, how, at=NOON, now=NOON, by=keeper(), **SAID)


STATES = {
    # What is done to the agreement, the instant of asking, and what a party's role that may at most is answered.
    "none": (lambda: None, NOON, 404),
    "not whole": (
        lambda: actions.enter(words().replace("foi_lead = ", "# foi_lead = "), by=keeper(), at=NOON),
        NOON,
        404,
    ),
    "not begun": (lambda: actions.enter(words(), by=keeper(), at=NOON), BEFORE, 404),
    "live": (lambda: actions.enter(words(), by=keeper(), at=NOON), NOON, 200),
    "lapsed": (lambda: actions.enter(words(), by=keeper(), at=NOON) and stop("lapse"), NOON, 403),
    "withdrawn": (lambda: actions.enter(words(), by=keeper(), at=NOON) and stop("withdrawal"), NOON, 403),
    "expired": (lambda: actions.enter(words(), by=keeper(), at=NOON), AFTER, 403),
}


@pytest.fixture(params=STATES)
def state(request, tmp_path):
    made, at, answered = STATES[request.param]
    put_made_up(tmp_path / "released", is_synthetic=False)
    (tmp_path / "agreements").mkdir()
    settings = {"RELEASED": tmp_path / "released", "AGREEMENTS": tmp_path / "agreements", "DEMO": False}
    with on_database(database({}, folder=tmp_path)), override_settings(**settings):
        for slug, kind in (PARTY, POLICE_PARTY, STRANGER):
            organisation(slug, kind)
        with clock_at(NOON):
            made()
        with clock_at(at):
            yield request.param, answered


def test_only_a_live_agreement_opens_and_only_its_parties_are_told_that_it_stopped(state):
    name, answered = state
    held = {one.id: standing(one, NOON).state for one in queries.agreements()}
    assert bool(held) == (name != "none")
    for slug, kind in (PARTY, POLICE_PARTY, STRANGER):
        for role in ROLES:
            is_police_role = role == "law-enforcement-partner"
            if is_police_role != (kind == "police") and (is_police_role or role == "provider-worker"):
                continue  # accounts give no such role there
            browser = signed_in_client(person_with(role, slug=slug, kind=kind))
            expected = answered if (slug, kind) == PARTY and role in MAY else 404
            for address in ROUTES:
                assert browser.get(address).status_code == expected, (slug, role, address)
            is_party = name != "none" and (slug, kind) != STRANGER
            reads = 200 if is_party and role in READ else 404
            for address in (AGREEMENT, f"{AGREEMENT}/words"):
                assert browser.get(address).status_code == reads, (slug, role, address)
            keeps = 200 if is_party and role == "information-governance-lead" and kind != "police" else 404
            for address in KEPT:
                assert browser.get(address).status_code == keeps, (slug, role, address)
