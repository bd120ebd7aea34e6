"""Signing in takes two steps, is the same for known and unknown, ends when it should, and is written down."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from joinedup.apps.accounts import actions, factors, signing_in
from joinedup.apps.accounts.models import Salt, Try
from joinedup.apps.accounts.sessions import IDLE_SECONDS, LONGEST_SECONDS
from joinedup.apps.accounts.tries import ACCOUNT, SOURCE, count_try, forget_old
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import Line
from support.desk import person_with, signed_in_client
from support.way_in import PASSWORD, add_device, code_of, first_step, person_with_device, signed_in_by_pages

pytestmark = pytest.mark.usefixtures("keys", "undone")


def lines(count):
    found = Line.objects.order_by("-number")[:count]
    return [(one.act, one.by, one.about, one.reason) for one in reversed(found)]


def is_in(browser):
    return browser.get("/desk/account").status_code == 200


def test_password_then_code_and_then_the_page_that_was_asked_for():
    person = person_with_device()
    browser, answer = first_step(person, onward="/desk/account")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code")
    assert not is_in(browser)
    answer = browser.post("/sign-in/code", {"code": code_of(person)})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/account")
    assert is_in(browser)
    assert browser.get("/sign-in")["Location"] == "/desk", "who is in need not sign in"
    assert lines(1) == [("sign-in.made", person.audit_id, person.audit_id, "totp")]


def test_a_code_on_paper_works_once_in_the_place_of_the_device():
    person = person_with("analyst")
    person.set_password(PASSWORD)
    person.save()
    paper = add_device(person)
    browser, _ = first_step(person)
    assert browser.post("/sign-in/code", {"code": f" {paper[3][:4]} {paper[3][4:]} "}).status_code == 302
    assert lines(1)[0][3] == "recovery-code"
    again, _ = first_step(person)
    assert again.post("/sign-in/code", {"code": paper[3]}).status_code == 200
    assert not is_in(again)


def test_a_code_of_a_device_works_once_in_any_browser_and_for_as_long_as_it_would_show():
    person, at = person_with_device(), now()
    with clock_at(at):
        code = code_of(person)
        assert is_in(signed_in_by_pages(person)[0])
    for later in (0, 29, 31, 59):
        with clock_at(at + timedelta(seconds=later)):
            browser, _ = first_step(person)
            answer = browser.post("/sign-in/code", {"code": code})
            assert signing_in.WRONG_CODE in answer.content.decode()
            assert not is_in(browser)


@pytest.mark.parametrize(("seconds", "works"), [(-61, False), (-29, True), (0, True), (29, True), (91, False)])
def test_a_clock_may_be_one_step_away(seconds, works):
    person, at = person_with_device(), now().replace(second=0, microsecond=0)
    code = factors.code_now(person, at + timedelta(seconds=seconds))
    with clock_at(at + timedelta(seconds=0)):
        browser, _ = first_step(person)
        assert (browser.post("/sign-in/code", {"code": code}).status_code == 302) is works


def test_without_a_second_step_nothing_opens_but_setting_one_up():
    person = person_with("administrator")
    person.set_password(PASSWORD)
    person.save()
    browser, answer = first_step(person)
    assert answer["Location"] == "/sign-in/set-up"
    for closed in ("/desk", "/desk/people", "/desk/account/device", "/sign-in/again", "/desk/account/passkey/ask"):
        assert browser.get(closed).status_code == 302, closed
    page = browser.get("/sign-in/set-up")
    assert page.status_code == 200
    assert browser.get("/sign-in/set-up/picture")["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "wrong" not in page.content.decode()
    assert browser.post("/sign-in/set-up", {"code": "000000"}).status_code == 200
    assert not factors.has_factor(person)
    secret = factors.opened(browser.session["totp-secret"])
    device = factors.Authenticator(type=factors.TOTP, data={"secret": factors.encrypt(secret)})
    code = factors._code(device, factors._step(now()))
    done = browser.post("/sign-in/set-up", {"code": code})
    assert "Codes to keep on paper" in done.content.decode()
    assert browser.get("/desk").status_code == 200
    assert [line[0] for line in lines(2)] == ["second-factor.added", "sign-in.made"]
    again, _ = first_step(person)
    assert again.post("/sign-in/code", {"code": code}).status_code == 200, "the code that set it up is used"


def test_whoever_has_only_the_password_cannot_add_a_second_step_of_their_own():
    person = person_with_device()
    browser, _ = first_step(person)
    for path in ("/sign-in/set-up", "/sign-in/set-up/picture", "/sign-in/set-up/passkey/ask"):
        assert browser.get(path)["Location"] == "/sign-in"
    for path in ("/sign-in/set-up", "/sign-in/set-up/passkey"):
        assert browser.post(path, {"code": "123456", "answer": "{}", "name": "x"})["Location"] == "/sign-in"
    assert len(factors.factors_of(person)) == 2


@pytest.mark.parametrize("is_wrong", [True, False])
def test_one_hash_is_worked_out_for_known_unknown_left_and_without_a_password(monkeypatch, is_wrong):
    known, gone, without = person_with_device(), person_with_device(), person_with("analyst")
    actions.leave(by=person_with("administrator"), person=gone)
    worked = []
    encode = ScryptPasswordHasher.encode
    monkeypatch.setattr(
        ScryptPasswordHasher, "encode", lambda self, *told, **more: worked.append(1) or encode(self, *told, **more)
    )
    said, queries = set(), set()
    first_step("warms-up@example.org")
    for email in ("nobody@example.org", gone.email, without.email, *([known.email] if is_wrong else [])):
        worked.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _, answer = first_step(email, password="wrong words here" if is_wrong else PASSWORD)
        text = answer.content.decode().replace(email, "")
        said.add((answer.status_code, text[text.index("<main") :].replace(token_of(text), "")))
        queries.add(len(asked))
        assert len(worked) == 1, email
    assert len(said) == 1
    assert len(queries) == 1, queries


def token_of(text):
    return text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_five_wrong_passwords_close_an_address_for_a_while_whether_or_not_somebody_has_it():
    person, at = person_with_device(), now()
    for email in (person.email, "nobody@example.org"):
        with clock_at(at):
            for _ in range(ACCOUNT.most):
                _, answer = first_step(email.upper(), password="wrong words here")
                assert signing_in.WRONG in answer.content.decode()
            assert [line[0] for line in lines(2)] == ["sign-in.failed", "sign-in.locked"]
            count = Line.objects.count()
            _, answer = first_step(email)
            assert signing_in.TOO_MANY in answer.content.decode()
            assert Line.objects.count() == count, "who goes on trying writes no more lines"
    with clock_at(at + ACCOUNT.within - timedelta(seconds=1)):
        assert first_step(person)[1].status_code == 200
    with clock_at(at + ACCOUNT.within):
        assert first_step(person)[1].status_code == 302


def test_codes_are_not_guessed():
    person, at = person_with_device(), now()
    with clock_at(at):
        browser, _ = first_step(person)
        for _ in range(5):
            browser.post("/sign-in/code", {"code": "000000"})
        answer = browser.post("/sign-in/code", {"code": code_of(person)})
        assert signing_in.TOO_MANY in answer.content.decode()
        other, _ = first_step(person)
        answer = other.post("/sign-in/code", {"code": code_of(person)})
        assert signing_in.TOO_MANY in answer.content.decode(), "in another browser neither"
    with clock_at(at + timedelta(minutes=16)):
        assert is_in(signed_in_by_pages(person)[0])


def test_one_place_tries_so_many_addresses_and_no_more():
    for number in range(SOURCE.most):
        assert count_try(SOURCE, "198.51.100.7", now()).is_let, number
    browser = Client(REMOTE_ADDR="198.51.100.7")
    assert signing_in.TOO_MANY in first_step(person_with_device(), browser)[1].content.decode()
    assert first_step(person_with_device(), Client(REMOTE_ADDR="198.51.100.8"))[1].status_code == 302


def test_what_is_counted_names_nobody_and_is_gone_within_a_day():
    at = now()
    with clock_at(at):
        first_step("someone.private@example.org", Client(REMOTE_ADDR="198.51.100.7"))
    held = str([list(Try.objects.values()), list(Salt.objects.values()), list(Line.objects.values())])
    for word in ("private", "example.org", "198.51"):
        assert word not in held
    salts = set(Salt.objects.values_list("value", flat=True))
    forget_old(at + timedelta(hours=13, seconds=1))
    assert not Try.objects.exists()
    assert not salts & set(Salt.objects.values_list("value", flat=True))


def test_tries_are_counted_across_the_change_of_salt():
    change = now().replace(hour=12, minute=0, second=0, microsecond=0)
    for _ in range(ACCOUNT.most):
        assert count_try(ACCOUNT, "someone", change - timedelta(minutes=1)).is_let
    assert not count_try(ACCOUNT, "someone", change + timedelta(minutes=1)).is_let
    assert count_try(ACCOUNT, "someone", change + timedelta(minutes=14, seconds=1)).is_let


def test_a_session_ends_when_idle_and_after_a_day_of_work():
    person, at = person_with_device(), now()
    with clock_at(at):
        browser, _ = signed_in_by_pages(person)
    with clock_at(at + timedelta(seconds=IDLE_SECONDS)):
        assert not is_in(browser)
    with clock_at(at):
        busy = signed_in_client(person)
    for minutes in range(0, LONGEST_SECONDS // 60, 29):
        with clock_at(at + timedelta(minutes=minutes)):
            assert is_in(busy), minutes
    with clock_at(at + timedelta(seconds=LONGEST_SECONDS)):
        assert not is_in(busy)


def test_signing_in_makes_a_new_session_and_signing_out_ends_it():
    person = person_with_device()
    browser = Client()
    browser.get("/sign-in/passkey/ask")
    before = browser.session.session_key
    first_step(person, browser)
    half = browser.session.session_key
    browser.post("/sign-in/code", {"code": code_of(person)})
    whole = browser.session.session_key
    assert len({before, half, whole}) == 3
    assert not Session.objects.filter(session_key__in=(before, half)).exists()
    stolen = Client()
    stolen.cookies["session"] = whole
    assert is_in(stolen)
    assert "You are signed out" in browser.post("/sign-out").content.decode()
    assert not is_in(browser)
    assert not is_in(stolen)
    assert lines(1)[0][:2] == ("sign-out.made", person.audit_id)


def test_signing_out_everywhere_ends_every_session_at_once():
    person = person_with_device()
    browsers = [signed_in_client(person) for _ in range(3)]
    other = signed_in_client(person_with_device())
    assert browsers[0].post("/desk/account/sign-out-everywhere").status_code == 200
    assert [is_in(one) for one in browsers] == [False] * 3
    assert is_in(other)


@pytest.mark.parametrize("how", ["leave", "end_role"])
def test_who_leaves_or_loses_the_last_role_is_out_at_once_and_stays_out(how):
    admin, person = person_with("administrator"), person_with_device()
    browser, half = signed_in_client(person), first_step(person)[0]
    if how == "leave":
        actions.leave(by=admin, person=person)
    else:
        actions.end_role(by=admin, holding=person.holdings.get())
    assert browser.get("/desk").status_code == 302
    assert half.post("/sign-in/code", {"code": code_of(person)}).status_code in (200, 302)
    assert half.get("/desk").status_code == 302
    answer = first_step(person)[1]
    assert signing_in.WRONG in answer.content.decode()


def test_one_of_two_roles_ended_keeps_the_session():
    person = person_with_device("analyst", "reviewer")
    browser = signed_in_client(person)
    actions.end_role(by=person_with("administrator"), holding=person.holdings.get(role="reviewer"))
    assert is_in(browser)


def test_grave_acts_ask_for_a_code_again():
    person = person_with_device("administrator")
    browser = signed_in_client(person, is_fresh=False)
    key = browser.session.session_key
    asked = browser.get("/desk/people/invitations")
    assert asked["Location"] == "/sign-in/again?next=%2Fdesk%2Fpeople%2Finvitations"
    assert browser.get(asked["Location"]).status_code == 200
    assert browser.post(asked["Location"], {"code": "000000"}).status_code == 200
    answer = browser.post(asked["Location"], {"code": code_of(person)})
    assert answer["Location"] == "/desk/people/invitations"
    assert browser.get("/desk/people/invitations").status_code == 200
    assert browser.session.session_key != key
    assert lines(1)[0][0] == "sign-in.again"


def test_a_changed_password_ends_every_session():
    person = person_with_device()
    browser, other = signed_in_client(person), signed_in_client(person)
    new = {"password": "another three words", "again": "another three words"}
    assert "not right" in browser.post("/desk/account/password", {"old": "wrong", **new}).content.decode()
    assert is_in(other)
    assert browser.post("/desk/account/password", {"old": PASSWORD, **new}).status_code == 200
    assert not is_in(browser)
    assert not is_in(other)
    assert first_step(person)[1].status_code == 200
    assert first_step(person, password="another three words")[1].status_code == 302


def test_a_session_left_open_does_not_let_its_password_be_guessed():
    browser = signed_in_client(person_with_device())
    new = {"password": "another three words", "again": "another three words"}
    for _ in range(ACCOUNT.most):
        assert "not right" in browser.post("/desk/account/password", {"old": "wrong", **new}).content.decode()
    assert signing_in.TOO_MANY in browser.post("/desk/account/password", {"old": PASSWORD, **new}).content.decode()


@pytest.mark.parametrize("weak", ["short", "password1234", "person-person-person@example.org"])
def test_a_password_that_is_guessed_first_is_refused(weak):
    person = person_with_device()
    person.email = "person-person-person@example.org"
    person.save()
    browser = signed_in_client(person)
    answer = browser.post("/desk/account/password", {"old": PASSWORD, "password": weak, "again": weak})
    assert "There is something to mend" in answer.content.decode()
    assert is_in(browser)
