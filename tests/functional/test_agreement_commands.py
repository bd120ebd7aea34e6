"""An information-governance lead asks what an agreement is, and what somebody could see under it."""

import json

import pytest

from support.agreements import AGREEMENT
from support.command import joinedup as run

ASKED = ("--organisation", "Recovery service", "--purpose", "needs-assessment", "--at", "2026-05-04T09:30")
ROWS = ("--item", "person-rows:ndtms-adult:SEX")


def joinedup(*arguments):
    return run("agreement", *arguments, home=arguments[1].parent)


@pytest.fixture
def agreement(tmp_path):
    path = tmp_path / "agreement.toml"
    path.write_text(AGREEMENT)
    return path


def test_what_could_be_seen_and_why(agreement):
    seen = joinedup("explain", agreement, *ASKED, *ROWS, "--role", "analyst")
    assert seen.returncode == 0, seen.stderr
    assert seen.stdout.startswith("Yes, by agreement 'county-2026' until 2026-06-01 00:00 BST.")
    walled = joinedup(
        *("explain", agreement, *ASKED, *ROWS, "--json"),
        *("--role", "analyst", "--role", "law-enforcement-partner"),
    )
    assert walled.returncode == 1
    said = json.loads(walled.stdout)
    assert (said["is_granted"], said["missing"]) == (False, ["police wall"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--role", "king", *ROWS), "Role 'king' is not one of"),
        (("--role", "analyst", "--item", "secrets"), "'secrets' is no kind of item"),
        (("--role", "analyst", "--item", "person-rows"), "say of which feed"),
        (("--role", "analyst", "--item", "audit"), "names the organisation that holds it"),
        (("--role", "analyst", *ROWS, "--organisation-kind", "castle"), "Organisation kind 'castle'"),
    ],
)
def test_what_is_no_question_is_refused_in_a_sentence(agreement, options, words):
    asked = joinedup("explain", agreement, *ASKED, *options)
    assert (asked.returncode, words in asked.stderr) == (2, True), asked.stderr
    assert "Traceback" not in asked.stderr


def test_what_it_is_and_when_its_end_is_warned_of(agreement):
    ending = joinedup("state", agreement, "--at", "2026-05-28")
    assert ending.stdout.startswith("live: Agreement 'county-2026' is live until 2026-06-01 00:00 BST.")
    assert "It ends within 7 days" in ending.stdout
    agreement.write_text(AGREEMENT.replace('opt_out = "', 'onward_to = "'))
    assert "'onward_to' is no part of an agreement" in joinedup("state", agreement).stderr
    agreement.write_text("\n".join(line for line in AGREEMENT.splitlines() if not line.startswith("opt_out")))
    lacking = joinedup("state", agreement, "--at", "2026-05-28").stdout
    assert lacking.startswith("draft: Agreement 'county-2026' is a draft: it does not say the position on the national")
