"""A message is written with its act, its words where nobody reads them, and nothing in it forges a header."""

import pytest
from django.db import connections, transaction
from django.test.utils import override_settings

from joinedup.apps.letters.keeping import opened
from joinedup.apps.letters.models import Letter
from joinedup.apps.messages.actions import Address, send
from joinedup.apps.messages.kinds import Kind, kinds
from joinedup.apps.messages.models import Message
from joinedup.core.refusal import Refusal

pytestmark = pytest.mark.usefixtures("outbox")

LINK = "https://site.example/link/a-token-that-works"
SOMEBODY = Address("somebody@partner.example", "invitation:3")


def invite(to=SOMEBODY, **values):
    with transaction.atomic():
        return send(to=to, kind="invitation", values={"link": LINK} | values, by="person:1")


def test_a_message_says_its_kind_and_ids_and_its_letter_the_rest():
    message = invite()
    words = opened(message.letter)
    assert (message.kind, message.to, message.by, message.state) == (
        "invitation",
        "invitation:3",
        "person:1",
        "waiting",
    )
    assert words.address == "somebody@partner.example"
    assert LINK in words.text
    assert words.subject.startswith("[SYNTHETIC] ")


def test_no_act_no_message():
    with transaction.atomic():
        send(to=SOMEBODY, kind="invitation", values={"link": LINK}, by="person:1")
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    with pytest.raises(transaction.TransactionManagementError):
        send(to=SOMEBODY, kind="invitation", values={"link": LINK}, by="person:1")
    assert not Message.objects.exists()


def test_whoever_reads_the_databases_finds_neither_address_nor_link():
    message = invite()
    held = [str(row) for row in Message.objects.values_list()]
    with connections["identifiable"].cursor() as cursor:
        cursor.execute("SELECT * FROM letters_letter")
        held += [
            repr(bytes(one)) if isinstance(one, memoryview) else repr(one) for row in cursor.fetchall() for one in row
        ]
    for kept_out in ("a-token", "partner.example", "invited"):
        assert kept_out not in " ".join(held)
    assert "partner.example" not in repr(SOMEBODY) + repr(opened(message.letter)) + str(message)


def test_a_letter_opens_under_no_other_key_and_in_no_others_place(tmp_path):
    one, other = invite(), invite(to=Address("other@partner.example", "invitation:4"))
    with override_settings(LETTERS_KEY=tmp_path / "another.key"):
        invite()  # makes that key
        assert opened(one.letter) is None
    held = Letter.objects.get(name=other.letter)
    Letter.objects.filter(name=one.letter).update(sealed=held.sealed)
    assert opened(one.letter) is None
    assert opened(other.letter).address == "other@partner.example"


@pytest.mark.parametrize(
    "address",
    [
        "somebody@partner.example\nBcc: all@partner.example",
        "somebody@partner.example\r\nSubject: another",
        "somebody@partner.example, other@partner.example",
        "Somebody <somebody@partner.example>",
        "somebody",
        "",
        "@partner.example",
    ],
)
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(Refusal) as refused:
        invite(to=Address(address, "invitation:3"))
    assert "partner" not in str(refused.value)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "value", ["x\nBcc: all@partner.example", "x\r\n\r\nAnother text", "x\u2028y", "x\0", "x" * 501]
)
def test_a_value_is_one_line(value):
    with pytest.raises(Refusal):
        invite(link=value)


def test_a_value_with_braces_names_nothing():
    message = invite(link="{partnership} {0.__class__}")
    assert "{partnership} {0.__class__}" in opened(message.letter).text


def test_whom_it_is_to_and_from_is_said_by_ids():
    for wrong in ({"to": Address("a@b.example", "Somebody Else")}, {"by": "a@b.example"}):
        with pytest.raises(ValueError, match="ids"), transaction.atomic():
            send(**({"to": SOMEBODY, "kind": "invitation", "values": {"link": LINK}, "by": None} | wrong))


def test_values_are_just_those_declared():
    for values in ({}, {"link": LINK, "name": "x"}):
        with pytest.raises(ValueError, match="takes link"), transaction.atomic():
            send(to=SOMEBODY, kind="invitation", values=values, by=None)


def test_every_kind_names_no_value_in_its_subject_and_says_who_writes():
    assert {"invitation", "password-reset", "agreement-ends", "glass-broken"} <= kinds().keys()
    for kind in kinds().values():
        assert "{partnership}" in kind.subject
        assert "reads none" in kind.text


@pytest.mark.parametrize(
    ("subject", "text", "values"),
    [
        ("About {name}", "Text {name}", {"name"}),
        ("Subject", "Text", {"name"}),
        ("Subject", "Text {name}", set()),
        ("Subject\nBcc: x", "Text", set()),
        ("Subject", "Text {name.__class__}", {"name"}),
        ("", "Text", set()),
    ],
)
def test_a_kind_that_would_leak_or_break_is_refused_when_read(subject, text, values):
    with pytest.raises(ValueError, match=r"message|Message|value"):
        Kind("a-kind", "A kind", subject, text, frozenset(values))
