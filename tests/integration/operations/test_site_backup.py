"""A backup is one point of both databases; a restore gives it back whole, opens nothing that was closed, and tells."""

import shutil
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test.utils import override_settings

from joinedup.apps.accounts.links import make_link
from joinedup.apps.accounts.models import Holding, OneTimeLink, Organisation, Person
from joinedup.apps.agreements import actions as agreement_actions
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.apps.glass.models import Broken
from joinedup.apps.letters.keeping import opened
from joinedup.apps.messages.actions import Address, send
from joinedup.apps.messages.models import Message
from joinedup.apps.operations import site_backup, site_restore
from joinedup.apps.operations.dumping import dumped, models_of
from joinedup.apps.operations.models import ReleaseRun
from joinedup.apps.operations.site_backup import back_up, last_point
from joinedup.apps.operations.site_restore import MARK, put_site_back
from joinedup.core.refusal import Refusal
from joinedup.sharing.state import State, standing
from joinedup.shelf.reading import open_version
from joinedup.site.databases import migrate
from joinedup.warehouse.store import open_warehouse
from support.desk import person_with
from support.evidence_pages import put_made_up
from support.extract import refused
from support.sharing_site import SEIZURES, keeper, seizures_shared
from support.site import use
from support.tables import make
from support.vault_place import OTHER, THEM, Place

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
USING = ("default", "identifiable")
REFERENCE = "zqx-4711-vkw"  # told from the figures of a fingerprint: four of those can stand in any


@pytest.fixture(scope="module")
def other_site(site):
    """A function that opens a new site on empty databases of the same kind, with the keys of the first and no files."""
    before = connections.settings
    empty = {using: _named(one, site, "empty", using) for using, one in before.items()}
    for one in empty.values():
        make(one)
    use(empty)
    migrate()
    use(before)

    @contextmanager
    def opened_site(name):
        made = {using: _named(one, site, name, using) for using, one in before.items()}
        for using, one in made.items():
            make(one, like=empty[using])
        data = site / name
        data.mkdir()
        use(made)
        try:
            with override_settings(DATA=data, AGREEMENTS=data / "agreements", RELEASED=data / "released"):
                yield data
        finally:
            use(before)

    return opened_site


def _named(one, site, name, using):
    if "sqlite3" in one["ENGINE"]:
        return {**one, "NAME": str(site / f"{name}-{using}.sqlite3")}
    return {**one, "NAME": f"{one['NAME']}_{name}".replace("-", "_").lower()}


@pytest.fixture(scope="module")
def filled(site):
    """A site in which something of every kind was done, and its backup."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    seizures_shared(AT - timedelta(days=10))
    person = person_with("analyst")
    with clock_at(AT), transaction.atomic():
        make_link("try", about=person.audit_id, lasts=timedelta(days=7))
        send(to=Address("a@b.example", person.audit_id), kind="account-changed", values={"what": "é ☃"}, by=None)
        record("tried", by=person.audit_id, about="case:1", is_grave=True)
    ReleaseRun.objects.create(asked_by=person.audit_id, organisation="a", year="2021/22", asked_at=AT)
    with transaction.atomic(using="identifiable"):
        Broken.objects.create(
            by=person.audit_id,
            organisation="a",
            feed="f",
            about=f"client {REFERENCE}",
            reason="why",
            at=AT,
            review_due_on=AT,
        )
        record("glass.broken", by=person.audit_id, about="glass:1", is_grave=True, using="identifiable")
    put_made_up(Path(settings.RELEASED))
    to = site / "backup"
    back_up(to, at=AT)
    return to


def rows():
    return {using: list(dumped(using)) for using in USING}


def restored(filled, at=AT, *, replace=False):
    with clock_at(at):
        return put_site_back(filled, ring=filled / "no-ring", at=at, replace=replace)


def test_everything_comes_back_to_the_letter(other_site, filled):
    before = rows()
    with other_site("letter"):
        told = restored(filled)
        after = rows()
        changed = ("accounts.onetimelink", "messages.message", "operations.releaserun", "audit.")
        for using in USING:
            kept = [row for row in before[using] if not any(f'"{name}' in row for name in changed)]
            assert [row for row in after[using] if not any(f'"{name}' in row for name in changed)] == kept
            lines = [row for row in before[using] if '"audit.line"' in row]
            assert [row for row in after[using] if '"audit.line"' in row][: len(lines)] == lines
        assert open_version(Path(settings.RELEASED)).number == 1
        assert (settings.AGREEMENTS / f"{SEIZURES}.toml").exists()
        assert Broken.objects.get().about == f"client {REFERENCE}"
        assert (told.lost, told.lapsed) == ({"default": 0, "identifiable": 0}, ())
        assert standing(agreements()[0], AT).state is State.LIVE


def test_the_site_goes_on_after_it(other_site, filled):
    with other_site("on"):
        restored(filled)
        for using in USING:
            with transaction.atomic(using=using):
                record("tried", by=None, about="case:9", using=using)
            with connections[using].cursor() as cursor, pytest.raises(Exception, match="only added to"):
                cursor.execute("UPDATE audit_line SET about = 'case:10'")
        assert Person.objects.create(email="new@b.example", joined_at=AT).pk > max(
            Person.objects.exclude(email="new@b.example").values_list("pk", flat=True)
        )
        assert Organisation.objects.create(slug="new", name="New", kind="council").pk


def test_nothing_that_was_closed_is_open_by_it(other_site, filled):
    with other_site("closed"):
        restored(filled)
        assert not OneTimeLink.objects.filter(revoked_at=None, used_at=None).exists()
        assert [one.state for one in Message.objects.all()] == ["unsure"] * Message.objects.count()
        assert opened(Message.objects.latest("pk").letter).text
        assert [one.is_open for one in ReleaseRun.objects.all()] == [None]


def test_acts_that_are_lost_are_counted_and_every_agreement_waits_for_its_keeper(other_site, filled):
    heads = {using: settings.AUDIT[using]["HEADS"].read_text() for using in USING}
    try:
        with other_site("older"):
            restored(filled)
        for _ in range(3):
            with transaction.atomic():
                record("role.ended", by=None, about="holding:1", is_grave=True)
        with other_site("older-still"):
            told = restored(filled, AT + timedelta(days=1))
            assert told.lost["default"] >= 3
            assert told.lapsed == (SEIZURES,)
            assert standing(agreements()[0], AT + timedelta(days=1)).state is State.LAPSED
            assert any("was cut off" in fault or "another than" in fault for fault in verify().faults)
            assert "lapse" in (settings.AGREEMENTS / f"{SEIZURES}.toml").read_text()
            with clock_at(AT + timedelta(days=1)):
                agreement_actions.renew(SEIZURES, by=keeper(), at=now())
    finally:
        for using in USING:
            settings.AUDIT[using]["HEADS"].write_text(heads[using])


def test_a_site_that_holds_something_is_not_replaced_unless_that_is_said(other_site, filled):
    with other_site("full"):
        restored(filled)
        Person.objects.create(email="later@b.example", joined_at=AT)
        with pytest.raises(Refusal, match="--replace"):
            restored(filled)
        assert Person.objects.filter(email="later@b.example").exists()
        restored(filled, replace=True)
        assert not Person.objects.filter(email="later@b.example").exists()


def test_what_is_spoilt_or_under_another_key_touches_nothing(other_site, filled, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(filled, copy)
    folder, _ = last_point(copy)
    sealed = folder / "identifiable.sealed"
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"x")
    with other_site("spoilt") as data:
        with pytest.raises(Refusal, match="not as it was written"):
            restored(copy)
        (tmp_path / "other.key").touch(mode=0o600)
        (tmp_path / "other.key").write_text("ab" * 32)
        with override_settings(BACKUP_KEY=tmp_path / "other.key"), pytest.raises(Refusal, match="does not open"):
            restored(filled)
        with pytest.raises(Refusal, match="holds no backup"):
            restored(tmp_path)
        assert not Line.objects.exists()
        assert not (data / MARK).exists()


def test_neither_names_nor_words_stand_in_it(filled):
    found = b"".join(path.read_bytes() for path in filled.rglob("*") if path.is_file())
    for kept_out in (REFERENCE.encode(), b"example.org", b"a@b.example", b"glass.broken"):
        assert kept_out not in found


@pytest.mark.parametrize("step", ["put_back", "_close", "_put_released_back"])
def test_stopped_on_the_way_nothing_is_served_until_it_is_done_again(other_site, filled, monkeypatch, step):
    def stops(*_args, **_given):
        raise OSError("the machine stops")

    with other_site(f"stopped-{step}"):
        with monkeypatch.context() as patched:
            patched.setattr(site_restore, step, stops)
            with pytest.raises(OSError, match="stops"):
                restored(filled)
        for command in (["serve", "--port=0"], ["work"], ["back_up", str(filled / "never")]):
            with pytest.raises(Refusal, match="was stopped"):
                call_command(*command)
        restored(filled)
        assert Person.objects.exists()
        assert not (settings.DATA / MARK).exists()


def test_a_new_point_takes_the_place_of_the_one_before_only_once_it_stands(other_site, filled, monkeypatch):
    copy = filled.with_name("twice")
    shutil.copytree(filled, copy)

    def stops(*_args, **_given):
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(site_backup, "_copy_released", stops)
        with pytest.raises(OSError, match="full"):
            back_up(copy, at=AT)
    assert last_point(copy)[0].name == "1"
    back_up(copy, at=AT)
    assert [one.name for one in (copy / "points").iterdir()] == ["2"]


def test_a_backup_while_acts_go_on_is_of_one_instant(other_site, filled):
    to, stop, faults = filled.with_name("busy"), threading.Event(), []

    def act():
        number = 0
        try:
            while not stop.is_set():
                number += 1
                with transaction.atomic():
                    Holding.objects.create(
                        person=Person.objects.create(email=f"busy{number}@b.example", joined_at=AT),
                        organisation=Organisation.objects.order_by("pk")[0],
                        role="analyst",
                        from_at=AT,
                    )
                    record("role.given", by=None, about=f"busy:{number}")
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    busy = threading.Thread(target=act)
    busy.start()
    try:
        back_up(to, at=AT)
    finally:
        stop.set()
        busy.join()
    assert not faults
    with other_site("busy-back"):
        restored(to)
        given = Line.objects.filter(act="role.given").count()
        assert Holding.objects.filter(person__email__startswith="busy").count() == given
        end = ChainEnd.objects.get(id=1)
        assert Line.objects.count() == end.number


def test_every_model_is_in_it_but_those_made_anew(site):
    labels = {model._meta.label_lower for using in USING for model in models_of(using)}
    assert {"accounts.person", "audit.line", "letters.letter", "glass.broken", "agreements.edition"} <= labels
    assert not [one for one in labels if one.startswith(("sessions.", "contenttypes.", "auth."))]


def test_whoever_was_erased_since_does_not_come_back(other_site, filled, tmp_path):
    place = Place(tmp_path / "place")
    place.load([THEM, OTHER])
    with override_settings(WAREHOUSE=place.warehouse):
        to = tmp_path / "backup"
        back_up(to, at=AT)
        to.rename(tmp_path / "offline")  # an erasure reaches a copy that is there; this one it must not need to
        place.load([OTHER, refused(CLIENTID="c1")], on=date(2026, 5, 20))
        shutil.rmtree(place.warehouse)
        with other_site("erased"), clock_at(AT):
            told = put_site_back(tmp_path / "offline", ring=place.ring, at=AT, replace=False)
    assert "do not open any more" in "\n".join(told.lines())
    opened_again = open_warehouse(place.warehouse, threads=1)
    assert opened_again.table("episode").to_pyarrow().num_rows == 0
    opened_again.close()
    assert not list(place.warehouse.rglob("*.sealed"))
