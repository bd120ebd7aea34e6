"""`joinedup quality` on the county: each provider's own page, every figure a claim, nothing that ranks or reveals."""

import csv
import re

import lxml.html
import pytest

from joinedup.claims.codec import from_json
from joinedup.claims.recheck import recheck_file
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import record_measures
from joinedup.definitions.reading import treatment_rules
from joinedup.jobs.demo import DATED_ON, RECEIVED_ON
from joinedup.jobs.load import load
from joinedup.jobs.scorecards import scorecards

FEWEST = 20


@pytest.fixture(scope="module")
def made(small_warehouse, tmp_path_factory):
    out = tmp_path_factory.mktemp("scorecards") / "out"
    return scorecards(small_warehouse, out, dated_on=DATED_ON), out


@pytest.fixture(scope="module")
def ledgers(made):
    result, _ = made
    return {place: from_json(paths[1].read_text(encoding="utf-8")) for place, paths, _ in result.written}


@pytest.fixture(scope="module")
def pages(made):
    result, _ = made
    return {place: paths[0].read_text(encoding="utf-8") for place, paths, _ in result.written}


def test_there_is_one_folder_a_provider_with_its_page_and_its_ledger(made):
    result, out = made
    assert [place.code for place, _, _ in result.written] == [f"X000{number}" for number in range(1, 7)]
    assert {path.name for path in out.iterdir()} == {paths[0].parent.name for _, paths, _ in result.written}
    assert [year.label for year in result.years] == ["2021/22", "2022/23", "2023/24", "2024/25", "2025/26"]
    assert "sees it first" in "\n".join(result.lines())


def test_every_ledger_stands_a_second_reading(made):
    result, _ = made
    assert [fault for _, paths, _ in result.written for fault in recheck_file(paths[1])] == []


def test_every_figure_has_its_counts_interval_definition_and_delivery(ledgers):
    seen = 0
    for place, ledger in ledgers.items():
        for claim in ledger.claims:
            assert claim.marking == "restricted"
            assert claim.sign_off.state == "drafted"
            assert {figure.place for figure in claim.about} == {place}, "one provider is never set beside another"
            for figure in claim.about:
                if figure.is_visible:
                    seen += 1
                    assert figure.denominator >= FEWEST
                    assert figure.low <= figure.value <= figure.high
                    assert figure.value == pytest.approx(100 * figure.numerator / figure.denominator)
                    assert {file.sender for file in claim.evidence.files} == {place.name}
                    assert claim.evidence.definition == figure.indicator
    assert seen > 200


def test_words_over_time_are_the_claim_rules_own(ledgers):
    over_time = [claim for ledger in ledgers.values() for claim in ledger.claims if claim.kind in ("change", "trend")]
    assert len({claim.word for claim in over_time}) > 2
    for claim in over_time:
        if claim.word is not None:
            assert claim.test is not None
            assert claim.test.holds
            assert all(figure.provenance.covers for figure in claim.about)
    exits = [
        claim for claim in over_time if claim.about[0].indicator == "no-exit-profile" and claim.about[0].is_visible
    ]
    assert exits
    assert all(claim.word is None for claim in exits), "the last exits may yet get their profile"


def test_a_page_names_its_own_provider_alone_and_says_whom_it_is_for(pages):
    for place, page in pages.items():
        assert f"For {place.name}".replace("'", "&#x27;") in page
        assert "never about how people fare" in page
        assert "Synthetic" in page
        others = [other.name for other in pages if other != place]
        assert not [name for name in others if name.replace("'", "&#x27;") in page]
        assert page.index("Whom the provider sees") < page.index("Outcomes profiles")
        assert not re.search(r"<script|https?://", page)


def test_every_number_of_a_table_opens_to_a_claim_with_the_same_counts(pages, ledgers):
    for place, page in pages.items():
        tree = lxml.html.fromstring(page)
        cells = [
            cell for table in tree.iter("table") for cell in table.iter("td") if (cell.text_content() or "").strip()
        ]
        assert len(cells) == 5 * len(record_measures())
        for cell in cells:
            text = cell.text_content()
            if text in ("hidden", "not held"):
                continue
            [link] = cell.iter("a")
            entry = tree.get_element_by_id(link.get("href")[1:])
            counts = re.search(r"([\d,]+) of ([\d,]+)", text)
            assert f"{counts[1]} of {counts[2]}" in entry.text_content(), (place, text)


def test_the_numbers_are_those_of_the_providers_own_file(small_warehouse, ledgers):
    """Counted again from the CSV, by nothing but its columns."""
    known = set(treatment_rules().code_lists["sexual-orientation"].groups)
    with (small_warehouse.parent / "files" / "ndtms_X0001.csv").open(encoding="utf-8-sig", newline="") as file:
        episodes = {row["EPISODID"]: row for row in csv.DictReader(file)}
    [ledger] = [ledger for place, ledger in ledgers.items() if place.code == "X0001"]
    figures = {(f.indicator, f.period): f for claim in ledger.claims for f in claim.about}
    for label in ("2021/22", "2025/26"):
        year = Period.financial_year(label)
        started = [
            row
            for row in episodes.values()
            if f"{year.start:%Y%m%d}"
            <= re.sub(r"(..)/(..)/(....)", r"\3\2\1", row["TRIAGED"]).replace("-", "")
            < f"{year.end:%Y%m%d}"
        ]
        asked = figures["no-sexual-orientation", year]
        assert (asked.numerator, asked.denominator) == (
            sum(row["SEXUALO"] not in known for row in started),
            len(started),
        )
        same = figures["same-day", year]
        assert same.numerator == sum(row["DISD"] == row["TRIAGED"] for row in started)


def test_the_same_inputs_give_the_same_bytes_and_strange_folders_are_refused(made, small_warehouse, tmp_path):
    result, _ = made
    again = scorecards(small_warehouse, tmp_path / "again", dated_on=DATED_ON)
    for (_, paths, _), (_, others, _) in zip(result.written, again.written, strict=True):
        assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in others]
    (tmp_path / "again" / others[0].parent.name / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal, match=r"holds 'notes\.txt'"):
        scorecards(small_warehouse, tmp_path / "again", dated_on=DATED_ON)


def test_a_warehouse_without_treatment_records_is_refused(small_warehouse, tmp_path):
    files = sorted((small_warehouse.parent / "files").glob("prevalence.csv"))
    load(files, tmp_path / "warehouse", received_on=RECEIVED_ON)
    with pytest.raises(Refusal, match="holds no treatment records"):
        scorecards(tmp_path / "warehouse", tmp_path / "out", dated_on=DATED_ON)
    assert not (tmp_path / "out").exists()
