"""A thousand edits of the record made straight in the database, by someone without the key: each is found."""

import hashlib
import random
from functools import partial

import pytest
from django.db import connection, transaction

from joinedup.apps.audit import guards
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.said import said
from joinedup.apps.audit.verify import verify
from joinedup.core.chain import following

LINES = 24
EDITS = 1000
FIELDS = ("at", "act", "by", "about", "reason")
"""Named here again: what is left out of what is sealed must show."""
SENTINEL = "z"


@pytest.fixture(scope="module")
def edited(keys):
    """A database with some lines and without its triggers, as someone has it who may do anything there."""
    for number in range(LINES):
        with transaction.atomic():
            reason = None if number % 3 else "leaver"
            record(f"act-{number % 5}", by=f"person:{number % 4}", about=f"case:{number % 7}", reason=reason)
    assert verify() == type(verify())(LINES, ())
    with connection.cursor() as cursor:
        for statement in guards.dropped(connection.vendor):
            cursor.execute(statement)
    return keys


def rows():
    return list(Line.objects.order_by("number").values())


def put(changed):
    """Make the table hold these rows and no other, in one go and past every rule of ours."""
    Line.objects.all().delete()
    Line.objects.bulk_create([Line(**row) for row in changed])


def another(chance, row):
    """Another value for one field of a row; what it may be depends on nothing that the record checks."""
    field = chance.choice((*FIELDS, "seal"))
    old = row[field]
    long = {"at": 32, "seal": 64}.get(field, 100)
    choices = {f"{old}{SENTINEL}"[-long:], "person:99", "", f"{old}".replace("1", "2") or SENTINEL} - {old}
    if field in ("by", "reason") and old is not None:
        choices.add(None)
    return row | {field: chance.choice(sorted(choices, key=str))}


def change(chance, held):
    at = chance.randrange(len(held))
    return [*held[:at], another(chance, held[at]), *held[at + 1 :]]


def delete(chance, held):
    at = chance.randrange(len(held))
    return held[:at] + held[at + 1 :]


def delete_and_renumber(chance, held):
    return [row | {"number": number} for number, row in enumerate(delete(chance, held), start=1)]


def insert(chance, held):
    """A line put in, a copy of one or made up, and all after it numbered anew."""
    at = chance.randrange(len(held) + 1)
    made = dict(chance.choice(held))
    made = another(chance, made) if chance.random() < 0.7 else made
    return [row | {"number": number} for number, row in enumerate([*held[:at], made, *held[at:]], start=1)]


def insert_before_the_first(chance, held):
    return [chance.choice(held) | {"number": -chance.randrange(3)}, *held]


def swap(chance, held):
    one, two = chance.sample(range(len(held)), 2)
    changed = list(held)
    changed[one] = held[two] | {"number": held[one]["number"]}
    changed[two] = held[one] | {"number": held[two]["number"]}
    return changed


def cut_tail(chance, held):
    return held[: chance.randrange(len(held))]


def seals_anew(key, mark, changed):
    """Rows with seals worked out anew under a key that is guessed, by someone who has read how it is done."""
    link, sealed = None, []
    for row in changed:
        link = following(key, link.head if link else None, said(Line(**row)), about=mark)
        sealed.append(row | {"seal": link.seal, "number": link.number})
    return sealed


def unkeyed(changed):
    """Rows with plain hashes over what they say and the one before."""
    before, sealed = "", []
    for row in changed:
        before = hashlib.sha256(f"{before}{said(Line(**row))}".encode()).hexdigest()
        sealed.append(row | {"seal": before})
    return sealed


EDIT = (change, delete, delete_and_renumber, insert, insert_before_the_first, swap, cut_tail)


@pytest.mark.parametrize("edit", EDIT, ids=lambda edit: edit.__name__)
def test_each_edit_is_found(edit, edited):
    chance = random.Random(edit.__name__)
    held = rows()
    mark = ChainEnd.objects.get().mark
    resealings = (
        list,
        list,
        unkeyed,
        partial(seals_anew, b"", mark),
        partial(seals_anew, chance.randbytes(32), mark),
    )
    missed = []
    for number in range(-(-EDITS // len(EDIT))):
        reseal = chance.choice(resealings)
        changed = reseal(edit(chance, held))
        if edit is swap and reseal is list and [row | {"number": 0} for row in changed] == held:
            continue
        with transaction.atomic():
            put(changed)
            if chance.random() < 0.7:  # a careful hand mends the row that names the last line too
                last = changed[-1] if changed else {"number": 0, "seal": ""}
                ChainEnd.objects.update(number=last["number"], seal=last["seal"])
            if not verify().faults:
                missed.append((number, edit.__name__))
            transaction.set_rollback(True)
    assert missed == []
    assert rows() == held
    assert verify().faults == ()


def test_an_edit_of_the_last_lines_row_alone_is_found(edited):
    for changed in ({"number": 3}, {"number": LINES + 1}, {"seal": "0" * 64}, {"mark": "another"}):
        with transaction.atomic():
            ChainEnd.objects.update(**changed)
            assert verify().faults
            transaction.set_rollback(True)
    with transaction.atomic():
        ChainEnd.objects.all().delete()
        assert verify().faults
        transaction.set_rollback(True)


def test_a_record_begun_anew_is_found(edited):
    with transaction.atomic():
        put([])
        ChainEnd.objects.update(number=0, seal="", mark="new")
        assert any("begun anew" in fault for fault in verify().faults)
        transaction.set_rollback(True)


def test_what_is_cut_after_the_last_head_kept_is_not_found_and_before_it_is(edited):
    heads = edited / "audit.key.heads"
    kept = heads.read_text()
    heads.write_text("".join(kept.splitlines(keepends=True)[:20]))
    held = rows()
    try:
        for count, is_found in ((20, False), (19, True)):
            with transaction.atomic():
                put(held[:count])
                ChainEnd.objects.update(number=count, seal=held[count - 1]["seal"])
                assert bool(verify().faults) is is_found
                transaction.set_rollback(True)
    finally:
        heads.write_text(kept)


def test_without_any_head_kept_that_is_a_fault(edited):
    heads = edited / "audit.key.heads"
    away = heads.rename(edited / "away")
    assert any("No head" in fault for fault in verify().faults)
    away.rename(heads)
    assert verify().faults == ()
