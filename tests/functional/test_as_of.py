"""`--as-of` from the command line: what was known on a day, said on the face; a day still to come is refused."""

import json
import re

import pytest
from typer.testing import CliRunner

from joinedup.cli import app
from joinedup.core.refusal import Refusal
from support.vault_place import RECEIVED, Place

NAMED = ("--areas", "X10000001", "--year", "2021/22", "--dated-on", "2026-06-01")


def run(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if isinstance(done.exception, Refusal):
        return 2, f"{done.output}{done.exception}"
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def test_identity_says_nothing_of_few_people_in_lines_or_json(tmp_path):
    place = Place(tmp_path / "place")
    place.load([{}], on=RECEIVED)
    status, said = run("identity", "--warehouse", place.warehouse, "--as-of", "2026-05-01")
    assert (status, said.strip()) == (
        0,
        "Fewer than 10 people are held: nothing is said of who is who among so few.",
    )
    assert json.loads(run("identity", "--warehouse", place.warehouse, "--json")[1]) == {"people": None, "told_from": 10}


@pytest.mark.parametrize("command", ["assess", "council", "councils", "identity"])
def test_help_says_what_as_of_does(command):
    status, said = run(command, "--help")
    assert status == 0
    assert "--as-of" in said
    assert "Tell what was known at the end of this day; the documents say so." in " ".join(said.split())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-04-19", f"had been received in .* by {'2026-04-19'}"),
        ("2026-06-02", "A document of 1 June 2026 cannot say what was known on 2 June 2026"),
        ("yesterday", "does not match the format"),
    ],
)
def test_a_day_on_which_nothing_was_held_or_that_is_still_to_come_is_refused_and_nothing_is_written(
    day, words, tmp_path
):
    place = Place(tmp_path / "place")
    place.load([{}], on=RECEIVED)
    status, said = run("assess", "--warehouse", place.warehouse, "--out", tmp_path / "out", *NAMED, "--as-of", day)
    assert status == 2
    assert re.search(words, " ".join(said.replace("│", " ").split()))
    assert not (tmp_path / "out").exists()
