import pytest

from joinedup.warehouse import sealing

KEY, OTHER = bytes(32), bytes([1]) * 32


def sealed(clear, key=KEY, about="a", frame=10):
    return b"".join(sealing.seal(memoryview(clear), key, about, frame=frame))


def opened(content, key=KEY, about="a", frame=10):
    return sealing.unseal(memoryview(content), key, about, frame=frame)


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 20, 35])
def test_what_is_sealed_opens_again_and_is_not_to_be_seen(size):
    clear = bytes(range(100, 100 + size))
    content = sealed(clear)
    assert opened(content) == clear
    assert size < 4 or clear[:4] not in content


def test_the_same_twice_gives_other_bytes():
    assert sealed(b"the same") != sealed(b"the same")


@pytest.mark.parametrize(("key", "about"), [(OTHER, "a"), (KEY, "b")])
def test_another_key_or_another_place_does_not_open(key, about):
    with pytest.raises(sealing.DoesNotOpen):
        opened(sealed(b"hidden"), key, about)


def test_no_bit_can_be_changed():
    content = sealed(bytes(25))
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(sealing.DoesNotOpen):
            opened(bytes(changed))


def test_frames_cannot_be_cut_off_swapped_or_added():
    content = sealed(bytes(30))
    start, step = len(sealing.MAGIC), 10 + 12 + 16
    first, second, third = (content[start + step * n : start + step * (n + 1)] for n in range(3))
    for frames in ((), (first,), (first, second), (second, first, third), (first, second, third, third)):
        with pytest.raises(sealing.DoesNotOpen):
            opened(sealing.MAGIC + b"".join(frames))


def test_a_key_is_wrapped_for_one_purpose():
    wrapped = sealing.wrap(OTHER, KEY, "x")
    assert OTHER.hex() not in wrapped
    assert sealing.unwrap(wrapped, KEY, "x") == OTHER
    for text, key, about in ((wrapped, KEY, "y"), (wrapped, OTHER, "x"), ("", KEY, "x"), ("zz", KEY, "x")):
        with pytest.raises(sealing.DoesNotOpen):
            sealing.unwrap(text, key, about)


def test_keys_are_new_every_time():
    assert len({sealing.new_key() for _ in range(10)}) == 10
