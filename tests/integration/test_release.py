"""A release of the small county: every number accounted for, nothing hidden told, the same bytes from the same data."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs import measured
from joinedup.jobs.releasing import release
from joinedup.release.figure import Showing
from joinedup.shelf import places as at
from joinedup.shelf.reading import open_version
from joinedup.shelf.records import (
    About,
    AreaSheet,
    Audience,
    Card,
    ClaimSheet,
    IndicatorSheet,
    ShelfDocument,
    ShelfFeed,
)

DAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def made(small_warehouse, tmp_path_factory):
    """Release once, keeping each estimate beside the figure that was made of it."""
    pairs = []

    def watched(estimates, *given):
        figures = release_as_it_is(estimates, *given)
        pairs.extend(zip(estimates, figures, strict=True))
        return figures

    release_as_it_is = measured.release
    into = tmp_path_factory.mktemp("release") / "released"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measured, "release", watched)
        report = release(small_warehouse, into, year="2021/22", dated_on=DAY, threads=1)
    return into, report, pairs


@pytest.fixture(scope="module")
def version(made):
    return open_version(made[0])


@pytest.fixture(scope="module")
def sheets(version):
    return {one.slug: version.one(IndicatorSheet, at.sheet_of(one.slug)) for one in version.many(Card, at.CATALOGUE)}


def contents(version):
    return {one.path: version.read(one.path) for one in version.manifest.files}


def test_the_report_says_which_version_and_that_it_is_invented(made):
    said = "\n".join(made[1].lines())
    assert "Released version 1 of Quillhaven and Thornmarch for 2021/22" in said
    assert "Synthetic" in said


def test_every_page_has_its_file_and_every_file_can_be_read(version, sheets):
    about = version.one(About, at.ABOUT)
    for code, _ in about.areas:
        profile = version.one(AreaSheet, at.area_of(code))
        assert profile.sections
        assert {row.slug for section in profile.sections for row in section.rows} <= set(sheets)
    ledger = json.loads(version.read(at.document_of("claims.json")))
    for claim in ledger["claims"]:
        sheet = version.one(ClaimSheet, at.claim_of(claim["claim_id"]))
        assert (sheet.claim_id, sheet.sentence) == (claim["claim_id"], claim["sentence"])
    for slug, sheet in sheets.items():
        assert version.holds(at.table_of(slug))
        for chart in sheet.charts:
            assert version.read(chart.wide).startswith(b"<svg")
            assert version.read(chart.narrow).startswith(b"<svg")
        for told in (*sheet.figures, *sheet.groups):
            assert not told.claim_id or version.holds(at.claim_of(told.claim_id))
            assert told.claim_id or not told.is_visible, "every number opens to its claim"
    seen = version.many(Audience, at.AUDIENCES)
    assert {one.document for one in seen} == {"needs-assessment"}
    assert all(one.sees + len(one.dropped) == one.claims == len(ledger["claims"]) for one in seen)
    told_hidden = {
        claim["claim_id"] for claim in ledger["claims"] if "hidden" in {each["showing"] for each in claim["about"]}
    }
    assert {claim_id for claim_id, _ in seen[0].hidden} == told_hidden
    (document,) = version.many(ShelfDocument, at.DOCUMENTS)
    assert document.sign_off == "draft"
    assert {name: size for name, _, size in document.files} == {
        name: len(version.read(at.document_of(name))) for name, _, _ in document.files
    }


def test_it_is_marked_synthetic_because_the_figures_are(version):
    assert version.manifest.is_synthetic
    assert version.one(About, at.ABOUT).is_synthetic


def test_a_drawing_lies_under_its_own_content(version):
    drawings = [one for one in version.manifest.files if one.path.startswith("charts/")]
    assert drawings
    assert all(one.path == f"charts/{one.sha256}.svg" for one in drawings)


def test_what_is_hidden_is_told_nowhere(made, version):
    """Nothing a hidden figure was made of is in any file, unless a figure that is shown says the very same."""
    hidden, shown = set(), set()
    for estimate, figure in made[2]:
        told = {repr(number) for number in (estimate.value, estimate.low, estimate.high) if number is not None}
        told |= {str(round(float(number), 4)) for number in map(float, told)}
        if estimate.numerator is not None and estimate.denominator is not None:
            told.add(f"{estimate.numerator:,.0f} of {estimate.denominator:,.0f}")
        long = {text for text in told if len(text) > 6 or " of " in text}
        (hidden if figure.showing is Showing.HIDDEN else shown).update(long)
    secrets = {text for text in hidden - shown if len(text) > 6}
    assert len(secrets) > 20
    texts = {path: content.decode() for path, content in contents(version).items() if not path.startswith("documents/")}
    words = {path: set(text.replace('"', " ").replace(",", " , ").split()) for path, text in texts.items()}
    found = [
        (path, secret)
        for path in texts
        for secret in secrets
        if (secret in words[path] if " " not in secret else f" {secret} " in f" {texts[path]} ")
    ]
    assert not found


def test_hidden_figures_are_on_the_shelf_as_hidden(made, sheets):
    hidden = {
        (one.indicator, one.place.code, one.period.label, one.group)
        for _, one in made[2]
        if one.showing is Showing.HIDDEN
    }
    on_shelf = {
        (one.indicator, one.place_code, one.period, one.group): one
        for sheet in sheets.values()
        for one in (*sheet.figures, *sheet.groups)
    }
    assert hidden
    assert {key for key, one in on_shelf.items() if one.is_hidden} == hidden
    for slug, place, period, group in hidden:
        name = on_shelf[slug, place, period, group].place
        for chart in sheets[slug].charts if group is None else ():
            cells = {(row[0], column): cell for row in chart.behind.rows for column, cell in zip(
                chart.behind.columns, row, strict=True)}  # fmt: skip
            told = {one.period for one in sheets[slug].latest}
            for key in ((period, name), *([(name, sheets[slug].definition.title)] if period in told else [])):
                assert cells.get(key, "hidden") == "hidden"


def test_a_table_to_download_has_a_row_a_figure(version, sheets):
    for slug, sheet in sheets.items():
        rows = list(csv.DictReader(io.StringIO(version.read(at.table_of(slug)).decode(), newline="")))
        assert len(rows) == len(sheet.figures) + len(sheet.groups)
        for row in rows:
            if row["showing"] in ("hidden", "absent"):
                assert not any(row[name] for name in ("value", "low_95", "high_95", "numerator", "denominator"))
                assert not row["recorded"]


def test_feeds_count_no_rows_and_no_file_names_this_machine(made, version):
    feeds = version.many(ShelfFeed, at.FEEDS)
    assert feeds
    assert not any("row" in line for one in feeds for line in one.told)
    machine = str(made[0].parents[2]).encode()
    assert not [path for path, content in contents(version).items() if machine in content]


def test_the_same_again_stands_and_another_shelf_holds_the_same_bytes(made, small_warehouse, tmp_path):
    into, _, _ = made
    again = release(small_warehouse, into, year="2021/22", dated_on=DAY, threads=2)
    assert (again.number, again.is_new) == (1, False)
    other = release(small_warehouse, tmp_path / "other", year="2021/22", dated_on=DAY, threads=2)
    assert other.is_new
    trees = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (into, tmp_path / "other")
    ]
    assert trees[0] == trees[1]


def test_a_year_of_which_nothing_is_held_puts_nothing_on_the_shelf(small_warehouse, tmp_path):
    with pytest.raises(Refusal, match="Nothing is held"):
        release(small_warehouse, tmp_path / "released", year="1990/91", dated_on=DAY)
    assert not (tmp_path / "released").exists()


def test_an_unknown_area_and_no_warehouse_are_a_sentence_each(small_warehouse, tmp_path):
    with pytest.raises(Refusal, match="Nowhere"):
        release(small_warehouse, tmp_path / "released", areas=("Nowhere",), year="2021/22", dated_on=DAY)
    with pytest.raises(Refusal, match="is not a warehouse"):
        release(tmp_path, tmp_path / "released", year="2021/22", dated_on=DAY)
    assert not (tmp_path / "released").exists()


def test_a_claim_says_what_would_change_it_and_what_to_quote(version, sheets):
    claims = [version.one(ClaimSheet, at.claim_of(said.claim_id)) for one in sheets.values() for said in one.sayings]
    for claim in claims:
        assert claim.would_change
        is_seen = any(figure.is_visible for figure in claim.figures)
        assert bool(claim.quote) == is_seen
        assert bool(claim.hidden_why) == any(figure.is_hidden for figure in claim.figures)
        if claim.quote:
            assert "1 May 2026" in claim.quote
            assert ("invented" in claim.quote) == (claim.place != "England")
    assert any(claim.used_in for claim in claims)
    assert any(claim.family for claim in claims)


def test_a_figure_given_a_number_beside_its_hiding_cannot_be_put_there(sheets):
    hidden = next(one for sheet in sheets.values() for one in sheet.figures if one.is_hidden)
    with pytest.raises(ValueError, match="must not carry a number"):
        replace(hidden, interval="1 to 4")
