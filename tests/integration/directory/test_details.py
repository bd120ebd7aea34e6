"""What an entry may say, who may change it, when it is old, and how ages are told: without a database."""

from datetime import date

import pytest

from joinedup.apps.directory.freshness import is_stale
from joinedup.apps.directory.policies import may_edit
from joinedup.apps.directory.shown import ages
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker
from support.directory import KEEPER, OTHER, OWNER, details


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": " "}, "Fill in name"),
        ({"summary": ""}, "Fill in what it offers"),
        ({"opening": "x" * 301}, "at most 300 characters"),
        ({"address": "a\0b"}, "cannot be printed"),
        ({"phone": "call me"}, "digits and single spaces"),
        ({"phone": "javascript:alert(1)"}, "digits and single spaces"),
        ({"phone": "01632  960001"}, "digits and single spaces"),
        ({"step_free": "maybe"}, "yes, partly, no, unknown"),
        ({"age_from": 20, "age_to": 18}, "youngest age is above"),
        ({"age_to": 200}, "whole years from 0 to 120"),
        ({"age_from": -1}, "whole years from 0 to 120"),
        ({"needs": ()}, "Choose what it helps with"),
        ({"needs": ("naloxone", "gold")}, "Choose what it helps with"),
        ({"places": ()}, "Name each place"),
        ({"places": ("Ashwold", " ")}, "Name each place"),
    ],
)
def test_what_cannot_stand_is_refused_in_a_sentence(changed, says):
    with pytest.raises(Refusal, match=says):
        details(**changed)


def test_everything_wrong_is_said_at_once():
    with pytest.raises(Refusal) as refused:
        details(name="", phone="x", needs=())
    assert all(part in str(refused.value) for part in ("Fill in name", "digits", "Choose what"))


def test_hard_words_are_advised_against_and_not_refused():
    hard = details(summary="Multidisciplinary pharmacological interventions commissioned collaboratively.")
    assert hard.advice() == ("Use shorter words and sentences in what it offers: aim for a reader aged 9 to 11.",)
    assert details().advice() == ()


@pytest.mark.parametrize(
    ("by", "owner", "may"),
    [
        (OWNER, "harbour", True),
        (OTHER, "harbour", False),
        (KEEPER, "harbour", True),
        (Asker("person:9", "harbour", "care", frozenset()), "harbour", False),
        (Asker("person:9", "partnership", "council", frozenset({"analyst"})), "harbour", False),
        (Asker("person:9", "partnership", "council", frozenset({"administrator"})), "harbour", True),
    ],
)
def test_who_may_change_an_entry(by, owner, may):
    assert may_edit(by, owner=owner) is may


@pytest.mark.parametrize(
    ("checked", "today", "stale"),
    [
        (date(2026, 1, 15), date(2026, 7, 15), False),
        (date(2026, 1, 15), date(2026, 7, 16), True),
        (date(2026, 8, 31), date(2027, 2, 28), False),
        (date(2026, 8, 31), date(2027, 3, 1), True),
        (date(2026, 7, 16), date(2026, 7, 16), False),
        (date(2025, 7, 16), date(2026, 7, 16), True),
    ],
)
def test_an_entry_is_old_after_six_months(checked, today, stale):
    assert is_stale(checked, today=today) is stale


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(None, None, ""), (18, None, "18 and over"), (None, 18, "Up to 18"), (11, 18, "11 to 18"), (0, 5, "0 to 5")],
)
def test_ages_in_words(first, last, said):
    assert ages(first, last) == said
