"""Words that need more than two numbers: complete counts, samples that chose themselves, people in both windows."""

from dataclasses import replace

import pytest

from joinedup.claims.casework import case_of
from joinedup.claims.fence import unbound
from joinedup.claims.pair import Pair
from joinedup.claims.words import strongest
from joinedup.claims.written import check, faults
from joinedup.core.estimate import Provenance
from joinedup.core.place import ENGLAND
from joinedup.core.refusal import Refusal
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.measures.intervals import MODELLED, SELF_CHOSEN, SURVEY
from joinedup.release.figure import Figure, Showing
from support.claiming import CITY, COUNTY, PUBLISHED, YEAR, counted, indicator, ledger_of, published, shared

STARTS = indicator("new-presentations-drug", Unit.COUNT, noun="new presentations to drug treatment")
STOCK = indicator("adults-in-drug-treatment", Unit.COUNT, noun="adults in drug treatment", is_stock=True)
SHARE = indicator("women-share", Unit.PERCENT, noun="women")
NEED = indicator("unmet-alcohol-need", Unit.PERCENT, title="Unmet alcohol need", of="alcohol-dependence")
CHANGE = Ask(ClaimKind.CHANGE, STARTS.slug, Versus.PREVIOUS, is_headline=True)


def changed(now, before, of=STARTS, **more):
    figures = [counted(of.slug, COUNTY, now, **more), counted(of.slug, COUNTY, before, period=YEAR.previous)]
    return ledger_of([replace(CHANGE, indicator=of.slug)], figures, [of], places=[COUNTY])


def part(count, n, **more):
    figures = [replace(shared(SHARE.slug, COUNTY, count, n), **more)]
    return ledger_of([Ask(ClaimKind.SHARE, SHARE.slug)], figures, [SHARE], places=[COUNTY]).claims[0]


# ---- so many more, so many fewer


def test_fewer_stands_beside_its_verdict():
    ledger = changed(528, 640)
    [claim] = ledger.claims
    assert "112 fewer (18%)." in claim.sentence
    both = f"There were [112](claim:{claim.claim_id}) [fewer](claim:{claim.claim_id})"
    indicators = {STARTS.slug: STARTS}
    (fault,) = faults(f"{both}.", ledger, indicators, vocabulary())
    assert "'fewer' needs its verdict beside it: write [fell](claim:" in fault
    assert faults(f"{both}: it [fell](claim:{claim.claim_id}).", ledger, indicators, vocabulary()) == ()
    with pytest.raises(Refusal, match="the counts are 640 and 528"):
        check("more", claim, STARTS, vocabulary())


def test_people_in_treatment_are_counted_without_a_verdict():
    ledger = changed(889, 1200, STOCK)
    [claim] = ledger.claims
    assert "311 fewer. No more is said: many of the same people" in claim.sentence
    assert claim.word is None
    prose = f"There were [311](claim:{claim.claim_id}) [fewer](claim:{claim.claim_id})."
    assert faults(prose, ledger, {STOCK.slug: STOCK}, vocabulary()) == ()


@pytest.mark.parametrize(
    "more",
    [{"provenance": Provenance(covers=False, gaps=("X1 is late",))}, {"rounding": 2.0}],
    ids=["a delivery is missing", "rounded"],
)
def test_counts_that_are_not_complete_are_told_without_how_many_more(more):
    figures = [
        replace(counted(STARTS.slug, COUNTY, 640), **more),
        counted(STARTS.slug, COUNTY, 600, period=YEAR.previous),
    ]
    [claim] = ledger_of([CHANGE], figures, [STARTS], places=[COUNTY]).claims
    assert " more" not in claim.sentence.replace("No more is said", "")
    with pytest.raises(Refusal, match="complete counts of the same thing are not shown on both sides"):
        check("more", claim, STARTS, vocabulary())


def test_people_in_both_windows_are_allowed_for_where_they_are_known():
    sides = counted(STOCK.slug, COUNTY, 1200), counted(STOCK.slug, COUNTY, 1100, period=YEAR.previous)
    unknown = Pair(STOCK, ClaimKind.CHANGE, Versus.PREVIOUS, *sides)
    known = replace(unknown, in_both=900.0)
    assert "how many is not known" in case_of(unknown).stops[0]
    case = case_of(known)
    assert case.stops == ()
    assert case.effect.allows_for_both
    assert case.effect.of.high - case.effect.of.low < 0.1  # the same counts of different people: 0.18
    assert strongest(vocabulary(), case).spoken == "increased"


# ---- too few to say, with what could have been seen


def test_too_few_to_say_tells_what_would_have_been_seen():
    [claim] = changed(30, 28).claims
    assert claim.sentence.endswith(
        "the numbers are too few to say whether it changed (they fit anything from 38% lower to 86% higher; "
        "64% lower or 92% higher would probably have been seen)."
    )
    assert [text for text, is_number in claim.parts if is_number][-2:] == ["64%", "92%"]


def test_of_very_few_no_fall_could_have_been_seen_and_none_is_named():
    [claim] = changed(3, 2).claims
    assert claim.sentence.count("higher") == 2
    assert claim.sentence.count("lower") == 1


# ---- all, none, only


def test_all_and_none_need_every_answer():
    assert part(40, 40).word == "all of"
    assert part(0, 40).word == "none of"
    assert part(40, 40, known=0.99).word == "nearly all"
    missing = part(0, 40, known=0.99)
    assert missing.word == "none recorded"
    assert "none recorded, which is not the same as none." in missing.sentence
    with pytest.raises(Refusal, match="none recorded is not none"):
        check("none", missing, SHARE, vocabulary())
    late = part(0, 40, provenance=Provenance(covers=False, gaps=("X1 is late",)))
    assert late.word is None, "of what has not wholly arrived no word is made"


def test_only_is_for_people_to_write():
    claim = part(40, 40)
    assert check("only", claim, SHARE, vocabulary()).holds
    with pytest.raises(Refusal, match="'only' may be said only where nobody else is among"):
        check("only", part(39, 40), SHARE, vocabulary())


# ---- samples, surveys and models


def test_a_sample_that_chose_itself_is_told_of_those_who_answered_and_compared_with_nothing():
    claim = part(18, 54, method=SELF_CHOSEN)
    assert claim.sentence == (
        "In Thornmarch in 2021/22 women made up 33% of adults in treatment who answered (18 of 54), about a third."
    )
    figures = [replace(shared(SHARE.slug, COUNTY, 40, 54), method=SELF_CHOSEN), shared(SHARE.slug, CITY, 20, 60)]
    ask = Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE, is_headline=True)
    for compared in ledger_of([ask], figures, [SHARE]).claims:
        assert compared.word is None
        assert "those who answered in Thornmarch in 2021/22 chose themselves" in compared.sentence


@pytest.mark.parametrize("method", [SURVEY, MODELLED, "as published"])
def test_a_benchmark_from_a_survey_or_a_model_is_uncertain_too(method):
    ask = Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.ENGLAND, is_headline=True)
    mine = shared(SHARE.slug, COUNTY, 300, 1000)
    exact = published(SHARE.slug, 26.0, rounding=0.0)
    bounded = replace(exact, low=22.5, high=29.5, method=method)

    def claim(benchmark):
        return ledger_of([ask], [mine, benchmark], [SHARE], places=[COUNTY]).claims[0]

    assert claim(exact).word == "higher"
    assert claim(bounded).word == "cannot be told apart"
    assert claim(bounded).test.statistic == "difference in points"


def test_modelled_need_beside_england_carries_both_bounds_or_no_word():
    ask = Ask(ClaimKind.COMPARISON, NEED.slug, Versus.ENGLAND, is_headline=True)
    mine = Figure(NEED.slug, COUNTY, YEAR, None, Showing.SHOWN, 80.0, 76.0, 83.0, 1155, 5775)
    theirs = Figure(NEED.slug, ENGLAND, YEAR, None, Showing.OPEN, 74.0, provenance=PUBLISHED)

    def claim(benchmark):
        return ledger_of([ask], [mine, benchmark], [NEED], places=[COUNTY]).claims[0]

    assert claim(theirs).word is None
    told = claim(replace(theirs, low=72.0, high=75.5))
    assert told.word == "higher"
    assert check("more unmet need", told, NEED, vocabulary()).holds
    with pytest.raises(Refusal, match="is not wholly below 0"):
        check("less unmet need", told, NEED, vocabulary())


def test_strong_evidence_is_of_how_sure_and_never_of_how_large():
    ask = Ask(ClaimKind.COMPARISON, SHARE.slug, Versus.OTHER_PLACE, is_headline=True)

    def claim(n):
        figures = [shared(SHARE.slug, COUNTY, round(0.43 * n), n), shared(SHARE.slug, CITY, round(0.40 * n), n)]
        return ledger_of([ask], figures, [SHARE]).claims[0]

    large, small = claim(20_000), claim(2_500)
    assert check("strong evidence", large, SHARE, vocabulary()).holds
    assert small.word == "higher"
    with pytest.raises(Refusal, match=r"'strong evidence' may be said only where the 99.8% interval"):
        check("strong evidence", small, SHARE, vocabulary())
    assert "strong" not in large.sentence


# ---- causes


def test_a_cause_needs_a_person_and_an_evaluation():
    assert [f.text for f in unbound("The scheme led to this.", vocabulary())] == ["led to"]
    assert [f.text for f in unbound("It [led to](context: by A Name, source B) this.", vocabulary())] == ["led to"]
    prose = "The scheme [led to](evaluation: by A Name, source The naloxone evaluation) this."
    assert unbound(prose, vocabulary()) == ()
    assert faults(prose, changed(528, 640), {STARTS.slug: STARTS}, vocabulary()) == ()
    wrong = "Things [rose](evaluation: by A Name, source The naloxone evaluation)."
    (fault,) = faults(wrong, changed(528, 640), {STARTS.slug: STARTS}, vocabulary())
    assert "'rose' is not a word that an evaluation can carry" in fault


def test_an_unbound_cause_is_told_what_it_needs():
    (finding,) = unbound("The scheme saved lives.", vocabulary())
    assert finding.sentence == (
        "'saved' (character 12) names a cause, which no figure shows: leave it out, or write "
        "[saved](evaluation: by NAME, source EVALUATION)."
    )


def test_a_cause_bound_to_a_figure_is_refused():
    [claim] = changed(528, 640).claims
    for said in ("because of", "due to", "led to", "effective", "saved"):
        with pytest.raises(Refusal, match="figures side by side do not show a cause"):
            check(said, claim, STARTS, vocabulary())
