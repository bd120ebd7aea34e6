from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.warehouse.key_ring import changing_ring, read_ring, ring_beside

DAY, LATER = date(2026, 4, 20), date(2026, 5, 20)


@pytest.fixture
def ring(tmp_path):
    path = tmp_path / "keys" / "installation.key.ring"
    with changing_ring(path, warehouse=tmp_path / "w", may_create=True) as made:
        made.ensure("m/a/s/f", on=DAY)
    return path


def test_a_ring_is_made_for_this_account_only_and_read_back(tmp_path, ring):
    assert ring.stat().st_mode & 0o777 == 0o600
    held = read_ring(ring, warehouse=tmp_path / "w")
    lock = held.locks["m/a/s/f"]
    assert (len(lock.key), lock.made_on) == (32, DAY)
    assert lock.key.hex() not in repr(held)
    assert ring_beside(tmp_path / "installation.key") == tmp_path / "installation.key.ring"


def test_a_changed_key_takes_its_place_and_the_old_is_gone(tmp_path, ring):
    old = read_ring(ring, warehouse=tmp_path / "w").locks["m/a/s/f"]
    with changing_ring(ring, warehouse=tmp_path / "w", may_create=False) as held:
        new = held.prepare(["m/a/s/f"], on=LATER)["m/a/s/f"]
    held = read_ring(ring, warehouse=tmp_path / "w")
    assert held.key_with_id("m/a/s/f", old.id) == old.key
    assert held.key_with_id("m/a/s/f", new.id) == new.key
    for _ in range(2):
        with changing_ring(ring, warehouse=tmp_path / "w", may_create=False) as held:
            held.promote(["m/a/s/f"], on=LATER)
    held = read_ring(ring, warehouse=tmp_path / "w")
    assert held.key_with_id("m/a/s/f", old.id) is None
    assert held.key_with_id("m/a/s/f", new.id) == new.key
    assert held.destroyed == {old.id: LATER}
    assert old.key.hex() not in ring.read_text()


def test_a_change_that_fails_changes_nothing(tmp_path, ring):
    before = ring.read_bytes()

    def begin_and_fail():
        with changing_ring(ring, warehouse=tmp_path / "w", may_create=False) as held:
            held.ensure("m/b/s/f", on=DAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        begin_and_fail()
    assert ring.read_bytes() == before


def test_a_lost_ring_says_what_is_lost_and_none_is_made_in_its_place(tmp_path, ring):
    ring.unlink()
    with pytest.raises(Refusal, match="lost for good, also to us; published figures are not"):
        read_ring(ring, warehouse=tmp_path / "w")
    with (
        pytest.raises(Refusal, match="There is no key ring"),
        changing_ring(ring, warehouse=tmp_path / "w", may_create=False),
    ):
        pass
    assert not ring.exists()


def test_a_ring_that_others_can_read_is_refused(tmp_path, ring):
    ring.chmod(0o644)
    with pytest.raises(Refusal, match=r"Other accounts can read the key ring .*: run `chmod 600"):
        read_ring(ring, warehouse=tmp_path / "w")


def test_a_ring_inside_the_warehouse_is_refused(tmp_path, ring):
    with pytest.raises(Refusal, match="lies inside the warehouse"):
        read_ring(ring, warehouse=tmp_path)
    with (
        pytest.raises(Refusal, match="lies inside the warehouse"),
        changing_ring(tmp_path / "w" / "ring", warehouse=tmp_path / "w", may_create=True),
    ):
        pass
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", "ab" * 32, '{"layout": 1, "locks": {"a": {}}}', "[" * 99_999])
def test_what_is_no_ring_is_refused(tmp_path, ring, text):
    ring.write_text(text)
    with pytest.raises(Refusal, match="is not a key ring, or it was changed by hand"):
        read_ring(ring, warehouse=tmp_path / "w")


def test_a_ring_of_a_later_version_is_refused(tmp_path, ring):
    ring.write_text(ring.read_text().replace('"layout": 1', '"layout": 2'))
    with pytest.raises(Refusal, match="written by a later version"):
        read_ring(ring, warehouse=tmp_path / "w")


def test_a_folder_is_no_ring(tmp_path):
    (tmp_path / "ring").mkdir()
    with pytest.raises(Refusal, match="is not a file; a key ring is one"):
        read_ring(tmp_path / "ring", warehouse=tmp_path / "w")
