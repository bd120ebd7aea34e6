"""What waits is sent over TLS by a real server, once; what fails is tried again, given up or told; nothing stays."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connections, transaction
from django.test.utils import override_settings

from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.apps.letters.models import Letter
from joinedup.apps.messages import sending
from joinedup.apps.messages.actions import Address, send, send_again
from joinedup.apps.messages.models import Message
from joinedup.apps.messages.sending import CLAIM_LASTS, GIVES_UP_AFTER, send_due, sweep
from joinedup.core.refusal import Refusal
from joinedup.site.mail import mail_server as as_told
from support.mail_server import BREAK, Taken, certificate, mail_server
from support.serving import free_port

pytestmark = pytest.mark.usefixtures("outbox")
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LINK = "https://site.example/link/a-token"


@pytest.fixture(scope="module")
def pem(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(pem, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return pem


@contextmanager
def sending_to(address):
    with override_settings(
        DEMO=False, MAIL=as_told({"JOINEDUP_SMTP": address}, demo=False), MAIL_FROM="site@partnership.example"
    ):
        yield


@pytest.fixture
def server(trusted):
    with mail_server(trusted) as (taken, address), sending_to(address):
        yield taken


def write(to="somebody@partner.example", at=AT):
    with clock_at(at), transaction.atomic():
        return send(to=Address(to, "invitation:3"), kind="invitation", values={"link": LINK}, by="person:1")


def send_at(at):
    with clock_at(at):
        return dict(send_due())


@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_message_arrives_once_and_nothing_of_it_stays(trusted, from_the_start):
    message = write()
    with mail_server(trusted, from_the_start=from_the_start) as (taken, address), sending_to(address):
        assert send_at(AT) == {"sent": 1}
        assert send_at(AT + timedelta(days=1)) == {}
    (mail,) = taken.mails
    assert (mail["To"], mail["From"]) == ("somebody@partner.example", "site@partnership.example")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert LINK in mail.get_payload()
    message.refresh_from_db()
    assert (message.state, message.letter, message.ended_at) == ("sent", "", AT)
    assert not Letter.objects.exists()
    line = Line.objects.order_by("-number").first()
    assert (line.act, line.about) == ("message.sent", message.audit_id)


def test_a_server_that_cannot_show_who_it_is_gets_nothing(pem, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    message = write()
    with mail_server(pem) as (taken, address), sending_to(address):
        assert send_at(AT) == {"waiting": 1}
    message.refresh_from_db()
    assert (taken.mails, message.fault) == ([], "no-connection")


def test_a_server_without_tls_gets_nothing(outbox):
    taken, port = Taken(), free_port()
    plain = Controller(taken, hostname="127.0.0.1", port=port)
    plain.start()
    try:
        write()
        with sending_to(f"smtp://127.0.0.1:{port}"):
            assert send_at(AT) == {"waiting": 1}
    finally:
        plain.stop()
    assert taken.mails == []


def test_where_nobody_listens_it_waits_for_longer_each_time(outbox):
    message = write()
    waits, at = [], AT
    with sending_to("smtp://127.0.0.1:9"):
        while True:
            send_at(at)
            message.refresh_from_db()
            if message.ended_at:
                break
            assert send_at(message.due_at - timedelta(seconds=1)) == {}
            waits.append(message.due_at - at)
            at = message.due_at
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert at - AT >= GIVES_UP_AFTER
    assert (message.state, message.fault, message.letter) == ("bounced", "gave-up-no-connection", "")
    assert not Letter.objects.exists()


def test_an_address_that_is_refused_is_not_tried_again(server):
    message = write()
    server.to_recipient.append("550 no such person somebody@partner.example here")
    assert send_at(AT) == {"bounced": 1}
    message.refresh_from_db()
    assert (message.state, message.fault) == ("bounced", "recipient-550")
    assert not Letter.objects.exists()
    assert send_at(AT + timedelta(days=1)) == {}


def test_a_text_that_is_refused_is_not_tried_again(server):
    write()
    server.to_data.append("554 we do not take this")
    assert send_at(AT) == {"bounced": 1}


@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_what_is_put_off_arrives_later(server, where):
    message = write()
    getattr(server, where).append("451 come back later")
    assert send_at(AT) == {"waiting": 1}
    message.refresh_from_db()
    assert send_at(message.due_at) == {"sent": 1}
    assert len(server.mails) == 1


@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_a_connection_broken_in_the_middle_is_tried_again_under_one_name(server, where):
    message = write()
    name = message.letter
    getattr(server, where).append(BREAK)
    assert send_at(AT) == {"waiting": 1}
    message.refresh_from_db()
    assert message.fault in ("connection-broken", "no-connection")
    assert send_at(message.due_at) == {"sent": 1}
    assert [mail["Message-ID"] for mail in server.mails] == [f"<{name}@partnership.example>"]


def test_one_that_fails_keeps_no_other_back(server):
    write(to="one@partner.example")
    write(to="two@partner.example", at=AT + timedelta(seconds=1))
    server.to_recipient.append("451 later")
    assert send_at(AT + timedelta(seconds=2)) == {"waiting": 1, "sent": 1}
    assert [mail["To"] for mail in server.mails] == ["two@partner.example"]


def test_many_workers_send_each_message_once(server):
    for number in range(12):
        write(to=f"person-{number}@partner.example")
    faults = []

    def work():
        try:
            send_at(AT)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not faults
    assert sorted(mail["To"] for mail in server.mails) == sorted(f"person-{n}@partner.example" for n in range(12))


class _KilledError(BaseException):
    """What a crash is like from within: nothing after it runs."""


def killed(*_args, **_given):
    raise _KilledError


def test_killed_before_handing_over_it_is_sent_afterwards(server, monkeypatch):
    write()
    with monkeypatch.context() as patched:
        patched.setattr(sending.EmailBackend, "open", killed)
        with pytest.raises(_KilledError):
            send_at(AT)
    assert send_at(AT + CLAIM_LASTS) == {}
    assert send_at(AT + CLAIM_LASTS + timedelta(seconds=1)) == {"sent": 1}
    assert len(server.mails) == 1


def test_killed_after_handing_over_it_is_not_sent_twice_unless_somebody_says_so(server, monkeypatch):
    message = write()
    with monkeypatch.context() as patched:
        patched.setattr(sending, "_end", killed)
        with pytest.raises(_KilledError):
            send_at(AT)
    assert len(server.mails) == 1
    assert send_at(AT + timedelta(days=1)) == {}
    message.refresh_from_db()
    assert (message.state, len(server.mails)) == ("unsure", 1)
    with clock_at(AT + timedelta(days=1)):
        send_again(message, by="person:1")
        with pytest.raises(Refusal):
            send_again(message, by="person:1")
    assert send_at(AT + timedelta(days=1)) == {"sent": 1}
    assert len({mail["Message-ID"] for mail in server.mails}) == 1


def test_letters_that_nobody_names_are_taken_out(server, monkeypatch):
    kept = write()
    with clock_at(AT), transaction.atomic():
        send(to=Address("a@b.example", "invitation:4"), kind="invitation", values={"link": LINK}, by=None)
        transaction.set_rollback(True)
    assert Letter.objects.count() == 2
    assert sweep(AT + timedelta(hours=1)) == 0
    assert sweep(AT + timedelta(days=2)) == 1
    assert Letter.objects.get().name == kept.letter


def test_what_was_perhaps_sent_keeps_its_words_for_a_week(server, monkeypatch):
    message = write()
    Message.objects.filter(pk=message.pk).update(state="handing", claimed_at=AT)
    send_at(AT + timedelta(hours=1))
    with clock_at(AT + timedelta(days=8)):
        sweep(AT + timedelta(days=8))
    message.refresh_from_db()
    assert (message.state, message.fault) == ("lost", "perhaps-sent")
    assert not Letter.objects.exists()


def test_a_message_whose_words_are_gone_says_so(server):
    message = write()
    Letter.objects.all().delete()
    assert send_at(AT) == {"lost": 1}
    message.refresh_from_db()
    assert (message.state, server.mails) == ("lost", [])


def test_a_demonstration_sends_nothing_whatever_is_set(trusted):
    write()
    with mail_server(trusted) as (taken, address), sending_to(address), override_settings(DEMO=True):
        with pytest.raises(Refusal, match="demonstration"):
            send_due()
        assert as_told({"JOINEDUP_SMTP": address}, demo=True) is None
    assert taken.mails == []


def test_without_a_mail_server_messages_wait(outbox):
    message = write()
    with override_settings(DEMO=False, MAIL=None):
        assert send_at(AT) == {}
    message.refresh_from_db()
    assert message.state == "waiting"
