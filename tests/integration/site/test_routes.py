"""Each address for each role: what nobody let somebody reach is not there for them, alike for all that is refused."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from joinedup.apps.accounts.models import Invitation, Person
from joinedup.apps.accounts.signed_in import METHODS
from joinedup.apps.directory import actions
from joinedup.sharing.roles import ROLES
from joinedup.site.environment import database
from support.desk import organisation, person_with, signed_in_client
from support.directory import KEEPER, details
from support.evidence_pages import put_made_up
from support.routes import ALL, ROUTES, names
from support.site import on_database

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
HOME, POLICE, CARE = "thornmarch-council", "marchland-police", "thornmarch-recovery"
WHERE = {
    "provider-worker": (CARE, "care"),
    "partner-contact": (CARE, "care"),
    "law-enforcement-partner": (POLICE, "police"),
}
ABSENT = "/desk/there-is-no-such-page"
ABSENT_FOR_PROGRAMS = "/api/v1/there-is-no-such-thing"


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    root = tmp_path_factory.mktemp("released")
    put_made_up(root, is_synthetic=False)
    with (
        on_database(database({}, folder=tmp_path_factory.mktemp("site"))),
        override_settings(DEMO=False, RELEASED=root, SECURE_SSL_REDIRECT=False),
    ):
        # The first of its kind each, so that the table knows its number: what is done to them, no other test asks.
        person_with("board-member")
        home = organisation(HOME)
        Invitation.objects.create(email="invited@example.org", organisation=home, role="analyst")
        actions.add(details(), slug="harbour-lane", owner=CARE, by=KEEPER, at=AT)
        actions.add(details(), slug="of-the-council", owner=HOME, by=KEEPER, at=AT)
        yield


@pytest.fixture(scope="module")
def people(_site):
    """A person for each role, and one without any."""
    held = {role: WHERE.get(role, (HOME, "council")) for role in ROLES}
    return {role: person_with(role, slug=slug, kind=kind) for role, (slug, kind) in held.items()} | {
        "no role": person_with(),
        "password alone": person_with("administrator"),
    }


@pytest.fixture
def browsers(people):
    """A browser for each of them, newly signed in, and one for nobody; one person showed a password alone."""
    # Read anew: who signed out everywhere has another seal of their sessions since.
    held = {who: signed_in_client(Person.objects.get(pk=person.pk)) for who, person in people.items()}
    session = held["password alone"].session
    session[METHODS] = [{"method": "password", "at": session[METHODS][0]["at"]}]
    session.save()
    return held | {"nobody": Client()}


def asked(browser, name):
    route = ROUTES[name]
    address = reverse(name, kwargs=route.given)
    return browser.post(address) if route.is_post else browser.get(address)


def said(response):
    """What a response says, but for what differs with every request."""
    return re.sub(rb' (value="[\w-]{64}"|aria-current="page")', b"", response.content)


def test_every_address_of_the_site_is_in_the_table():
    assert set(names()) == ROUTES.keys(), "say of each address in tests/support/routes.py who is let through"
    assert ROLES.keys() == ALL


@pytest.mark.parametrize("name", ROUTES)
def test_who_is_let_through_is_and_nobody_else_finds_anything(name, browsers):
    address = reverse(name, kwargs=ROUTES[name].given)
    is_for_programs = address.startswith("/api/")
    nowhere = ABSENT_FOR_PROGRAMS if is_for_programs else ABSENT
    absent = {who: said(browser.get(nowhere)) for who, browser in browsers.items()}
    for who, browser in browsers.items():
        response, as_whom = asked(browser, name), "nobody" if who == "password alone" else who
        is_asked_to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in")
        if ROUTES[name].is_way_in:
            assert response.status_code < 500, who
        elif as_whom in ROUTES[name].who:
            # 400 and 409: they were let through, and the form that nobody filled in was not taken.
            assert response.status_code in (200, 302, 400, 409), (who, response.status_code)
            assert not is_asked_to_sign_in, who
        elif is_for_programs and as_whom in ("nobody", "no role"):
            assert (response.status_code, said(response)) == (401, absent[who])
        elif as_whom == "nobody" and address.startswith("/desk"):
            assert is_asked_to_sign_in, (who, response.status_code)
        else:
            assert response.status_code == 404, (who, response.status_code)
            if as_whom != "nobody":
                assert said(response) == absent[who], who
            for method in ("post", "put", "patch", "delete", "options", "head"):
                other = getattr(browser, method)(reverse(name, kwargs=ROUTES[name].given))
                assert other.status_code in ((401, 404, 405) if is_for_programs else (404, 405)), (who, method)


def test_an_entry_of_another_service_is_not_there_for_a_service(browsers):
    for act in ("edit", "close", "confirm"):
        address = reverse(f"directory:{act}", kwargs={"slug": "of-the-council"})
        assert browsers["provider-worker"].post(address).status_code == 404
