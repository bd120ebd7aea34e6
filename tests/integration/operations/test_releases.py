"""An analyst presses a button: the worker releases from the warehouse, whole or not at all, and the page tells."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from joinedup.apps.accounts.models import Holding
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.models import Line
from joinedup.apps.operations import releasing
from joinedup.apps.operations.actions import ask_release
from joinedup.apps.operations.models import ReleaseRun
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker
from joinedup.shelf.reading import open_version
from support.desk import as_role, person_with, signed_in_client

pytestmark = pytest.mark.usefixtures("site")
ASKED = {"year": "2021/22", "areas": "", "agreement": ""}


@pytest.fixture(autouse=True)
def _none_asked(site):
    ReleaseRun.objects.all().delete()


def acts_about(run):
    return list(Line.objects.filter(about=run.audit_id).order_by("number").values_list("act", flat=True))


def ask(client):
    answered = client.post("/desk/releases/new", ASKED)
    assert answered.status_code == 302, answered.content.decode()
    return ReleaseRun.objects.latest("pk")


@pytest.mark.slow
def test_a_release_is_asked_made_and_told(small_warehouse):
    client = as_role("analyst")
    run = ask(client)
    assert "Waiting for the worker" in client.get("/desk/releases").content.decode()
    with override_settings(WAREHOUSE=small_warehouse):
        call_command("work", once=True)
    run.refresh_from_db()
    assert (run.state, run.version) == ("made", 1), run.said
    assert open_version(Path(settings.RELEASED)).number == 1
    assert "Released version 1" in client.get("/desk/releases").content.decode()
    assert acts_about(run) == ["release.asked", "release.made"]
    shutil.rmtree(settings.RELEASED)


def test_one_release_is_made_at_a_time():
    client = as_role("analyst")
    ask(client)
    second = client.post("/desk/releases/new", ASKED)
    assert "being made already" in second.content.decode()
    assert ReleaseRun.objects.count() == 1


def test_without_a_warehouse_it_is_refused_and_nothing_is_released():
    client = as_role("analyst")
    run = ask(client)
    call_command("work", once=True)
    run.refresh_from_db()
    assert run.state == "refused"
    assert "JOINEDUP_WAREHOUSE" in client.get("/desk/releases").content.decode()
    assert acts_about(run) == ["release.asked", "release.refused"]
    assert not Path(settings.RELEASED).exists()


def test_whoever_lost_the_role_meanwhile_gets_nothing(small_warehouse):
    person = person_with("analyst")
    run = ask(signed_in_client(person))
    Holding.objects.filter(person=person).update(until_at=datetime(2021, 1, 1, tzinfo=UTC))
    with override_settings(WAREHOUSE=small_warehouse):
        call_command("work", once=True)
    run.refresh_from_db()
    assert (run.state, "no longer" in run.said) == ("refused", True)
    assert not Path(settings.RELEASED).exists()


def test_a_fault_releases_nothing_and_repeats_no_words(monkeypatch, small_warehouse):
    def fails(*_args, **_given):
        raise ValueError("Somebody's name")

    monkeypatch.setattr(releasing, "release", fails)
    run = ask(as_role("analyst"))
    with override_settings(WAREHOUSE=small_warehouse):
        call_command("work", once=True)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Somebody" not in run.said
    assert acts_about(run) == ["release.asked", "release.failed"]


def test_a_demonstration_refuses_a_warehouse_that_is_not_invented(monkeypatch, small_warehouse):
    class Real:
        is_synthetic, is_case_level, is_about_real_people, feed = False, True, True, "ndtms-adult"

    monkeypatch.setattr(releasing, "read_manifest", lambda _warehouse: type("M", (), {"deliveries": (Real(),)}))
    run = ask(as_role("analyst"))
    with override_settings(WAREHOUSE=small_warehouse):
        call_command("work", once=True)
    run.refresh_from_db()
    assert (run.state, "invented people only" in run.said) == ("refused", True)


def test_rows_about_real_people_need_an_agreement_of_whoever_asks(monkeypatch, small_warehouse):
    class Real:
        is_synthetic, is_case_level, is_about_real_people, feed = False, True, True, "ndtms-adult"

    opened = []
    monkeypatch.setattr(releasing, "read_manifest", lambda _warehouse: type("M", (), {"deliveries": (Real(),)}))
    monkeypatch.setattr(releasing, "grant_for", lambda *_args, **_given: opened.append(1))
    run = ask(as_role("analyst"))
    with override_settings(WAREHOUSE=small_warehouse, DEMO=False):
        call_command("work", once=True)
    run.refresh_from_db()
    assert (run.state, opened) == ("refused", [])


@pytest.mark.parametrize("role", ["administrator", "board-member", "information-governance-lead"])
def test_for_other_roles_there_is_no_such_page(role):
    client = as_role(role)
    assert [client.get(path).status_code for path in ("/desk/releases", "/desk/releases/new")] == [404, 404]
    assert client.post("/desk/releases/new", ASKED).status_code == 404
    with pytest.raises(Refusal):
        ask_release(by=Asker("person:1", "a", "council", frozenset({role})), **ASKED)
    assert not ReleaseRun.objects.exists()


def test_whoever_signed_in_long_ago_shows_again_who_they_are():
    answered = as_role("analyst", is_fresh=False).post("/desk/releases/new", ASKED)
    assert answered.headers["Location"].startswith("/sign-in/again")
    assert not ReleaseRun.objects.exists()


@pytest.mark.parametrize("year", ["", "2021", "2021/23", "2021/22; DROP TABLE", "<script>"])
def test_what_is_no_year_is_told(year):
    answered = as_role("analyst").post("/desk/releases/new", {**ASKED, "year": year})
    assert answered.status_code == 200
    assert "<script>" not in answered.content.decode()
    assert "Something to mend" in answered.content.decode()
    assert not ReleaseRun.objects.exists()


def test_the_grant_is_of_whoever_asked_and_asked_for_anew_while_it_runs(monkeypatch, small_warehouse):
    asked = []
    monkeypatch.setattr(releasing, "why_not_open", lambda *_said: None)
    monkeypatch.setattr(releasing, "grant_for", lambda *_said, **given: asked.append(given))

    def lapses(*_said, **_given):
        raise Refusal("The agreement has lapsed.")

    monkeypatch.setattr(releasing, "release", lapses)
    run = ask(as_role("analyst"))
    with override_settings(WAREHOUSE=small_warehouse):
        call_command("work", once=True)
    run.refresh_from_db()
    assert (run.state, run.said) == ("refused", "The agreement has lapsed.")
    assert asked == [{"clock": now, "by": run.asked_by}]
