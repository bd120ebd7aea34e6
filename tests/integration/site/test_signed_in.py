"""Who asks is known under the desk and the evidence alone, and only with a second factor."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from joinedup.apps.accounts import gates
from joinedup.apps.accounts.models import Holding
from joinedup.apps.accounts.sessions import BEGAN, METHODS, ORGANISATION, SEEN
from joinedup.apps.accounts.signed_in import SignedIn
from joinedup.apps.audit.instant import now
from support.desk import organisation, person_with, signed_in_client

pytestmark = pytest.mark.usefixtures("keys")


def asked(path, user, **session):
    """What a view under the middleware is handed, or the redirect that keeps it from being asked."""
    request = RequestFactory().get(path)
    request.user, request.session = user, session
    reached = []
    response = SignedIn(lambda request: reached.append(request) or HttpResponse())(request)
    return reached[0] if reached else response


def strong(at=None):
    shown = [{"method": "password", "at": 0}, {"method": "mfa", "at": at or now().timestamp()}]
    return {METHODS: shown, BEGAN: now().timestamp(), SEEN: now().timestamp()}


def test_whoever_has_not_signed_in_is_asked_to_from_every_address_of_the_desk():
    for path in ("/desk", "/desk/agreements", "/desk/nothing-of-this-name?x=1"):
        response = Client().get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in?next=%2Fdesk")
    assert Client().get("/desktop").status_code == 404


def test_a_password_alone_opens_nothing():
    person = person_with("analyst")
    only = {METHODS: [{"method": "password", "at": now().timestamp()}]}
    assert asked("/desk/x", person, **only).status_code == 302
    assert asked("/evidence", person, **only).asker is None
    known = asked("/evidence", person, **strong())
    assert (known.person, known.asker.roles) == (person, {"analyst"})


def test_no_other_page_knows_who_asks():
    person = person_with("analyst")
    assert asked("/services", person, **strong()).person is None
    assert asked("/evidenced", person, **strong()).asker is None
    assert asked("/desk", AnonymousUser(), **strong()).status_code == 302


def test_somebody_acts_for_the_organisation_that_they_chose_while_they_hold_a_role_there():
    person = person_with("analyst", at=organisation("b-council"))
    other = organisation("a-care", "care")
    held = Holding.objects.create(person=person, organisation=other, role="provider-worker", from_at=now())
    chosen = asked("/desk", person, **strong(), **{ORGANISATION: "b-council"}).asker
    assert (chosen.organisation, chosen.elsewhere) == ("b-council", {"provider-worker"})
    assert asked("/desk", person, **strong(), **{ORGANISATION: "no-such"}).asker.organisation == "a-care"
    Holding.objects.filter(pk=held.pk).update(until_at=now())
    assert asked("/desk", person, **strong(), **{ORGANISATION: "a-care"}).asker.organisation == "b-council"


def test_who_left_is_asked_to_sign_in():
    person = person_with("analyst")
    browser = signed_in_client(person)
    person.left_at = now()
    person.save()
    assert browser.get("/desk").status_code == 302
    assert asked("/evidence", person, **strong()).person is None


def reached(view, asker=None, **session):
    request = RequestFactory().get("/desk/x?a=1")
    request.asker, request.session = asker, session
    return view(request)


def test_a_gate_lets_its_roles_through_and_hides_itself_from_others():
    view = gates.for_roles("analyst", "reviewer")(lambda request: HttpResponse("in"))
    assert reached(view, SimpleNamespace(roles=frozenset({"reviewer", "board-member"}))).content == b"in"
    for asker in (None, SimpleNamespace(roles=frozenset({"board-member"}))):
        with pytest.raises(Http404):
            reached(view, asker)
    with pytest.raises(ValueError, match="'superuser' is no role"):
        gates.for_roles("superuser")


def test_a_grave_act_asks_anew_whoever_showed_who_they_are_long_ago():
    view = gates.freshly_signed_in(lambda request: HttpResponse("in"))
    long_ago = (now() - timedelta(minutes=11)).timestamp()
    assert reached(view, **strong((now() - timedelta(minutes=9)).timestamp())).content == b"in"
    assert reached(view, **strong(long_ago))["Location"] == "/sign-in/again?next=%2Fdesk%2Fx%3Fa%3D1"
