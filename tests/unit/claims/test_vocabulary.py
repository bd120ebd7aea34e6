"""Every word of the vocabulary is run on its own examples."""

import pytest

from joinedup.claims.case import Case, Counts, Course, Effect, Limits, Part, Record, Scale, Standing
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


RECORDED = ("panel", "decided_on", "laboratory", "is_confirmatory", "evaluation", "by")


def case_of(kind, example):
    return Case(
        kind,
        effect_of(example) if "scale" in example else None,
        part_of(example) if "count" in example else None,
        polarity=Polarity(example.get("polarity", "none")),
        stops=tuple(example.get("stops", ())),
        is_headline=example.get("headline", False),
        survives=example.get("survives", True),
        family_size=60,
        counts=counts_of(example) if "now" in example else None,
        course=course_of(example) if "points" in example else None,
        standing=standing_of(example) if "first" in example else None,
        record=Record(**{name: example[name] for name in RECORDED if name in example}) if example else None,
        is_floor=example.get("is_floor"),
        spread_survives=example.get("spread_survives", True),
    )


def part_of(example):
    got = proportion(example["count"], example["n"])
    share = Limits(float(got.value), float(got.low), float(got.high))
    more = {name: example[name] for name in ("is_complete", "is_self_chosen") if name in example}
    return Part(example["count"], example["n"], share, **more)


def effect_of(example):
    scale, of = SCALES[example["scale"]], Limits(example["value"], example["low"], example["high"])
    ratio = Limits(*example["ratio"]) if "ratio" in example else of if scale is Scale.RATIO else None
    complement = Limits(*example["complement"]) if "complement" in example else None
    return Effect(
        scale,
        of,
        example.get("p", 0.5),
        "made up",
        ratio,
        complement,
        example.get("margin"),
        is_modelled=example.get("modelled", False),
        allows_for_both=example.get("allows_for_both"),
    )


def counts_of(example):
    return Counts(example["now"], example["before"], example.get("workload", False), example.get("verdict", True))


def course_of(example):
    names = ("last_step", "spread_p", "from_high", "from_low")
    return Course(example["points"], **{"last_step": 0} | {name: example[name] for name in names if name in example})


def standing_of(example):
    return Standing(example["first"], example["last"], example["of"], example.get("leaning", 0))


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
    words = tuple(word for word in vocabulary().words if word.slug != "side-by-side")
    with pytest.raises(ValueError, match="must end with the counted form"):
        Vocabulary(words, (), {})
