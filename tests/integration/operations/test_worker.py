"""The worker does what comes round, each in its turn; one runs at a time; what a killed one left is told."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from joinedup.apps.accounts.links import make_link
from joinedup.apps.accounts.models import OneTimeLink
from joinedup.apps.accounts.telling import tell
from joinedup.apps.agreements.warnings import Ending
from joinedup.apps.audit.anchor import anchor
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.keeping import last_head
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.apps.letters.keeping import opened
from joinedup.apps.messages.actions import Address, send
from joinedup.apps.messages.models import Message
from joinedup.apps.operations import chores, endings_told, process
from joinedup.apps.operations.chores import CHORES, do_due
from joinedup.apps.operations.endings_told import tell_endings
from joinedup.apps.operations.models import Chore, ReleaseRun
from joinedup.apps.operations.releasing import release_now
from joinedup.core.refusal import Refusal
from support.desk import organisation, person_with

pytestmark = pytest.mark.usefixtures("site")
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ALL = [chore.name for chore in CHORES]


@pytest.fixture(autouse=True)
def _nothing_done_yet(site):
    Chore.objects.all().delete()


def test_each_chore_comes_round_in_its_own_time():
    assert do_due(AT) == ALL
    assert do_due(AT) == []
    assert do_due(AT + timedelta(seconds=5)) == ["send"]
    assert do_due(AT + timedelta(seconds=30)) == ["keep-heads", "send"]
    assert do_due(AT + timedelta(hours=6)) == ALL


def test_heads_are_kept_at_least_every_minute():
    (heads,) = [chore for chore in CHORES if chore.name == "keep-heads"]
    assert heads.every <= timedelta(minutes=1)


def test_a_chore_that_fails_keeps_no_other_from_its_turn(monkeypatch, caplog):
    def fails(_at):
        raise ValueError("somebody@partner.example")

    broken = chores.Again("broken", timedelta(seconds=1), fails)
    monkeypatch.setattr(chores, "CHORES", (broken, *CHORES))
    assert do_due(AT) == ALL
    assert do_due(AT + timedelta(seconds=1)) == []


def test_a_head_that_was_lost_with_the_machines_memory_is_kept_again():
    for using, paths in settings.AUDIT.items():
        with transaction.atomic(using=using):
            record("tried", by=None, about="case:1", using=using)
        end = ChainEnd.objects.using(using).get(id=1)
        lines = paths["HEADS"].read_text().splitlines(keepends=True)
        paths["HEADS"].write_text("".join(lines[:-1]))
        assert anchor(using=using)
        assert not anchor(using=using)
        mark, head = last_head(paths["HEADS"])
        assert (mark, head.number, head.seal) == (end.mark, end.number, end.seal)
        assert verify(using=using).faults == ()


def test_what_has_expired_is_forgotten():
    with transaction.atomic(), clock_at(AT - timedelta(days=60)):
        make_link("try", about="person:1", lasts=timedelta(days=1))
    with transaction.atomic(), clock_at(AT):
        make_link("try", about="person:2", lasts=timedelta(days=1))
    old = SessionStore()
    old.set_expiry(timezone.now() - timedelta(days=1))
    old.save()
    do_due(AT)
    assert [link.about for link in OneTimeLink.objects.all()] == ["person:2"]
    assert not Session.objects.filter(session_key=old.session_key).exists()


def test_one_worker_runs_at_a_time():
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "worker.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Refusal, match="one is enough"):
            call_command("work", once=True)


def test_a_link_that_was_made_is_on_its_way(capsys):
    with transaction.atomic():
        tell(kind="invitation", email="new@partner.example", address="https://site.example/link/abc")
    message = Message.objects.latest("pk")
    assert (message.kind, message.to) == ("invitation", "nobody")
    assert "https://site.example/link/abc" in opened(message.letter).text
    call_command("work", once=True)
    assert "https://site.example/link/abc" in capsys.readouterr().out
    message.refresh_from_db()
    assert message.state == "waiting"  # a demonstration sends nothing


def test_a_worker_outside_a_demonstration_hands_over(monkeypatch):
    with transaction.atomic():
        send(to=Address("a@b.example", "person:9"), kind="account-changed", values={"what": "x"}, by=None)
    handed = []
    monkeypatch.setattr(chores, "send_due", lambda: handed.append(1))
    do_due(AT)
    assert handed == []
    with override_settings(DEMO=False):
        do_due(AT + timedelta(seconds=5))
    assert handed == [1]


def test_what_a_killed_worker_left_is_told_and_keeps_nobody_waiting():
    run = ReleaseRun.objects.create(
        asked_by="person:1", organisation="a", year="2021/22", asked_at=now(), state="running"
    )
    left = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="joinedup.apps.operations.tasks.make_release",
        backend_name="default",
        run_after=now(),
        status="RUNNING",
        exception_class_path="",
        traceback="",
    )
    call_command("work", once=True)
    run.refresh_from_db()
    left.refresh_from_db()
    assert (run.state, run.is_open, left.status) == ("failed", None, "FAILED")
    assert "ask again" in run.said


def test_the_warehouse_is_opened_in_the_worker_alone(monkeypatch):
    monkeypatch.setattr(process, "_WORKER", [])
    with pytest.raises(RuntimeError, match="worker"):
        release_now(None, None, at=now())


def test_leads_of_the_parties_are_told_once_that_an_agreement_ends(monkeypatch):
    organisation("a-party")
    lead = person_with("information-governance-lead", slug="a-party")
    person_with("information-governance-lead", slug="no-party")
    person_with("analyst", slug="a-party")
    ending = Ending("shared-2026", 30, AT + timedelta(days=30), ("a-party", "gone"), is_emergency=False)
    monkeypatch.setattr(endings_told, "due", lambda _at: (ending,))
    Message.objects.all().delete()
    assert [tell_endings(AT + timedelta(days=day)) for day in range(3)] == [1, 0, 0]
    (message,) = Message.objects.all()
    assert (message.to, message.kind) == (lead.audit_id, "agreement-ends")
    assert "shared-2026 ends on 2026-07-01 10:00 BST" in opened(message.letter).text
    line = Line.objects.order_by("-number").first()
    assert (line.act, line.about, line.reason) == ("agreement.end-told", "agreement:shared-2026", "days:30")


def test_where_there_is_nobody_to_tell_it_is_told_once_there_is(monkeypatch):
    ending = Ending("nobody-2026", 7, AT + timedelta(days=7), ("later-party",), is_emergency=True)
    monkeypatch.setattr(endings_told, "due", lambda _at: (ending,))
    assert tell_endings(AT) == 0
    person_with("information-governance-lead", slug="later-party")
    assert tell_endings(AT) == 1
