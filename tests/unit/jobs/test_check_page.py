"""The page of a check: worst first, whole in itself, links that lead somewhere, and nothing that names a person."""

import re
from itertools import pairwise

import pytest
from lxml import html

from joinedup.core.refusal import Refusal
from joinedup.intake.finding import Finding
from joinedup.jobs.check import CheckReport, FileReport
from joinedup.jobs.check_page import save_check_page, write_check_page
from joinedup.kinds.check_rule import Severity


def finding(rule, severity, **more):
    said = {
        "field": "SEX",
        "title": "the <sex> is missing",
        "mend": "record it.",
        "basis": "found: S2",
        "total": 3,
        "rows": (2, 5, 9),
    }
    return Finding(file_name="a.csv", rule=rule, severity=severity, **said | more)


REPORT = CheckReport(
    files=(
        FileReport(
            "a <b>.csv",
            is_usable=False,
            verdict="Cannot be loaded: see the first finding.",
            what="NDTMS extract",
            facts=("3 rows.",),
            findings=(
                finding("whole-file", Severity.REJECT_FILE),
                finding("no-sex", Severity.SET_ASIDE, rows=tuple(range(2, 400)), total=1_000),
                finding("odd-code", Severity.WARN, shown=(("99", 3), ("<i>", 1))),
                finding("old-item", Severity.DATA_QUALITY),
            ),
            notes=("A header not known to us: SHOE.",),
        ),
        FileReport("b.csv", is_usable=True, verdict="Checked; it can be loaded."),
    )
)
PAGE = write_check_page(REPORT, {"odd-code": "Because sums need it."})
TREE = html.document_fromstring(PAGE)


def test_what_keeps_rows_out_comes_before_advice_and_advice_is_folded_away():
    headings = [one.text_content() for one in TREE.xpath("//h3")]
    assert headings[:5] == [
        "The file cannot be loaded (1)",
        "Set aside: we cannot use these rows (1)",
        "Loaded, and worth mending (1)",
        "About the quality of the data (1)",
        "Also",
    ]
    folded = TREE.xpath("//details//h4/text()")
    open_ones = TREE.xpath("//h4[not(ancestor::details)]/text()")
    assert (len(folded), len(open_ones)) == (2, 2)


def test_every_rule_named_leads_to_its_own_place_which_names_its_source():
    links = [link[1:] for link in TREE.xpath("//a/@href")]
    places = TREE.xpath("//@id")
    assert len(places) == len(set(places))
    assert set(links) <= set(places)
    for rule in ("whole-file", "no-sex", "odd-code", "old-item"):
        (place,) = TREE.xpath(f"//h3[@id='rule-{rule}']/following-sibling::dl[1]")
        assert "found: S2" in place.text_content()
    assert TREE.text_content().count("Because sums need it.") == 1


def test_rows_totals_and_what_may_be_shown_are_told():
    text = TREE.text_content()
    assert "Rows 2, 5, 9 (the header is row 1)." in text
    assert "(1,000 rows)" in text
    assert "and 800 more (the header is row 1)" in text
    assert "Found: 99 (3), <i> (1)." in text


def test_it_asks_for_nothing_from_outside_and_runs_nothing():
    assert not TREE.xpath("//script|//link|//img|//iframe|//@onclick")
    assert not re.search(r"https?:|url\(|@import", PAGE)


def test_what_a_sender_wrote_is_words_and_not_markup():
    assert "a &lt;b&gt;.csv" in PAGE
    assert "the &lt;sex&gt; is missing" in PAGE
    assert not [one for one in ("<sex>", "<b>", "<i>") if one in PAGE]


def test_it_can_be_read_by_its_structure():
    assert TREE.get("lang") == "en-GB"
    assert len(TREE.xpath("//h1")) == len(TREE.xpath("//main")) == 1
    levels = [int(one.tag[1]) for one in TREE.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert TREE.xpath("//table/caption")
    assert not TREE.xpath("//th[not(@scope)]")


def test_a_report_that_shows_values_says_so_at_both_ends():
    page = write_check_page(CheckReport(REPORT.files, shows_values=True))
    assert page.count("Contains personal data: do not send.") == 2
    assert "Contains personal data" not in PAGE


def test_a_page_is_never_written_over_a_data_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("data")
    with pytest.raises(Refusal, match=r"end it in \.html"):
        save_check_page(REPORT, path)
    assert path.read_text() == "data"
    save_check_page(REPORT, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == write_check_page(REPORT)
