"""The ledger as JSON, a claim opened, and what changed between two ledgers."""

import json
from dataclasses import replace

import pytest

from joinedup.claims import diff as changes
from joinedup.claims.codec import from_json, to_json
from joinedup.claims.diff import diff
from joinedup.claims.show import show
from joinedup.core.refusal import Refusal
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, COUNTY, YEAR, counted, hidden, indicator, ledger_of, published, rated, shared

RATE = indicator("treatment-rate", Unit.RATE)
SHARE = indicator("women-share", Unit.PERCENT)
COUNT = indicator("starts", Unit.COUNT)
ASKS = (
    Ask(ClaimKind.COUNT, COUNT.slug),
    Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND, is_headline=True),
    Ask(ClaimKind.SHARE, SHARE.slug),
    Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE),
)
ENGLAND_RATE = published(RATE.slug, 189.0)


def ledger(*, count=700, treated=889, women=(266, 665), asks=ASKS, **more):
    figures = [
        counted(COUNT.slug, COUNTY, count) if count is not None else hidden(COUNT.slug, COUNTY),
        rated(RATE.slug, COUNTY, treated, 546_000),
        ENGLAND_RATE,
        shared(SHARE.slug, COUNTY, *women),
        shared(SHARE.slug, CITY, 240, 600),
    ]
    return ledger_of(asks, figures, [RATE, SHARE, COUNT], places=[COUNTY], **more)


def test_json_comes_back_the_same_and_is_stable():
    whole = ledger_of(
        ASKS, [counted(COUNT.slug, COUNTY, 700), rated(RATE.slug, COUNTY, 889, 546_000)], [RATE, SHARE, COUNT]
    )
    assert from_json(to_json(whole)) == whole
    assert to_json(from_json(to_json(ledger()))) == to_json(ledger())


def test_a_hidden_figure_has_no_number_in_the_json():
    figure = replace(hidden(COUNT.slug, COUNTY), known=0.9142857)
    text = to_json(ledger_of(ASKS[:1], [figure], [COUNT], places=[COUNTY]))
    entry = json.loads(text)["claims"][0]["about"][0]
    assert not any(isinstance(value, int | float) for value in entry.values())
    assert "0.91" not in text


def test_how_well_answers_are_recorded_is_rounded():
    figure = replace(shared(SHARE.slug, COUNTY, 266, 665), known=665 / 701)
    text = to_json(ledger_of([ASKS[2]], [figure], [SHARE], places=[COUNTY]))
    assert json.loads(text)["claims"][0]["about"][0]["known"] == 0.95


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 99}', '{"format": 1}', "null"])
def test_what_is_not_a_ledger_is_refused_in_a_sentence(text):
    with pytest.raises(Refusal, match=r"old\.json"):
        from_json(text, name="old.json")


def test_a_claim_opens_to_everything_it_rests_on():
    text = "\n".join(show(ledger(), "X10000001:treatment-rate:comparison:england@2021/22"))
    for expected in (
        "Synthetic data",
        "was lower than in England (189)",
        "numerator 889; denominator 546,000",
        "the 95% interval lies wholly below no difference: holds",
        "definition  treatment-rate, version v1 (found)",
        "source      d1.csv, from X0001, received 2026-04-20, sha256 d1d1",
        "sign-off    drafted",
        "headline    yes",
    ):
        assert expected in text


def test_a_hidden_claim_opens_without_a_number():
    text = "\n".join(show(ledger(count=None), "X10000001:starts:count@2021/22"))
    assert "hidden to protect people" in text
    assert "numerator" not in text


def test_an_unknown_id_is_refused_with_the_nearest():
    with pytest.raises(Refusal, match=r"Nearest: X10000001:starts:count@2021/22"):
        show(ledger(), "X10000001:starts:count@2020/21")


def test_nothing_changed():
    assert diff(ledger(), ledger()).lines() == ("Nothing changed.",)


def test_new_data_moves_numbers_and_takes_words():
    found = diff(ledger(), ledger(treated=1000, data="data-2"))
    (lost,) = found.words_lost
    assert (lost.word, lost.causes) == ("lower", (changes.DATA,))
    assert [gained.word for gained in found.words_gained] == ["similar"]
    (moved,) = found.moved
    assert (moved.indicator, moved.counts) == ("treatment-rate", ((889, 546_000), (1000, 546_000)))
    assert moved.parts == ((changes.DATA, moved.new - moved.old),)
    lines = found.lines()
    assert (
        lines.index("Words that no longer hold")
        < lines.index("Words that became possible")
        < lines.index("Numbers that moved")
    )


def test_a_new_definition_alone_is_named():
    (moved,) = diff(ledger(), ledger(women=(300, 665), version="v2")).moved
    assert [why for why, _ in moved.parts] == [changes.DEFINITION]
    assert moved.claims == ("X10000001:women-share:share",)


def test_where_both_changed_each_cause_gets_its_part():
    old, new = ledger(count=700), ledger(count=760, data="data-2", version="v2")
    middle = ledger(count=720, data="data-2")
    (moved,) = diff(old, new, remeasured=middle).moved
    assert moved.parts == ((changes.DATA, 20), (changes.DEFINITION, 40))
    (unsplit,) = diff(old, new).moved
    assert unsplit.parts == ((changes.BOTH, 60),)
    assert "the data changed: +20; the definition changed: +40" in "\n".join(diff(old, new, remeasured=middle).lines())


def test_data_and_definition_that_cancel_out_leave_nothing_moved():
    old, new = ledger(count=700), ledger(count=700, data="data-2", version="v2")
    assert diff(old, new, remeasured=ledger(count=720, data="data-2")).moved == ()


def test_a_larger_family_is_a_cause_of_its_own():
    made = [indicator(f"share-{i}", Unit.PERCENT) for i in range(40)]
    figures = [shared("share-0", COUNTY, 530, 1000), shared("share-0", CITY, 482, 1000)]
    figures += [shared(each.slug, place, 500, 1000) for each in made[1:] for place in (COUNTY, CITY)]
    asks = [Ask(ClaimKind.COMPARISON, each.slug, Versus.OTHER_PLACE) for each in made]
    found = diff(ledger_of(asks[:1], figures, made), ledger_of(asks, figures, made))
    assert {(change.word, change.causes) for change in found.words_lost} == {
        ("higher", (changes.FAMILY,)),
        ("lower", (changes.FAMILY,)),
    }
    assert found.moved == ()
    assert {one.reason for one in found.new} == {"it is asked for now"}


def test_a_figure_that_became_hidden_is_a_claim_lost_and_its_number_is_not_moved():
    found = diff(ledger(), ledger(count=None, data="data-2"))
    (lost,) = found.lost
    assert (lost.subject_id, lost.reason) == ("X10000001:starts:count", "a figure became hidden")
    assert found.moved == ()
    assert [one.reason for one in diff(ledger(count=None), ledger()).new] == ["a figure is now told"]


def test_withdrawn_records_do_not_say_by_how_much():
    found = diff(ledger(count=700), ledger(count=699, data="data-2"), are_withdrawn=True)
    assert found.moved[0].old is None
    assert "starts, Thornmarch, 2021/22: records withdrawn: hidden number" in "\n".join(found.lines())
    assert "699" not in "\n".join(found.lines())


def test_counts_told_without_a_percentage_are_not_taken_for_withdrawn_ones():
    def few(numerator, of, value=None, **more):
        figure = replace(shared(SHARE.slug, COUNTY, numerator, of), value=value, low=None, high=None)
        return ledger_of([ASKS[2]], [figure], [SHARE], places=[COUNTY], **more)

    old, middle, new = few(8, 17), few(9, 17, data="data-2"), few(9, 24, 37.5, data="data-2", version="v2")
    (moved,) = diff(old, new, remeasured=middle).moved
    assert (moved.old, moved.new, moved.is_withdrawn) == (None, 37.5, False)
    assert moved.parts == ((changes.DATA, None), (changes.DEFINITION, None))
    said = "\n".join(diff(old, new, remeasured=middle).lines())
    assert "counts only to 37.50 (the data changed; the definition changed), 8 of 17 to 9 of 24" in said


def test_another_year_is_named_as_such():
    def year_of(period, count):
        return ledger_of(
            ASKS[:1], [counted(COUNT.slug, COUNTY, count, period=period)], [COUNT], places=[COUNTY], period=period
        )

    (moved,) = diff(year_of(YEAR.previous, 600), year_of(YEAR, 700)).moved
    assert moved.parts == ((changes.PERIOD, 100),)


def test_a_year_behind_a_chart_does_not_stand_for_the_claim_itself():
    def with_history(count, before):
        now, then = (
            ledger_of(ASKS[:1], [counted(COUNT.slug, COUNTY, n, period=p)], [COUNT], places=[COUNTY], period=p)
            for n, p in ((count, YEAR), (before, YEAR.previous))
        )
        return replace(now, claims=(*now.claims, *then.claims))

    assert diff(with_history(700, 600), with_history(700, 600)).is_empty
    moved = diff(with_history(700, 600), with_history(720, 610)).moved
    assert [(one.period, one.old, one.new) for one in moved] == [("2021/22", 700, 720), ("2020/21", 600, 610)]


def test_claims_no_longer_asked_for():
    found = diff(ledger(), ledger(asks=ASKS[1:]))
    assert [(one.subject_id, one.reason) for one in found.lost] == [
        ("X10000001:starts:count", "it is no longer asked for")
    ]
