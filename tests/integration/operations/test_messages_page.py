"""The page of messages: ids and states, words in a demonstration alone, and as few queries for many as for one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from joinedup.apps.messages.actions import Address, send
from joinedup.apps.messages.models import Message
from support.desk import as_role

pytestmark = pytest.mark.usefixtures("site")
LINK = "https://site.example/link/a-token"


@pytest.fixture(autouse=True)
def _none(site):
    Message.objects.all().delete()


def write(number=1):
    with transaction.atomic():
        return send(
            to=Address(f"somebody{number}@partner.example", f"invitation:{number}"),
            kind="invitation",
            values={"link": LINK},
            by=None,
        )


def test_a_demonstration_shows_what_it_does_not_send():
    write()
    shown = as_role("administrator").get("/desk/messages").content.decode()
    assert "It sends nothing" in shown
    assert LINK in shown


@override_settings(DEMO=False, SECURE_SSL_REDIRECT=False)
def test_elsewhere_neither_words_nor_addresses_are_shown():
    write()
    shown = as_role("administrator").get("/desk/messages").content.decode()
    assert "invitation:1" in shown
    assert "No mail server is set" in shown
    for kept_out in ("a-token", "partner.example", "You have been invited"):
        assert kept_out not in shown


def test_for_other_roles_there_is_no_such_page():
    message = write()
    Message.objects.update(state="unsure")
    for role in ("analyst", "information-governance-lead", "law-enforcement-partner"):
        kind = "police" if role.startswith("law") else "council"
        client = as_role(role, kind=kind, slug=f"a-{kind}")
        assert client.get("/desk/messages").status_code == 404
        assert client.post(f"/desk/messages/{message.pk}/again").status_code == 404
    message.refresh_from_db()
    assert message.state == "unsure"


def test_what_was_perhaps_sent_is_sent_again_when_somebody_says_so():
    message = write()
    client = as_role("administrator")
    assert client.post(f"/desk/messages/{message.pk}/again").status_code == 404
    Message.objects.update(state="unsure")
    assert "Send again" in client.get("/desk/messages").content.decode()
    assert client.post(f"/desk/messages/{message.pk}/again").status_code == 302
    message.refresh_from_db()
    assert message.state == "waiting"
    assert client.post("/desk/messages/999999/again").status_code == 404


@override_settings(DEMO=False, SECURE_SSL_REDIRECT=False)
def test_many_messages_take_as_many_queries_as_few():
    client = as_role("administrator")
    counts = []
    for _ in range(2):
        for number in range(10):
            write(number)
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/messages")
        counts.append(len(queries))
    assert counts[0] == counts[1]
