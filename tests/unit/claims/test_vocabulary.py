"""Every word of the vocabulary is run on its own examples."""

import pytest

from joinedup.claims.case import Case, Effect, Limits, Part, Scale
from joinedup.claims.rules import RULES
from joinedup.claims.words import judge, refusals, strongest
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Polarity
from joinedup.kinds.vocabulary import Vocabulary
from joinedup.stats.proportions import proportion

SCALES = {"ratio": Scale.RATIO, "points": Scale.POINTS, "days": Scale.DAYS}
EXAMPLES = [
    pytest.param(word, kind, example, permitted, id=f"{word.slug}-{kind}-{'yes' if permitted else 'no'}-{i}")
    for word in vocabulary().words
    for kind in word.kinds
    for permitted, examples in ((True, word.permitted), (False, word.refused))
    for i, example in enumerate(examples)
]


def case_of(kind, example):
    part = effect = None
    if "count" in example:
        got = proportion(example["count"], example["n"])
        part = Part(example["count"], example["n"], Limits(float(got.value), float(got.low), float(got.high)))
    if "scale" in example:
        scale, of = SCALES[example["scale"]], Limits(example["value"], example["low"], example["high"])
        ratio = Limits(*example["ratio"]) if "ratio" in example else of if scale is Scale.RATIO else None
        complement = Limits(*example["complement"]) if "complement" in example else None
        effect = Effect(scale, of, 0.5, "made up", ratio, complement, example.get("margin"))
    return Case(
        kind,
        effect,
        part,
        polarity=Polarity(example.get("polarity", "none")),
        is_headline=example.get("headline", False),
        survives=example.get("survives", True),
        family_size=60,
    )


@pytest.mark.parametrize(("word", "kind", "example", "permitted"), EXAMPLES)
def test_a_words_own_examples(word, kind, example, permitted):
    got = judge(word, case_of(kind, example))
    assert got.holds is permitted, got.reason
    if "step" in example:
        assert example["step"] in got.spoken
    if not permitted:
        assert got.reason


def test_every_test_named_exists_and_every_test_is_used():
    assert {word.test for word in vocabulary().words} == set(RULES)


def test_words_that_differ_are_written_differently():
    for kind in ClaimKind:
        spellings = [spelling for word in vocabulary().of(kind) for spelling in word.spellings]
        assert len(spellings) == len(set(spellings))


def test_the_strongest_permitted_word_wins_and_falls_back_in_order():
    def word(value, low, high, **more):
        example = {"scale": "ratio", "value": value, "low": low, "high": high, **more}
        return strongest(vocabulary(), case_of(ClaimKind.COMPARISON, example)).spoken

    assert word(2.30, 2.14, 2.48) == "more than double"
    assert word(2.05, 1.80, 2.32) == "double"
    assert word(0.49, 0.43, 0.56) == "half"
    assert word(1.70, 1.55, 1.80) == "much higher"
    assert word(0.86, 0.81, 0.92) == "lower"
    assert word(0.95, 0.92, 0.98) == "slightly lower"
    assert word(0.86, 0.81, 0.92, survives=False) == "looked lower"
    assert word(1.02, 0.9, 1.1, margin=1.25) == "similar"
    assert word(1.02, 0.7, 1.4, margin=1.25) == "cannot be told apart"


def test_a_gate_that_did_not_open_leaves_only_the_counted_form():
    case = Case(ClaimKind.COMPARISON, stops=("A side is hidden.",))
    chosen = strongest(vocabulary(), case)
    assert chosen.word.strength == 0
    assert refusals(vocabulary(), case, chosen) == (("higher, lower, similar", "a side is hidden"),)


def test_a_refusal_names_the_test_and_offers_a_sentence():
    word, step = vocabulary().find("has decreased", ClaimKind.CHANGE)
    case = case_of(ClaimKind.CHANGE, {"scale": "ratio", "value": 0.88, "low": 0.54, "high": 1.44})
    with pytest.raises(Refusal, match=r"'fell' may be said only where .*0\.54 to 1\.44.*You can say: There were 30"):
        judge(word, case, step=step).or_refuse("There were 30.")


def test_double_is_refused_where_more_than_double_is_true():
    example = {"scale": "ratio", "value": 2.30, "low": 2.14, "high": 2.48}
    case = case_of(ClaimKind.COMPARISON, example)
    word, step = vocabulary().find("double", ClaimKind.COMPARISON)
    assert not judge(word, case, step=step).holds
    word, step = vocabulary().find("over double", ClaimKind.COMPARISON)
    assert judge(word, case, step=step).holds
    word, step = vocabulary().find("more than three times", ClaimKind.COMPARISON)
    assert not judge(word, case, step=step).holds


def test_a_word_of_another_kind_is_refused():
    word, _ = vocabulary().find("most", ClaimKind.SHARE)
    assert "not a word for a change" in judge(word, Case(ClaimKind.CHANGE)).reason


def test_a_vocabulary_without_its_counted_form_is_refused():
    words = tuple(word for word in vocabulary().words if word.slug != "from-to")
    with pytest.raises(ValueError, match="must end with the counted form"):
        Vocabulary(words, (), {})
