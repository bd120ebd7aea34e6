import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.key import create_key, key_check, read_key, read_or_create_key


def test_a_made_key_is_read_back_and_is_for_this_account_only(tmp_path):
    path = tmp_path / "settings" / "installation.key"
    create_key(path, warehouse=tmp_path / "warehouse")
    assert len(read_key(path, warehouse=tmp_path / "warehouse")) == 32
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_keys_differ_and_one_is_never_overwritten(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    for path in (first, second):
        create_key(path, warehouse=tmp_path / "warehouse")
    assert first.read_text() != second.read_text()
    with pytest.raises(Refusal, match="exists already"):
        create_key(first, warehouse=tmp_path / "warehouse")


def test_a_key_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "key"
    create_key(path, warehouse=tmp_path / "warehouse")
    path.chmod(0o640)
    with pytest.raises(Refusal, match="chmod 600"):
        read_key(path, warehouse=tmp_path / "warehouse")


def test_a_key_inside_the_warehouse_is_refused(tmp_path):
    with pytest.raises(Refusal, match="inside the warehouse"):
        create_key(tmp_path / "warehouse" / "key", warehouse=tmp_path / "warehouse")
    with pytest.raises(Refusal, match="inside the warehouse"):
        read_key(tmp_path / "warehouse" / ".." / "warehouse" / "key", warehouse=tmp_path / "warehouse")


@pytest.mark.parametrize("text", ["", "not hexadecimal", "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_refused(tmp_path, text):
    path = tmp_path / "key"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(Refusal, match="64 hexadecimal digits"):
        read_key(path, warehouse=tmp_path / "warehouse")


def test_a_missing_key_is_made_only_where_nothing_rests_on_another(tmp_path):
    with pytest.raises(Refusal, match="There is no key file"):
        read_or_create_key(tmp_path / "key", warehouse=tmp_path / "warehouse", may_create=False)
    assert len(read_or_create_key(tmp_path / "key", warehouse=tmp_path / "warehouse", may_create=True)) == 32


def test_the_check_tells_keys_apart_and_is_not_the_key():
    assert key_check(bytes(32)) != key_check(bytes([1]) * 32)
    assert len(key_check(bytes(32))) == 16
