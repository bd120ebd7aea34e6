"""How documents of latest figures tell their age, what is missing, and comparisons that found nothing."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.claims.ledger import build_ledger
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.documents.compose.ages import age, ages_of, publisher_of
from joinedup.documents.compose.missing import missing_blocks
from joinedup.documents.compose.report import compose
from joinedup.documents.compose.section import compose_section
from joinedup.documents.report import Bullets, Chart, Table
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Unpublished, Versus
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from support.boards import board_of, words_of
from support.claiming import COUNTY, PUBLISHED, YEAR, counted, evidence_of, indicator, published, rated

RATE = indicator("a-rate", Unit.RATE, title="A rate of something")
COUNT = indicator("a-count", Unit.COUNT, title="Admissions", noun="admissions")
GONE = indicator("gone", Unit.COUNT, title="Things that are gone")
OLD = Period.financial_year("2017/18")
TOGETHER = Place("merged-both", "Both together", "several-councils")
UNPUBLISHED = Unpublished("Suspected deaths", "none are published.", "the coroner's office.")

SECTIONS = (
    Section("rates", "Rates", (Ask(ClaimKind.LEVEL, "a-rate"), Ask(ClaimKind.COMPARISON, "a-rate", Versus.ENGLAND))),
    Section("again", "Once more", (Ask(ClaimKind.LEVEL, "a-rate"),)),
    Section("counts", "Counts", (Ask(ClaimKind.COUNT, "a-count"), Ask(ClaimKind.COUNT, "gone"))),
    Section("together", "Counts together", (Ask(ClaimKind.COUNT, "gone"),), around="several-councils"),
)
FIGURES = (
    rated("a-rate", COUNTY, 889, 546_000),
    published("a-rate", 165.0, is_value_only=True),
    counted("a-count", COUNTY, 70, period=OLD, rounding=2.5),
    replace(counted("gone", TOGETHER, 45), showing=Showing.OPEN, provenance=PUBLISHED),
)


def board(figures=FIGURES, **more):
    settings = {"is_latest": True, "opening": ("a-rate",), "unpublished": (UNPUBLISHED,), "methods": ("As published.",)}
    kind = DocumentKind("made-up", "Made up", SECTIONS, "open", "A test", **settings)
    held = board_of(SECTIONS[:3], figures, (RATE, COUNT, GONE), places=(COUNTY,), period_of={"a-count": OLD})
    around = {"together": (TOGETHER,)}
    return replace(held, document=kind, around=around, origins={"gone": (("ONS", "https://www.ons.gov.uk"),)}, **more)


@pytest.mark.parametrize(
    ("end", "on", "said"),
    [
        (date(2018, 4, 1), date(2026, 5, 1), "8 years"),
        (date(2018, 4, 1), date(2026, 3, 30), "7 years"),
        (date(2018, 4, 1), date(2026, 3, 31), "8 years"),
        (date(2025, 1, 1), date(2026, 5, 1), "1 year"),
        (date(2026, 1, 1), date(2026, 5, 1), "under a year"),
        (date(2027, 1, 1), date(2026, 5, 1), "under a year"),
    ],
)
def test_an_age_is_in_whole_years_from_the_last_day(end, on, said):
    assert age(end, on) == said


def test_every_figure_told_has_its_age_and_none_that_is_not():
    table = next(block for block in ages_of(board(), date(2026, 5, 1)) if isinstance(block, Table))
    rows = [[cell.text for cell in row] for row in table.rows]
    assert [row[:3] for row in rows] == [
        ["A rate of something", "2021/22", "4 years"],
        ["Admissions", "2017/18", "8 years"],
        ["Things that are gone, Both together", "2021/22", "4 years"],
    ]


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("ONS, deaths by local authority, registered in the year; ONS population estimates, from Nomis", "ONS"),
        ("Fingertips (OHID): Alcohol related mortality; verdicts are the publisher's", "Fingertips"),
        ("NHS Digital, Statistics on Drug Misuse: admissions; compiled by British Drug Dynamics", "NHS Digital"),
        ("MHCLG, English indices of deprivation; ONS population estimates", "MHCLG; ONS"),
        ("", ""),
    ],
)
def test_the_publisher_is_named_and_not_each_table(source, publisher):
    assert publisher_of(source) == publisher


def test_a_picture_of_an_area_around_is_of_its_own_period():
    section = Section(
        "force",
        "Force",
        (Ask(ClaimKind.COUNT, "a-count"),),
        (Picture("years", "Admissions each year", ("a-count",), years=2, unit="admissions"),),
        around="police-force",
    )
    force = Place("E23000023", "the police force area", "police-force")
    early = Period.financial_year("2015/16")
    figures = [counted("a-count", force, count, period=period) for count, period in ((5, early.previous), (6, early))]
    kind = DocumentKind("made-up", "Made up", (section,), "open", "A test", is_latest=True)
    drawn = replace(
        board_of((), figures, (COUNT,), places=(COUNTY,)),
        document=kind,
        around={"force": (force,)},
        periods={("a-count", force.code): early},
    )
    claims = build_ledger(
        drawn.document, figures, [COUNT], (COUNTY,), YEAR, vocabulary=vocabulary(), evidence_of=evidence_of,
        data_version="", definitions_version="", code_version="", around=drawn.around, periods=drawn.periods,
    )  # fmt: skip
    drawn = replace(drawn, ledger=claims, claims={claim.claim_id: claim for claim in claims.claims})
    [chart] = [block for block in compose_section(section, drawn).blocks if isinstance(block, Chart)]
    assert chart.categories == ("2014/15", "2015/16")
    assert chart.series[0].values == (5, 6)
    assert chart.unit == "admissions"


def test_what_councils_have_only_together_is_said_to_be_so_with_where_to_look():
    said = words_of(missing_blocks(board()))
    assert (
        "Things that are gone: none is published for Thornmarch alone. The publisher gives one figure for Both "
        "together; it stands under that name above, and is not the council's. Look at, or ask: ONS, "
        "https://www.ons.gov.uk."
    ) in said
    assert "Suspected deaths: none are published. Ask: the coroner's office." in said


def test_a_publishers_own_marker_is_the_reason():
    note = "The publisher gives no figure: hidden by the publisher: a small number."
    absent = Figure("gone", COUNTY, YEAR, None, Showing.ABSENT, note=note)
    said = words_of(missing_blocks(board([*FIGURES[:3], absent])))
    assert f"none for Thornmarch. {note}" in said


def test_a_comparison_without_a_difference_is_told_in_full():
    figures = [rated("a-rate", COUNTY, 889, 546_000), published("a-rate", 163.0, is_value_only=True)]
    section = compose_section(SECTIONS[0], board(figures))
    bullets = [block for block in section.blocks if isinstance(block, Bullets)]
    assert "Thornmarch (163 per 100,000 adults) was similar to that in England (163)" in words_of(bullets)


def test_what_was_told_before_is_not_told_again():
    assert words_of(compose_section(SECTIONS[0], board()).blocks).count("In Thornmarch") == 1
    again = compose_section(SECTIONS[1], board())
    assert not words_of(again.blocks)
    assert not [block for block in again.blocks if isinstance(block, Table)]


def test_a_rounded_count_is_about_so_many_in_its_table():
    table = next(block for block in compose_section(SECTIONS[2], board()).blocks if isinstance(block, Table))
    assert table.rows[0][1].text == "about 70"
    assert table.rows[0][0].text == "Admissions, 2017/18"


def test_the_report_opens_with_what_must_be_known_and_how_old_it_is():
    on = board(notes=("Thornmarch ended as a council.",))
    report = compose(on, dated_on=date(2026, 5, 1), next_update="later", contact="us")
    said = ["".join(run.text for run in runs) for runs in report.headlines]
    assert said[0] == "Thornmarch ended as a council."
    assert said[1] == (
        "Each figure is the latest held and says its own period; the oldest is for 2017/18, the newest for 2021/22."
    )
    assert "Thornmarch" in said[2]
    assert report.period == "2017 to 2022"
    assert report.subtitle == "What the latest published figures held support"
