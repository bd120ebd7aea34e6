"""An act and its line stand together; lines hold ids; the database refuses edits; writers at once give one chain."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import override_settings

from joinedup.apps.audit import keeping
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.key import _make_key, read_key
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.core.refusal import Refusal

pytestmark = pytest.mark.usefixtures("keys")
AT = datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=UTC)


def note(act="signed-in", **given):
    with transaction.atomic():
        return record(act, **({"by": "person:1", "about": "person:1"} | given))


def test_a_line_says_who_did_what_to_which_and_when():
    with clock_at(AT):
        number = note("agreement-changed", by="person:7", about="agreement:a-1", reason="renewed")
    line = Line.objects.get(number=number)
    assert (line.act, line.by, line.about, line.reason) == ("agreement-changed", "person:7", "agreement:a-1", "renewed")
    assert line.at == "2026-03-29T00:59:59.999999+00:00"
    assert verify().faults == ()


def test_outside_a_transaction_nothing_is_recorded():
    before = Line.objects.count()
    with pytest.raises(transaction.TransactionManagementError):
        record("signed-in", by="person:1", about="person:1")
    assert Line.objects.count() == before


def test_an_act_that_is_taken_back_takes_its_line_with_it(keys):
    note()
    before = Line.objects.count(), (keys / "audit.key.heads").read_text()
    with transaction.atomic():
        record("signed-in", by="person:1", about="person:1")
        transaction.set_rollback(True)
    assert (Line.objects.count(), (keys / "audit.key.heads").read_text()) == before
    note()
    assert verify().faults == ()


@pytest.mark.parametrize(
    "given",
    [
        {"by": "someone@example.org"},
        {"about": "A Person"},
        {"about": ""},
        {"reason": "she asked for it"},
        {"act": "Signed in"},
        {"about": "x" * 101},
        {"about": "person:1\n"},
    ],
    ids=range(7),
)
def test_content_is_refused(given):
    before = Line.objects.count()
    with pytest.raises(ValueError, match="ids and codes"):
        note(**given)
    assert Line.objects.count() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_line SET by = 'person:2'",
        "DELETE FROM audit_line",
        "UPDATE audit_end SET number = 0",
        "UPDATE audit_end SET mark = 'x', number = number + 1",
        "DELETE FROM audit_end",
        "INSERT INTO audit_line SELECT number + 5, at, act, by, about, reason, seal FROM audit_line WHERE number = 1",
        "INSERT INTO audit_line SELECT number - 1, at, act, by, about, reason, seal FROM audit_line WHERE number = 1",
    ],
    ids=range(7),
)
def test_the_database_refuses_every_edit(statement):
    note()
    before = list(Line.objects.values()), list(ChainEnd.objects.values())
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (list(Line.objects.values()), list(ChainEnd.objects.values())) == before


def test_the_database_refuses_a_line_put_over_another():
    note()
    over = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "TRUNCATE audit_line; --"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(
            f"{over} audit_line (number, at, act, by, about, reason, seal) VALUES (1, '', '', '', '', '', '')"
        )
    assert verify().faults == ()


def test_writers_at_once_give_one_unbroken_chain():
    before = Line.objects.count()
    broken = []

    def write(writer):
        try:
            for number in range(12):
                note(by=f"person:{writer}", about=f"case:{number}")
        except Exception as fault:
            broken.append(fault)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert broken == []
    assert Line.objects.count() == before + 60
    assert verify().faults == ()


def test_key_and_heads_are_for_this_account_alone_and_another_key_tells(keys):
    note(is_grave=True)
    key, heads = keys / "audit.key", keys / "audit.key.heads"
    assert [path.stat().st_mode & 0o777 for path in (key, heads)] == [0o600, 0o600]
    assert not list(keys.glob("audit.key.[0-9a-f]*[0-9a-f]"))
    right = key.read_text()
    key.write_text("00" * 32 + "\n")
    assert verify().faults
    key.chmod(0o640)
    with pytest.raises(Refusal, match="Other accounts"):
        note()
    key.chmod(0o600)
    key.write_text("no key\n")
    with pytest.raises(Refusal, match="does not hold a key"):
        note()
    key.unlink()
    with pytest.raises(Refusal, match="no key file"):
        note()
    key.touch(mode=0o600)
    key.write_text(right)
    assert verify().faults == ()


def test_files_beside_the_data_they_guard_are_refused(tmp_path):
    for name in ("KEY", "HEADS"):
        paths = {"KEY": tmp_path / "k", "HEADS": tmp_path / "h"} | {name: tmp_path / "data" / "x"}
        with (
            override_settings(AUDIT={"default": paths}, DATA=tmp_path / "data"),
            pytest.raises(Refusal, match="elsewhere"),
        ):
            keeping.kept_for("default")


def test_of_two_keys_made_at_once_the_first_stays(tmp_path):
    made = [read_key(tmp_path / "new" / "audit.key", may_make=True) for _ in range(2)]
    assert made[0] == made[1]
    _make_key(tmp_path / "new" / "audit.key")
    assert read_key(tmp_path / "new" / "audit.key", may_make=False) == made[0]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["audit.key"]
