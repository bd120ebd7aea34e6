"""A figure beside its target: met, missed, or the numbers cannot say."""

from dataclasses import replace

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.show import show
from joinedup.claims.written import check
from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind
from joinedup.kinds.indicator import Unit
from joinedup.kinds.source import Source
from joinedup.kinds.target import Target
from support.claiming import COUNTY, averaged, counted, hidden, indicator, ledger_of, rated, shared

SHARE = indicator(
    "continuity-of-care",
    Unit.PERCENT,
    title="Share of prison leavers in treatment within three weeks",
    noun="prison leavers who started treatment within three weeks",
    share_of="prison leavers who need treatment",
)
RATE = indicator("a-rate", Unit.RATE, noun="deaths")
COUNT = indicator("starts", Unit.COUNT, noun="new presentations")
DAYS = indicator("wait", Unit.DAYS, noun="days waited")
NEED = indicator("unmet-need", Unit.PERCENT, title="Unmet need", of="opiate-and-crack-use")
SOURCE = Source("the national strategy", SourceStatus.FOUND)
AT_LEAST = Target("three-in-four", 75.0, True, SOURCE)
AT_MOST = Target("one-in-ten", 10.0, False, SOURCE)


def beside(figure, target, of=SHARE):
    return ledger_of([Ask(ClaimKind.TARGET, of.slug, target=target)], [figure], [of], places=[COUNTY])


def only(figure, target, of=SHARE):
    return beside(figure, target, of).claims[0]


def test_a_target_met():
    claim = only(shared(SHARE.slug, COUNTY, 255, 300), AT_LEAST)
    assert claim.sentence == (
        "In Thornmarch in 2021/22 the share of prison leavers in treatment within three weeks was 85%, "
        "which meets the target of at least 75%."
    )
    assert claim.subject_id == "X10000001:continuity-of-care:target:three-in-four"
    assert [text for text, is_number in claim.parts if is_number] == ["85%", "75%"]
    assert claim.test.low > 0
    assert "The target was set by: the national strategy." in claim.caveats


def test_a_target_missed_and_one_of_at_most():
    assert only(shared(SHARE.slug, COUNTY, 123, 300), AT_LEAST).word == "misses"
    assert only(shared(SHARE.slug, COUNTY, 123, 300), AT_MOST).word == "misses"
    assert only(shared(SHARE.slug, COUNTY, 12, 300), AT_MOST).word == "meets"


def test_a_figure_whose_interval_holds_the_target_cannot_say():
    claim = only(shared(SHARE.slug, COUNTY, 213, 300), AT_LEAST)
    assert claim.sentence.endswith(
        "was 71%; the target is at least 75%, and these numbers cannot say whether that meets the target."
    )
    assert claim.refused[0][0] == "misses"
    assert len(claim.refused) == 1


@pytest.mark.parametrize(
    ("figure", "of", "at", "is_floor", "word"),
    [
        (rated(RATE.slug, COUNTY, 300, 200_000), RATE, 100.0, False, "misses"),
        (rated(RATE.slug, COUNTY, 300, 200_000), RATE, 160.0, False, "cannot say"),
        (counted(COUNT.slug, COUNTY, 900), COUNT, 700.0, True, "meets"),
        (counted(COUNT.slug, COUNTY, 690), COUNT, 700.0, True, "cannot say"),
        (averaged(DAYS.slug, COUNTY, [10, 14, 12, 11, 13] * 20), DAYS, 21.0, False, "meets"),
        (replace(shared(NEED.slug, COUNTY, 800, 1000), low=76.0, high=83.0), NEED, 70.0, False, "misses"),
        (replace(rated(RATE.slug, COUNTY, 300, 200_000), numerator=None), RATE, 100.0, False, "misses"),
    ],
)
def test_every_unit_has_its_method(figure, of, at, is_floor, word):
    assert only(figure, Target("a-target", at, is_floor, SOURCE), of).word == word


@pytest.mark.parametrize(
    ("figure", "of", "at", "reason"),
    [
        (replace(shared(SHARE.slug, COUNTY, 255, 300), known=0.5), SHARE, 75.0, "the answer is recorded for 50%"),
        (rated(RATE.slug, COUNTY, 300, 200_000), RATE, 0.0, "the target is none"),
        (
            replace(rated(RATE.slug, COUNTY, 30, 200_000), numerator=None, low=None, high=None),
            RATE,
            9.0,
            "neither counts",
        ),
    ],
)
def test_what_stops_a_target_word_is_said(figure, of, at, reason):
    claim = only(figure, Target("a-target", at, True, SOURCE), of)
    assert (claim.word, claim.test) == (None, None)
    assert f"No more is said: {reason}" in claim.sentence


def test_a_hidden_or_missing_figure_is_not_set_beside_its_target():
    claim = only(hidden(SHARE.slug, COUNTY), AT_LEAST)
    assert "stands to its target is not said: a figure is hidden" in claim.sentence
    assert not any(is_number for _, is_number in claim.parts)
    absent = ledger_of([Ask(ClaimKind.TARGET, SHARE.slug, target=AT_LEAST)], [], [SHARE], places=[COUNTY]).claims[0]
    assert absent.kind is ClaimKind.ABSENCE
    assert absent.sentence.endswith("so it is not set beside its target.")


def test_a_target_is_kept_in_the_ledger_and_shown():
    ledger = beside(shared(SHARE.slug, COUNTY, 255, 300), AT_LEAST)
    assert from_json(to_json(ledger)) == ledger
    assert "target      at least 75, set by the national strategy" in show(ledger, ledger.claims[0].claim_id)


def test_written_words_are_judged_against_the_claims_own_target():
    met = only(shared(SHARE.slug, COUNTY, 255, 300), AT_LEAST)
    assert check("has met", met, SHARE, vocabulary()).holds
    with pytest.raises(Refusal, match=r"'misses' may be said only where .*You can say: In Thornmarch"):
        check("missed", met, SHARE, vocabulary())


def test_a_target_claim_and_only_one_names_its_target():
    with pytest.raises(ValueError, match="names its target"):
        Ask(ClaimKind.TARGET, SHARE.slug)
    with pytest.raises(ValueError, match="names its target"):
        Ask(ClaimKind.SHARE, SHARE.slug, target=AT_LEAST)
    with pytest.raises(ValueError, match="a target is not negative"):
        Target("a-target", -1.0, True, SOURCE)
