"""What an attacker tries at the way in and among people: each meets the page of something that is not there."""

import json
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils.http import urlencode

from joinedup.apps.accounts import actions, ending, factors, signing_in, urls
from joinedup.apps.accounts.going_on import safe_next
from joinedup.apps.accounts.models import Holding, Invitation, Organisation, Person
from joinedup.apps.accounts.sources import source_of
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import Line
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES
from support.desk import as_role, organisation, person_with, signed_in_client
from support.way_in import PASSWORD, code_of, first_step, person_with_device, signed_in_by_pages

pytestmark = pytest.mark.usefixtures("keys", "undone")
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
QUERY = "' OR 1=1; DROP TABLE accounts_person; -- %s {{7*7}} ${7*7}"


def addresses(starts=""):
    """Each address of the app with numbers filled in: one that is there for none of them."""
    made = [
        re.sub(r"<int:\w+>", "987654321", re.sub(r"<str:\w+>", "made-up", str(one.pattern))) for one in urls.urlpatterns
    ]
    return [f"/{one}" for one in made if one.startswith(starts)]


@pytest.mark.parametrize("path", addresses())
def test_a_form_without_its_token_is_refused_everywhere(path):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in_client(person_with_device("administrator")).cookies
    before = Line.objects.count()
    assert browser.post(path, {"answer": "{}", "email": "a@b.example"}).status_code in (403, 405)
    assert Line.objects.count() == before


@pytest.mark.parametrize("role", [one for one in ROLES if one != "administrator"])
def test_people_are_not_there_for_anybody_but_administrators(role):
    browser = as_role(role)
    missing = browser.get("/desk/nothing-of-this-name")
    for path in addresses("desk/people"):
        for answer in (browser.get(path), browser.post(path, {"role": "administrator"})):
            assert answer.status_code in (404, 405), path
            if answer.status_code == 404:
                assert answer.content == missing.content, path


@pytest.mark.parametrize("key", ["0", "987654321", "9" * 40])
def test_tampered_ids_are_no_such_page_and_change_nothing(key):
    browser = as_role("administrator")
    acts = Line.objects.exclude(act="page.refused")
    before = acts.count()
    for path in ("", "/leave", "/anew"):
        for answer in (browser.get(f"/desk/people/{key}{path}"), browser.post(f"/desk/people/{key}{path}")):
            assert answer.status_code == 404
    for path in (f"roles/{key}/end", f"invitations/{key}/withdraw"):
        assert browser.post(f"/desk/people/{path}").status_code == 404
    assert browser.post(f"/desk/people/{key}/sign-out").status_code == 404
    assert browser.post(f"/desk/account/passkey/{key}/remove").status_code in (404, 409)
    assert acts.count() == before


def test_nobody_takes_away_the_passkey_of_another():
    mine, other = person_with_device("analyst"), person_with_device("analyst")
    theirs = factors.Authenticator.objects.create(user=other, type=factors.PASSKEY, data={"name": "theirs"})
    assert signed_in_client(mine).post(f"/desk/account/passkey/{theirs.pk}/remove").status_code == 409
    assert factors.Authenticator.objects.filter(pk=theirs.pk).exists()


def test_the_only_second_step_stays():
    person = person_with("analyst")
    only = factors.Authenticator.objects.create(user=person, type=factors.PASSKEY, data={"name": "only"})
    assert signed_in_client(person).post(f"/desk/account/passkey/{only.pk}/remove").status_code == 409
    assert factors.has_factor(person)


ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "http:elsewhere.example",
    "javascript:alert(1)",
    "desk",
    "/" + "x" * 600,
    "",
    None,
]


@pytest.mark.parametrize("said", ELSEWHERE)
def test_nobody_is_sent_elsewhere(said):
    assert safe_next(said) == "/desk"
    if said:
        person = person_with_device()
        browser = Client()
        browser.post(f"/sign-in?{urlencode({'next': said})}", {"email": person.email, "password": PASSWORD})
        assert browser.post("/sign-in/code", {"code": code_of(person)})["Location"] == "/desk"


@pytest.mark.parametrize("said", ["/desk", "/desk/people?page=2", "/evidence/claims/abc"])
def test_a_page_of_ours_is_gone_on_to(said):
    assert safe_next(said) == said


def test_a_session_planted_before_sign_in_is_not_the_one_that_is_signed_in():
    attacker, victim, person = Client(), Client(), person_with_device()
    attacker.get("/sign-in/passkey/ask")
    victim.cookies["session"] = attacker.session.session_key
    signed_in_by_pages(person, victim)
    assert victim.get("/desk").status_code == 200
    assert attacker.get("/desk").status_code == 302


def test_a_session_of_the_first_step_is_of_no_use_after_a_while_or_once_the_password_is_another():
    person, at = person_with_device(), now()
    with clock_at(at):
        old, other = first_step(person)[0], first_step(person)[0]
    with clock_at(at + timedelta(minutes=15)):
        assert old.post("/sign-in/code", {"code": code_of(person)})["Location"] == "/sign-in"
    person.set_password("another three words")
    person.save()
    with clock_at(at):
        assert other.post("/sign-in/code", {"code": code_of(person)})["Location"] == "/sign-in"


def test_fields_that_no_form_asks_for_are_not_read():
    admin, person, where = person_with("administrator"), person_with_device(), organisation()
    more = {
        "is_active": "1",
        "left_at": "",
        "session_number": "7",
        "roles": "administrator",
        "by": "1",
        "person": str(admin.pk),
        "joined_at": "2001-01-01",
        "accepted_by": str(admin.pk),
        "from_at": "2001-01-01",
        "until_at": "2002-01-01",
        "password_hash": "x",
        "how": "provider",
        "source": "x",
    }
    browser = signed_in_client(admin)
    browser.post(
        "/desk/people/invitations", {"email": "x@y.example", "organisation": where.slug, "role": "analyst", **more}
    )
    made = Invitation.objects.get(email="x@y.example")
    assert (made.accepted_by, made.role) == (None, "analyst")
    browser.post(f"/desk/people/{person.pk}", {"organisation": where.slug, "role": "reviewer", **more})
    held = Holding.objects.get(person=person, role="reviewer")
    assert (held.until_at, held.from_at.year > 2001) == (None, True)
    browser.post("/desk/people/organisations", {"name": "N", "slug": "new-one", "kind": "council", "id": "1", **more})
    assert Organisation.objects.filter(slug="new-one").exists()
    first, _ = first_step(person)
    first.post("/sign-in/code", {"code": "000000", "person": str(admin.pk), "by": "passkey", **more})
    assert first.get("/desk").status_code == 302
    token = actions.invite(by=admin, email="z@y.example", organisation=where, role="analyst")[1]
    words = {"password": "another three words", "again": "another three words"}
    Client().post(f"/join/{token}", {**more, **words, "role": "administrator", "email": admin.email})
    joined = Person.objects.get(email="z@y.example")
    assert [one.role for one in joined.holdings.all()] == ["analyst"]
    assert joined.session_number == 0


def test_nobody_gives_themselves_a_role_on_the_page():
    admin = person_with("administrator")
    browser = signed_in_client(admin)
    browser.post(f"/desk/people/{admin.pk}", {"organisation": "thornmarch-council", "role": "analyst"})
    assert not admin.holdings.filter(role="analyst").exists()


FORMS = {
    "/sign-in": ("email", "password"),
    "/sign-in/forgotten": ("email",),
    "/desk/people/invitations": ("email", "organisation", "role"),
    "/desk/people/organisations": ("name", "slug", "kind"),
    "/desk/account/password": ("old", "password", "again"),
    "/desk/account/device": ("code",),
    "/desk/account/passkey": ("name", "answer"),
    "/desk/account/act-for": ("organisation",),
    "/sign-in/passkey": ("answer", "next"),
    "/sign-in/again": ("code",),
}


@pytest.mark.parametrize("text", [SCRIPT, QUERY, "\x00", "ä" * 5000, "\u202e\ufeff"])
@pytest.mark.parametrize("path", FORMS)
def test_text_of_an_attacker_is_only_text_in_every_field(path, text):
    people = Person.objects.count()
    browser = as_role("administrator")
    for field in FORMS[path]:
        fields = {name: "a@b.example" if name == "email" else "thornmarch-council" for name in FORMS[path]} | {
            field: text
        }
        answer = browser.post(path, fields)
        assert answer.status_code in (200, 302, 400, 403, 404, 409), field
        said = answer.content.decode()
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    assert Person.objects.count() == people + 1


def test_a_name_that_attacks_is_only_text_on_every_page_that_shows_it():
    admin = person_with("administrator")
    where = actions.add_organisation(by=admin, slug="attacks", name=SCRIPT, kind="council")
    person = person_with_device("analyst", at=where)
    factors.Authenticator.objects.create(user=person, type=factors.PASSKEY, data={"name": SCRIPT})
    _, token = actions.invite(by=admin, email="q@example.org", organisation=where, role="analyst")
    browser = signed_in_client(admin)
    pages = [browser.get(f"/desk/people{one}") for one in ("", "/organisations", "/invitations", f"/{person.pk}")]
    pages += [
        Client().get(f"/join/{token}"),
        signed_in_client(person).get("/desk/account"),
        signed_in_client(person).get("/desk"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "7", '"x"', "{" * 3000, json.dumps({"id": 7, "response": 7}), SCRIPT]
    + [
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": each})
        for each in ({}, None, {"userHandle": "MQ"})
    ],
)
def test_a_made_up_passkey_opens_nothing_and_is_counted(answer):
    person = person_with_device()
    factors.Authenticator.objects.create(user=person, type=factors.PASSKEY, data={"name": "x", "credential": {}})
    browser = Client()
    browser.get("/sign-in/passkey/ask")
    answered = browser.post("/sign-in/passkey", {"answer": answer})
    assert answered.status_code == 403
    assert signing_in.WRONG_KEY in answered.content.decode()
    assert browser.get("/desk").status_code == 302
    line = Line.objects.order_by("-number")[0]
    assert (line.act, line.about, line.reason) == ("sign-in.failed", "sign-in:nobody", "passkey")
    assert Client().post("/sign-in/passkey", {"answer": answer}).status_code == 403, "nothing was asked"


def test_a_code_of_another_person_opens_nothing():
    mine, other = person_with_device(), person_with_device()
    browser, _ = first_step(mine)
    browser.post("/sign-in/code", {"code": code_of(other)})
    assert browser.get("/desk").status_code == 302


def test_of_a_million_codes_few_are_tried_in_a_day():
    person, at, tried = person_with_device(), now(), 0
    browser = None
    for quarter in range(8):
        with clock_at(at + timedelta(minutes=15 * quarter, seconds=quarter)):
            browser, _ = first_step(person)
            for _ in range(20):
                said = browser.post("/sign-in/code", {"code": "1234567"}).content.decode()
                tried += signing_in.WRONG_CODE in said
    assert tried == 8 * 5


@pytest.mark.parametrize(
    ("said", "connected", "source"),
    [
        ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "127.0.0.1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("someone said this", "127.0.0.1", "unknown"),
        ("", "203.0.113.9", "unknown"),
    ],
)
def test_who_connected_is_what_the_proxy_says_last_and_nothing_that_was_sent(said, connected, source):
    from django.test import RequestFactory

    request = RequestFactory().get("/sign-in", headers={"x-forwarded-for": said}, REMOTE_ADDR=connected)
    with override_settings(BEHIND_A_PROXY=True):
        assert source_of(request) == source
    with override_settings(BEHIND_A_PROXY=False):
        assert source_of(request) == connected


@pytest.mark.parametrize("path", ["/desk/people", "/desk/people/organisations", "/desk/people/invitations"])
def test_the_number_of_queries_does_not_grow_with_rows(path):
    admin = person_with("administrator")
    browser = signed_in_client(admin)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    actions.invite(by=admin, email="first@example.org", organisation=organisation(), role="analyst")
    asked()
    before = asked()
    for number in range(12):
        where = organisation(f"place-{number}")
        person_with("analyst", "reviewer", at=where)
        actions.invite(by=admin, email=f"p{number}@example.org", organisation=where, role="analyst")
    assert asked() == before


def test_more_than_a_page_of_people_is_turned_over():
    for _ in range(51):
        person_with("analyst")
    browser = as_role("administrator")
    assert "Page 1 of 2" in browser.get("/desk/people").content.decode()
    assert "Page 2 of 2" in browser.get("/desk/people?page=2").content.decode()
    for strange in ("-1", "x", "9" * 30, SCRIPT):
        assert browser.get("/desk/people", {"page": strange}).status_code == 200


def test_an_administrator_gives_ends_and_closes_on_the_pages_and_each_is_written_down():
    browser, person = as_role("administrator"), person_with("analyst")
    begun = Line.objects.count()
    page = f"/desk/people/{person.pk}"
    browser.get(page)
    browser.post(page, {"organisation": "thornmarch-council", "role": "reviewer"})
    browser.post(f"/desk/people/roles/{person.holdings.get(role='reviewer').pk}/end")
    browser.post(f"{page}/leave")
    acts = [one.act for one in Line.objects.order_by("number")[begun:]]
    assert acts == ["person.viewed", "role.given", "role.ended", "person.left"]
    assert "Left on" in browser.get(page).content.decode()
    assert browser.post(f"{page}/leave").status_code == 409
    wall = browser.post(
        f"/desk/people/{person_with('provider-worker').pk}",
        {"organisation": organisation("police", "police").slug, "role": "law-enforcement-partner"},
    )
    assert "law enforcement and one of direct care" in wall.content.decode()


def test_an_administrator_signs_one_out_or_everybody():
    admin, one, other = as_role("administrator"), person_with_device(), person_with_device()
    browsers = [signed_in_client(each) for each in (one, one, other)]
    admin.post(f"/desk/people/{one.pk}/sign-out")
    assert [each.get("/desk").status_code for each in (*browsers, admin)] == [302, 302, 200, 200]
    admin.post("/desk/people/sign-out")
    assert [each.get("/desk").status_code for each in (*browsers, admin)] == [302] * 4
    lines = Line.objects.filter(act="sessions.ended").order_by("number")
    assert [each.about for each in lines] == [one.audit_id, "people"]
    with pytest.raises(Refusal, match="Only an administrator"):
        ending.end_all_sessions(by=other)
    with pytest.raises(Refusal, match="Only an administrator"):
        ending.end_sessions_of(by=other, person=one)


def test_grave_pages_about_people_ask_for_a_code_first():
    person = person_with_device("analyst")
    browser = signed_in_client(person_with("administrator"), is_fresh=False)
    assert browser.get(f"/desk/people/{person.pk}").status_code == 200
    for path, fields in {
        f"/desk/people/{person.pk}": {"organisation": "thornmarch-council", "role": "reviewer"},
        f"/desk/people/{person.pk}/leave": {},
        f"/desk/people/{person.pk}/anew": {},
        f"/desk/people/{person.pk}/sign-out": {},
        "/desk/people/sign-out": {},
        f"/desk/people/roles/{person.holdings.get().pk}/end": {},
        "/desk/people/invitations": {"email": "x@y.example", "organisation": "thornmarch-council", "role": "analyst"},
        "/desk/account/password": {},
        "/desk/account/codes": {},
        "/desk/account/device": {},
        "/desk/account/passkey": {},
    }.items():
        asked = browser.post(path, fields)["Location"]
        assert asked.startswith("/sign-in/again?next="), path
        back = unquote(asked.partition("next=")[2])
        assert signed_in_client(person_with("administrator")).get(back).status_code == 200, "a page to come back to"
    assert [one.role for one in person.holdings.filter(until_at=None)] == ["analyst"]
    assert not Invitation.objects.exists()


def test_nothing_of_the_library_is_reachable_by_an_address_of_its_own():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not [name for name in names if name.startswith(("account_", "mfa_", "socialaccount_"))]
    for path in ("/accounts/login/", "/accounts/signup/", "/sign-up", "/login", "/admin/"):
        assert Client().get(path).status_code == 404
