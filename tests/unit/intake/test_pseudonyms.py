import hashlib
import hmac

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from joinedup.intake.pseudonyms import install_pseudonyms

CONNECTION = duckdb.connect()


@given(
    key=st.binary(min_size=32, max_size=32),
    message=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
)
def test_the_engine_gives_the_hmac_of_rfc_2104(key, message):
    install_pseudonyms(CONNECTION, key)
    (answer,) = CONNECTION.execute("SELECT pseudonym($message)", {"message": message}).fetchone()
    assert answer == hmac.new(key, message.encode(), hashlib.sha256).hexdigest()[:32]


def test_something_missing_gives_no_pseudonym():
    with duckdb.connect() as connection:
        install_pseudonyms(connection, bytes(32))
        assert connection.execute("SELECT pseudonym(NULL || '|')").fetchone() == (None,)


def test_what_belongs_to_an_episode_is_named_under_the_half_of_its_hash_that_nothing_keeps():
    whole = hmac.new(bytes(32), b"episode", hashlib.sha256).hexdigest()
    with duckdb.connect() as connection:
        install_pseudonyms(connection, bytes(32))
        asked = "SELECT pseudonym('episode'), pseudonym_within(under('episode'), 'MODID|m1')"
        key, child = connection.execute(asked).fetchone()
    assert key == whole[:32]
    assert child == hashlib.sha256(whole[32:].encode() + b"MODID|m1").hexdigest()[:32]
