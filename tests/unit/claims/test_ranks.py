"""Where a place stands among others: highest and lowest only where every pair allows it."""

from dataclasses import replace

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.diff import diff
from joinedup.claims.ranks import standings_of
from joinedup.claims.show import show
from joinedup.claims.written import check
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, COUNTY, counted, hidden, indicator, ledger_of, rated, shared

RATE = indicator("adults-in-drug-treatment-rate", Unit.RATE, noun="adults in drug treatment")
SHARE = indicator("early-exits", Unit.PERCENT, title="Share of adults who left early")
COUNT = indicator("adults-in-drug-treatment", Unit.COUNT)
TOWN = Place("X06000002", "Marlow Cross")
PLACES = (COUNTY, CITY, TOWN)
RANK = Ask(ClaimKind.RANK, RATE.slug)


def rates(*counts, places=PLACES):
    return [rated(RATE.slug, place, count, 200_000) for place, count in zip(places, counts, strict=True)]


def ranked(figures, of=RATE, places=PLACES):
    return ledger_of([Ask(ClaimKind.RANK, of.slug)], figures, [of], places=places)


def many(size):
    return tuple(Place(f"X060001{i:02d}", f"Place {i}") for i in range(size))


def test_the_highest_the_lowest_and_the_one_between():
    ledger = ranked(rates(600, 900, 300))
    middle, highest, lowest = ledger.claims
    assert highest.sentence == (
        "In 2021/22 the rate of adults in drug treatment was the highest of 3 places in Quillhaven "
        "(450 per 100,000 adults; Thornmarch 300; Marlow Cross 150), not adjusted for age."
    )
    assert lowest.word == "lowest"
    assert middle.word == "may stand"
    assert (
        "in Thornmarch (300 per 100,000 adults; Quillhaven 450; Marlow Cross 150) may stand only at 2 among 3 places"
        in (middle.sentence)
    )
    assert highest.subject_id == "X06000001:adults-in-drug-treatment-rate:rank"
    assert [text for text, is_number in highest.parts if is_number] == ["3", "450", "300", "150"]
    assert (highest.test.low, highest.test.high) == (1, 1)
    assert "Not adjusted for age." in highest.caveats


def test_places_that_cannot_be_told_apart_share_their_ranks():
    claims = ranked(rates(600, 610, 300)).claims
    assert [claim.word for claim in claims] == ["may stand", "may stand", "lowest"]
    assert "may stand anywhere from 1 to 2 among 3 places, counting from the highest" in claims[1].sentence
    assert claims[1].refused == (("highest", "it may stand anywhere from 1 to 2 of 3"),)


def test_every_place_counts_in_the_family():
    assert ranked(rates(600, 900, 300)).family_size == 3


def test_two_places_are_not_ranked_at_all():
    assert ranked(rates(600, 900, places=PLACES[:2]), places=PLACES[:2]).claims == ()


def test_one_hidden_place_stops_every_rank_and_shows_no_number():
    figures = [*rates(600, 900, 300)[:2], hidden(RATE.slug, TOWN)]
    for claim in ranked(figures).claims:
        assert (claim.word, claim.test) == (None, None)
        assert not any(is_number for _, is_number in claim.parts)
        assert "is not said: a figure is hidden to protect people." in claim.sentence


def test_a_place_without_a_figure_leaves_nothing_ranked():
    for claim in ranked(rates(600, 900, 300)[:2]).claims:
        assert claim.kind is ClaimKind.ABSENCE
        assert "in Marlow Cross for 2021/22, so the places are not ranked" in claim.sentence


def test_fewer_than_ten_events_anywhere_carry_no_rank():
    for claim in ranked(rates(600, 900, 9)).claims:
        assert claim.word is None
        assert "They are not ranked: there are fewer than 10 events in Marlow Cross" in claim.sentence


def test_counts_are_not_ranked_since_places_differ_in_size():
    claims = ranked(
        [counted(COUNT.slug, place, n) for place, n in zip(PLACES, (50, 60, 90), strict=True)], COUNT
    ).claims
    assert all("only rates and shares are compared" in claim.sentence for claim in claims)


def test_badly_recorded_answers_stop_a_rank():
    figures = [shared(SHARE.slug, place, n, 600) for place, n in zip(PLACES, (100, 200, 300), strict=True)]
    figures[0] = replace(figures[0], known=0.85)
    assert "recorded for 85%" in ranked(figures, SHARE).claims[1].sentence


def test_among_the_highest_fifth_of_ten():
    places = many(10)
    figures = [
        rated(RATE.slug, place, n, 200_000) for place, n in zip(places, (900, 880, *[400] * 6, 100, 110), strict=True)
    ]
    words = [claim.word for claim in ranked(figures, places=places).claims]
    assert words[:2] == ["among the highest fifth"] * 2
    assert words[-2:] == ["among the lowest fifth"] * 2
    assert set(words[2:8]) == {"may stand"}
    assert "Place 2" not in ranked(figures, places=places).claims[0].sentence


def test_a_standing_is_the_same_from_whichever_place_it_is_told():
    figures = rates(600, 900, 300)
    turned = standings_of(RATE, figures[::-1])
    assert turned[::-1] == standings_of(RATE, figures)


def test_a_written_rank_is_judged_like_a_generated_one():
    _, highest, _ = ranked(rates(600, 900, 300)).claims
    assert check("the highest", highest, RATE, vocabulary()).holds
    _, unsure, _ = ranked(rates(600, 610, 300)).claims
    with pytest.raises(
        Refusal, match=r"'highest' may be said only where it beats every other .*You can say: In 2021/22"
    ):
        check("highest", unsure, RATE, vocabulary())


def test_a_rank_comes_back_from_json_and_opens():
    ledger = ranked(rates(600, 900, 300))
    assert from_json(to_json(ledger)) == ledger
    lines = "\n".join(show(ledger, ledger.claims[1].claim_id))
    assert "rank among 3, counting from the highest 1, 95% interval 1 to 1" in lines
    assert lines.count("figure      ") == 3


def test_a_rank_lost_is_named_among_the_changes():
    old, new = ranked(rates(600, 900, 300)), ranked(rates(600, 610, 300))
    changes = diff(old, new)
    assert [change.word for change in changes.words_lost] == ["highest"]
    assert [(moved.place, moved.old, moved.new) for moved in changes.moved] == [("Quillhaven", 450, 305)]
