from dataclasses import replace

import pytest

from joinedup.documents.evidence import build_annex, cited_in
from joinedup.documents.report import Paragraph, ReportSection, Run
from support.rendered import annex
from support.sample_report import claims, sample_ledger, sample_report


def test_every_claim_of_the_ledger_has_a_numbered_entry_in_its_order() -> None:
    assert [entry.claim_id for entry in annex().entries] == [claim.claim_id for claim in claims()]
    assert [entry.number for entry in annex().entries] == list(range(1, len(claims()) + 1))


def test_a_report_that_cites_an_unknown_claim_is_not_rendered() -> None:
    stray = ReportSection("stray", "Stray", 1, (Paragraph((Run("7", "no-such-claim"),)),))
    report = replace(sample_report(), sections=(stray,))
    with pytest.raises(ValueError, match="no-such-claim"):
        build_annex(report, sample_ledger(), {})


def test_ids_that_differ_only_in_marks_get_anchors_of_their_own() -> None:
    first = claims()[0]
    ledger = replace(sample_ledger(), claims=(*claims(), replace(first, claim_id=first.claim_id.replace("@", ":"))))
    anchors = [entry.anchor for entry in build_annex(sample_report(), ledger, {}).entries]
    assert len(set(anchors)) == len(anchors)
    assert anchors[-1] == f"{anchors[0]}-2"


def test_citations_are_found_in_text_tables_and_charts() -> None:
    cited = cited_in(sample_report())
    held = claims()
    assert cited[0] == held[1].claim_id, "the first headline comes first"
    assert {held[0].claim_id, held[4].claim_id, held[5].claim_id} <= set(cited)


def test_a_comparison_opens_to_figures_test_refusals_caveats_definition_and_files() -> None:
    facts = annex().entries[1].facts
    said = dict(facts)
    assert [label for label, _ in facts].count("Figure") == 2
    assert "375 of 162,640" in facts[0][1]
    assert said["Test"].startswith("the benchmark lies outside the 95% interval; ratio 1.22; interval 1.10 to 1.35")
    assert "still holds when all 63 comparisons" in said["Test"]
    assert said["Word not permitted"] == "‘much higher’: the whole interval must lie beyond 1.5 times"
    assert said["Take care"] == "Not adjusted for age."
    assert said["Files"] == "1–3"


def test_a_definition_from_general_knowledge_says_so() -> None:
    said = dict(annex().entries[3].facts)
    assert "general knowledge of the field, not yet checked" in said["Definition"]


def test_a_test_that_the_family_does_not_bear_out_says_so() -> None:
    first, second, *rest = claims()
    assert second.test is not None
    weaker = replace(second, test=replace(second.test, survives_family=False))
    ledger = replace(sample_ledger(), claims=(first, weaker, *rest))
    said = dict(build_annex(sample_report(), ledger, {}).entries[1].facts)
    assert "does not hold when all 63 comparisons" in said["Test"]


def test_on_paper_a_definition_and_its_standing_caveats_are_printed_once() -> None:
    absence = annex().entries[3]
    brief = annex().brief(absence)
    assert ("Definition", "early-unplanned-exits-drug") in brief
    assert not [text for label, text in brief if label == "Take care"]
    _, said, caveats = next(one for one in annex().definitions if one[0] == "early-unplanned-exits-drug")
    assert "general knowledge of the field" in said
    assert caveats == claims()[3].caveats


def test_a_caveat_of_one_claim_only_stays_with_it() -> None:
    assert ("Take care", "Not adjusted for age.") in annex().brief(annex().entries[1])
