"""Invitations and links to a password: looking uses nothing up, a button does, once; those that fail look alike."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connections, transaction
from django.test import Client

from joinedup.apps.accounts import actions, factors, passwords
from joinedup.apps.accounts.links import make_link
from joinedup.apps.accounts.models import OneTimeLink, Person
from joinedup.apps.accounts.queries import person_by_email, roles_of
from joinedup.apps.accounts.telling import link_made
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import Line
from support.desk import organisation, person_with, signed_in_client
from support.way_in import PASSWORD, code_of, first_step, person_with_device, signed_in_by_pages

pytestmark = pytest.mark.usefixtures("keys")
NEW = {"password": "another three words", "again": "another three words"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 16)


@pytest.fixture
def _undone():
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sent():
    """Each link that is told, as whatever sends letters hears of it."""
    heard = []

    def hear(**told):
        heard.append(told)
        return True

    link_made.connect(hear)
    yield heard
    link_made.disconnect(hear)


def invited(email="new.person@example.org", role="analyst"):
    admin = person_with("administrator")
    return actions.invite(by=admin, email=email, organisation=organisation(), role=role)


@pytest.mark.usefixtures("_undone")
def test_an_invitation_leads_to_a_password_a_second_step_and_the_desk():
    _, token = invited()
    browser = Client()
    for _ in range(3):
        page = browser.get(f"/join/{token}")
        assert "new.person@example.org" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert person_by_email("new.person@example.org") is None, "a look makes no account"
    weak = browser.post(f"/join/{token}", {"password": "short", "again": "short"})
    assert "There is something to mend" in weak.content.decode()
    assert browser.post(f"/join/{token}", NEW)["Location"] == "/sign-in/set-up"
    assert browser.get("/desk").status_code == 302
    browser.get("/sign-in/set-up")
    device = factors.Authenticator(type=factors.TOTP, data={"secret": browser.session["totp-secret"]})
    done = browser.post("/sign-in/set-up", {"code": factors._code(device, factors._step(now()))})
    assert "Codes to keep on paper" in done.content.decode()
    assert browser.get("/desk").status_code == 200
    assert roles_of(person_by_email("new.person@example.org"), now()) == {"analyst"}


@pytest.mark.usefixtures("_undone")
def test_links_that_do_not_work_look_alike_whatever_became_of_them():
    _, used = invited("a@example.org")
    actions.accept_invitation(token=used, password=PASSWORD)
    withdrawn_invitation, withdrawn = invited("b@example.org")
    actions.withdraw_invitation(by=person_with("administrator"), invitation=withdrawn_invitation)
    _, expired = invited("c@example.org")
    of_password = make_link(passwords.PASSWORD, about=person_with("analyst").audit_id, lasts=timedelta(hours=1))
    of_nobody = make_link(passwords.PASSWORD, about="sign-in:nobody", lasts=timedelta(hours=1))
    seen = set()
    with clock_at(now() + actions.INVITATION_LASTS):
        for path in (
            *(f"/join/{token}" for token in (used, withdrawn, expired, of_password, "made-up", "x" * 300)),
            *(f"/sign-in/password/{token}" for token in (used, of_nobody, "made-up")),
        ):
            for answer in (Client().get(path), Client().post(path, NEW)):
                seen.add((answer.status_code, answer.content.replace(path.encode(), b"")))
    assert len(seen) == 1
    assert next(iter(seen))[0] == 404


@pytest.mark.usefixtures("_undone")
def test_an_invitation_to_somebody_with_an_account_adds_a_role_and_is_no_way_in():
    person = person_with_device("analyst")
    held = person.password
    _, token = invited(person.email.upper(), "reviewer")
    browser = Client()
    assert 'type="password"' not in browser.get(f"/join/{token}").content.decode()
    assert browser.post(f"/join/{token}", NEW)["Location"] == "/sign-in"
    assert browser.get("/desk").status_code == 302
    person.refresh_from_db()
    assert person.password == held
    assert roles_of(person, now()) == {"analyst", "reviewer"}
    _, another = invited(person.email, "board-member")
    actions.accept_invitation(token=another, password=NEW["password"])
    person.refresh_from_db()
    assert person.password == held, "whatever comes with it"


@pytest.mark.usefixtures("_undone")
def test_a_link_to_a_new_password_keeps_the_second_step_and_ends_every_session(sent):
    person = person_with_device()
    browser = signed_in_client(person)
    for _ in range(2):
        asked = Client().post("/sign-in/forgotten", {"email": person.email.upper()})
    assert "Look at your mail" in asked.content.decode()
    first, second = (one["address"].removeprefix("http://testserver") for one in sent)
    assert Client().get(second).status_code == 200
    assert browser.get("/desk").status_code == 200
    assert "Your password is set" in Client().post(second, NEW).content.decode()
    assert browser.get("/desk").status_code == 302
    assert Client().get(first).status_code == 404, "the other link is useless too"
    assert Client().post(second, NEW).status_code == 404
    assert first_step(person)[1].status_code == 200
    again, answer = first_step(person, password=NEW["password"])
    assert answer["Location"] == "/sign-in/code"
    assert again.get("/desk").status_code == 302


@pytest.mark.usefixtures("_undone")
def test_who_asks_for_a_link_learns_nothing_of_who_has_an_account(sent):
    known, gone = person_with_device(), person_with("analyst")
    actions.leave(by=person_with("administrator"), person=gone)
    pages, lines = set(), []
    for email in (known.email, gone.email, "nobody@example.org"):
        before = (OneTimeLink.objects.count(), Line.objects.count())
        answer = Client().post("/sign-in/forgotten", {"email": email})
        pages.add((answer.status_code, answer.content))
        lines.append((OneTimeLink.objects.count() - before[0], Line.objects.count() - before[1]))
    assert len(pages) == 1
    assert lines == [(1, 1)] * 3
    assert [one["email"] for one in sent] == [known.email]
    for _ in range(4):
        answer = Client().post("/sign-in/forgotten", {"email": known.email})
    assert "Too many" in answer.content.decode()
    assert len(sent) == 3


@pytest.mark.usefixtures("_undone")
def test_an_administrator_lets_who_lost_everything_begin_again_and_not_themselves(sent):
    admin, person = person_with("administrator"), person_with_device()
    theirs, browser = signed_in_client(person), signed_in_client(admin)
    assert browser.get(f"/desk/people/{person.pk}/anew").status_code == 200
    assert theirs.get("/desk").status_code == 200, "a look takes nothing away"
    browser.post(f"/desk/people/{person.pk}/anew")
    assert theirs.get("/desk").status_code == 302
    assert first_step(person)[1].status_code == 200
    link = sent[-1]["address"].removeprefix("http://testserver")
    assert "Your password is set" in Client().post(link, NEW).content.decode()
    assert first_step(person, password=NEW["password"])[1]["Location"] == "/sign-in/set-up"
    assert browser.post(f"/desk/people/{admin.pk}/anew").status_code == 409
    assert Line.objects.order_by("-number")[0].act == "act.denied"


@pytest.mark.usefixtures("_undone")
def test_a_link_is_kept_nowhere_but_with_whom_it_is_for(sent, caplog):
    with caplog.at_level("DEBUG"):
        Client().post("/sign-in/forgotten", {"email": person_with_device().email})
        token = sent[-1]["address"].rpartition("/")[2]
        Client().get(f"/sign-in/password/{token}")
        Client().post(f"/sign-in/password/{token}", NEW)
    held = str([*OneTimeLink.objects.values(), *Line.objects.values()])
    assert token not in held + caplog.text


def test_two_workers_race_for_one_link_and_one_gets_it():
    """No transaction around it: each thread has a connection of its own."""
    _, token = invited(f"racer{now().timestamp()}@example.org")
    person = person_with_device()
    reset = make_link(passwords.PASSWORD, about=person.audit_id, lasts=timedelta(hours=1))
    done = {"join": [], "reset": []}
    gate = threading.Barrier(6)

    def go(kind, path):
        gate.wait()
        done[kind].append(Client().post(path, NEW).status_code)
        connections.close_all()

    threads = [threading.Thread(target=go, args=("join", f"/join/{token}")) for _ in range(3)]
    threads += [threading.Thread(target=go, args=("reset", f"/sign-in/password/{reset}")) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done["join"]) == [302, 404, 404]
    assert sorted(done["reset"]) == [200, 404, 404]


def test_one_code_is_used_by_one_of_many_browsers_at_once():
    person = person_with_device()
    browsers = [first_step(person)[0] for _ in range(4)]
    code, done, gate = code_of(person), [], threading.Barrier(4)

    def go(browser):
        gate.wait()
        done.append(browser.post("/sign-in/code", {"code": code}).status_code)
        connections.close_all()

    threads = [threading.Thread(target=go, args=(one,)) for one in browsers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done) == [200, 200, 200, 302]


def test_of_many_guesses_at_once_no_more_than_the_limit_are_looked_at(monkeypatch):
    person, looked, gate = person_with_device(), [], threading.Barrier(12)
    monkeypatch.setattr(Person, "check_password", lambda self, said: looked.append(said) and False)

    def go():
        gate.wait()
        first_step(person, password="wrong words here")
        connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(looked) <= 5


@pytest.mark.usefixtures("_undone")
def test_signing_in_works_after_all_that():
    assert signed_in_by_pages(person_with_device())[1]["Location"] == "/desk"
