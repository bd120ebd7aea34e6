import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.signing import create_signing_key, is_signed, read_signing_key
from support.counting import KEY, OTHER_KEY


def test_a_made_key_is_read_back_signs_alike_and_is_for_this_account_only(tmp_path):
    made = create_signing_key(tmp_path / "settings" / "key")
    read = read_signing_key(tmp_path / "settings" / "key")
    assert read.public == made.public
    assert read.sign(b"words") == made.sign(b"words")
    assert (tmp_path / "settings" / "key").stat().st_mode & 0o777 == 0o600
    assert is_signed(b"words", made.sign(b"words"), read.public)


def test_two_keys_differ_and_one_is_never_overwritten(tmp_path):
    first = create_signing_key(tmp_path / "a")
    assert first.public != create_signing_key(tmp_path / "b").public
    with pytest.raises(Refusal, match="exists already"):
        create_signing_key(tmp_path / "a")
    assert read_signing_key(tmp_path / "a").public == first.public


@pytest.mark.parametrize("mark", ["CURRENT", "CURRENT.backup"])
def test_no_key_is_made_or_read_in_a_warehouse_or_a_backup(tmp_path, mark):
    create_signing_key(tmp_path / "w" / "deep" / "key")
    (tmp_path / "w" / mark).write_text("1\n")
    with pytest.raises(Refusal, match="inside the warehouse"):
        read_signing_key(tmp_path / "w" / "deep" / "key")
    with pytest.raises(Refusal, match="inside the warehouse"):
        create_signing_key(tmp_path / "w" / "deeper" / "key")


def test_a_key_that_others_can_read_or_that_is_none_is_refused(tmp_path):
    create_signing_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(Refusal, match="chmod 600"):
        read_signing_key(tmp_path / "key")
    with pytest.raises(Refusal, match="joinedup signing-key FILE"):
        read_signing_key(tmp_path / "absent")
    # the installation's own key is 64 such digits too, and must not be taken for one that signs
    for text in ("", "ab" * 32 + "\n", "joinedup signing key 1: ab\n", "joinedup signing key 2: " + "ab" * 32 + "\n"):
        (tmp_path / "other").write_text(text)
        (tmp_path / "other").chmod(0o600)
        with pytest.raises(Refusal, match="does not hold a signing key"):
            read_signing_key(tmp_path / "other")


def test_other_words_another_key_or_another_signature_are_not_signed():
    signature = KEY.sign(b"words")
    assert is_signed(b"words", signature, KEY.public)
    assert not is_signed(b"words.", signature, KEY.public)
    assert not is_signed(b"words", signature, OTHER_KEY.public)
    assert not is_signed(b"words", OTHER_KEY.sign(b"words"), KEY.public)


def test_a_key_does_not_say_itself():
    assert KEY._private.private_bytes_raw().hex() not in repr(KEY)
    assert "PrivateKey" not in repr(KEY)
