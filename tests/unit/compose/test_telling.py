"""Which claims are told in prose, once each, and from which side."""

from joinedup.core.place import ENGLAND
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.documents.compose import telling
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, COUNTY, YEAR, counted, hidden, indicator, ledger_of, published, rated, shared

RATE = indicator("treatment-rate", Unit.RATE)
SHARE = indicator("women-share", Unit.PERCENT)
COUNT = indicator("starts", Unit.COUNT)
BETWEEN = Ask(ClaimKind.COMPARISON, RATE.slug, Versus.OTHER_PLACE, is_headline=True)
CHANGE = Ask(ClaimKind.CHANGE, COUNT.slug, Versus.PREVIOUS, is_headline=True)


def between(county, city, *, ask=BETWEEN):
    figures = [rated(RATE.slug, COUNTY, county, 546_000), rated(RATE.slug, CITY, city, 162_600)]
    return ledger_of([ask], figures, [RATE]).claims


def test_every_word_for_no_difference_is_a_word_of_the_vocabulary_that_compares():
    spoken = {one.word for one in vocabulary().words if set(one.kinds) & set(telling.COMPARING)}
    assert spoken >= telling.NO_DIFFERENCE


def test_every_other_comparing_word_says_that_the_sides_differ():
    others = {
        one.slug
        for one in vocabulary().words
        if set(one.kinds) & set(telling.COMPARING)
        and one.word not in telling.NO_DIFFERENCE
        and one.strength > 0
        and not one.is_by_hand
    }
    weak = {"looked-higher", "looked-lower", "looked-up", "looked-down", "looked-rising", "looked-falling"}
    weak |= {"looked-wider", "looked-narrower"}
    sides = ("times", "half", "higher", "lower", "better", "worse", "increased", "fell", "rising", "falling")
    sides += ("fluctuating", "highest", "lowest", "meets", "misses", "wider", "narrower")
    assert {slug for slug in others - weak if not any(side in slug for side in sides)} == set()


def test_a_pair_is_told_once_and_from_its_higher_side_whichever_comes_first():
    claims = between(889, 600)
    assert len(claims) == 2
    for order in (claims, claims[::-1]):
        [kept] = telling.once_each(order)
        assert kept.about[0].place == CITY
        assert telling.is_difference(kept)


def test_claims_about_different_things_are_all_kept_in_their_order():
    figures = [
        *(rated(RATE.slug, place, 500, 300_000) for place in (COUNTY, CITY)),
        published(RATE.slug, 189.0, place=ENGLAND),
        *(counted(COUNT.slug, COUNTY, n, period=p) for n, p in ((900, YEAR), (600, YEAR.previous))),
    ]
    england = Ask(ClaimKind.COMPARISON, RATE.slug, Versus.ENGLAND)
    claims = ledger_of([BETWEEN, england, CHANGE], figures, [RATE, COUNT], places=(COUNTY, CITY)).claims
    kept = telling.once_each(claims)
    assert len(kept) == len(claims) - 1
    assert [one for one in claims if one in kept] == kept


def test_similar_sides_are_no_difference_and_different_ones_are():
    [one, _] = between(889, 265)
    assert telling.is_without_difference(one)
    assert not telling.is_difference(one)
    [other, _] = between(889, 600)
    assert telling.is_difference(other)
    assert not telling.is_without_difference(other)


def test_a_hidden_side_is_neither_told_nor_compared():
    figures = [rated(RATE.slug, COUNTY, 889, 546_000), hidden(RATE.slug, CITY)]
    for claim in ledger_of([BETWEEN], figures, [RATE]).claims:
        assert [figure.place for figure in telling.hidden_of(claim)] == [CITY]
        assert not telling.is_difference(claim)
        assert not telling.is_without_difference(claim)
    [alone] = ledger_of([Ask(ClaimKind.LEVEL, RATE.slug)], figures, [RATE], places=(CITY,)).claims
    assert not telling.is_told(alone)


def test_an_absent_figure_tells_nothing():
    [claim] = ledger_of([Ask(ClaimKind.LEVEL, RATE.slug)], [], [RATE], places=(CITY,)).claims
    assert claim.kind is ClaimKind.ABSENCE
    assert not telling.is_told(claim)


def test_numbers_and_the_bound_word_carry_the_claim_and_other_words_do_not():
    [claim, _] = between(889, 600)
    runs = telling.runs_of(claim)
    assert "".join(run.text for run in runs) == claim.sentence
    cited = [run.text for run in runs if run.claim_id]
    assert all(run.claim_id in (None, claim.claim_id) for run in runs)
    assert all(text in cited for text, is_number in claim.parts if is_number)
    assert any(claim.word in text for text in cited)
    assert any(run.claim_id is None for run in runs)


def test_a_share_tells_itself():
    figures = [shared(SHARE.slug, COUNTY, 266, 665)]
    [claim] = ledger_of([Ask(ClaimKind.SHARE, SHARE.slug)], figures, [SHARE], places=(COUNTY,)).claims
    assert telling.is_told(claim)
    assert not telling.is_difference(claim)
