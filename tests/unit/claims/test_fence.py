import pytest

from joinedup.claims.fence import unbound
from joinedup.claims.written import faults
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.document import Ask, ClaimKind
from joinedup.kinds.indicator import Unit
from support.claiming import COUNTY, counted, indicator, ledger_of

PROSE = [
    ("Numbers fell because of new funding.", ["fell", "because of"]),
    ("Most people left in 12 weeks.", ["Most", "12"]),
    ("Waits increased by 3.5%.", ["increased", "3.5%"]),
    ("The service was effective and saved lives.", ["effective", "saved"]),
    ("A third were women.", ["third"]),
    ("Similar to England.", ["Similar to"]),
    ("Fellowship and threefold are ordinary words; so is mostly.", []),
    ("See C19a and letter R.", []),
]


@pytest.mark.parametrize(("prose", "expected"), PROSE)
def test_unbound_numbers_and_words_are_found(prose, expected):
    assert [finding.text for finding in unbound(prose, vocabulary())] == expected


def test_what_is_bound_or_marked_as_context_by_name_is_left_out():
    prose = (
        "There were [889](claim:a:b@2021/22), [lower](claim:a:c@2021/22) than [one in 4](context: by A Name, source B)."
    )
    assert unbound(prose, vocabulary()) == ()
    assert [f.text for f in unbound("[one in 4](context: source B)", vocabulary())] == ["4"]


def test_a_finding_says_what_to_write():
    (finding,) = unbound("It rose.", vocabulary())
    assert finding.sentence.startswith(
        "'rose' (character 4) is a trending word that rests on no claim: write [rose](claim:ID)"
    )


@pytest.mark.parametrize("section", [section for section in DOCUMENT.sections if section.note], ids=lambda s: s.slug)
def test_the_needs_assessments_own_notes_pass(section):
    assert unbound(section.note, vocabulary()) == ()


def test_two_ways_of_counting_deaths_never_share_a_sentence():
    poisoning = indicator("drug-poisoning-deaths", Unit.COUNT)
    in_treatment = indicator("deaths-in-drug-treatment", Unit.COUNT)
    both = [poisoning, in_treatment]
    ledger = ledger_of(
        [Ask(ClaimKind.COUNT, each.slug) for each in both],
        [counted(each.slug, COUNTY, number) for each, number in zip(both, (67, 31), strict=True)],
        both,
        places=[COUNTY],
    )
    one, other = (claim.claim_id for claim in ledger.claims)
    named = {each.slug: each for each in both}
    together = faults(f"There were [67](claim:{one}) and [31](claim:{other}).", ledger, named, vocabulary())
    assert len(together) == 1
    assert "deaths-in-treatment and of drug-poisoning" in together[0]
    apart = f"There were [67](claim:{one}). In treatment there were [31](claim:{other})."
    assert faults(apart, ledger, named, vocabulary()) == ()


def test_a_claim_that_is_not_there_is_named():
    ledger = ledger_of([], [], [], places=[COUNTY])
    assert faults("[67](claim:none@2020).", ledger, {}, vocabulary()) == (
        "No claim 'none@2020' is in this ledger, so '67' cannot rest on it.",
    )
