"""The list of expected senders: read, or refused with a sentence that says what to write."""

from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.expected_file import read_expected
from joinedup.kinds.timeliness import Expected

HEAD = 'source = "the partnership"\nstatus = "local"\nas_of = 2026-04-01\n'
ONE = '[[expected]]\nsender = "X1"\nsender_name = "One"\nfeed = "population"\nsince = 2026-01-01\n'
FEEDS = ("population", "ambulance-overdoses")


def read(tmp_path, text):
    path = tmp_path / "expected.toml"
    path.write_text(text, encoding="utf-8")
    return read_expected(path, FEEDS)


def test_a_list_is_read_in_the_order_of_feed_and_sender(tmp_path):
    other = ONE.replace("population", "ambulance-overdoses") + "until = 2026-06-01\n"
    found = read(tmp_path, HEAD + ONE + other)
    assert found == (
        Expected("X1", "One", "ambulance-overdoses", date(2026, 1, 1), date(2026, 6, 1)),
        Expected("X1", "One", "population", date(2026, 1, 1)),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml", "cannot be read as TOML"),
        ("a = " + "[" * 20_000, "cannot be read as TOML"),
        (ONE, "leaves out source, status, as_of"),
        (HEAD, "leaves out expected"),
        (HEAD + "expected = [1]", "names nobody"),
        (HEAD + "expected = []", "names nobody"),
        (HEAD.replace("local", "sure") + ONE, "status is one of found, knowledge, derived, local"),
        (HEAD.replace("2026-04-01", '"April"') + ONE, "as_of a day such as"),
        (HEAD + "expected = []\n", "names nobody"),
        (HEAD + ONE.replace("population", "gossip"), "entry 1: feed 'gossip' is not one of"),
        (HEAD + ONE.replace('"X1"', "1"), "entry 1: sender is left out, or is not text"),
        (HEAD + ONE.replace("2026-01-01", '"2026-01-01"'), "entry 1: since is not a day"),
        (HEAD + ONE + "until = 2025-01-01\n", "entry 1: One .* is expected until a day before"),
        (HEAD + ONE + "colour = 1\n", "entry 1 holds 'colour'"),
        (HEAD + ONE + ONE, "names X1 twice for the feed 'population'"),
    ],
)
def test_a_list_at_fault_is_refused_with_a_sentence(tmp_path, text, says):
    with pytest.raises(Refusal, match=says):
        read(tmp_path, text)


def test_a_missing_list_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Refusal, match="There is no list of expected senders"):
        read_expected(tmp_path / "none.toml", FEEDS)
