import hashlib

import pytest

from joinedup.kinds.signing_key import fingerprint, public_key_bytes
from support.counting import KEY


def test_a_fingerprint_is_the_sha256_of_the_keys_bytes():
    raw = public_key_bytes(KEY.public)
    assert len(raw) == 32
    assert fingerprint(KEY.public) == hashlib.sha256(raw).hexdigest() == KEY.fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ed25519:",
        KEY.public.upper(),
        KEY.public[:-1],
        KEY.public + "0",
        KEY.public + "\n",
        KEY.public[8:],
        "x" * 72,
    ],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="64 digits"):
        public_key_bytes(text)


# the encodings of the points of small order, as RFC 8032 writes points, with either sign; and y not below the field
SMALL = [
    "01" + "00" * 31,
    "ec" + "ff" * 30 + "7f",
    "00" * 32,
    "00" * 31 + "80",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ed" + "ff" * 30 + "7f",
]


@pytest.mark.parametrize("key", SMALL)
def test_a_key_under_which_anybody_could_sign_is_refused(key):
    with pytest.raises(ValueError, match="anybody could sign"):
        public_key_bytes(f"ed25519:{key}")
