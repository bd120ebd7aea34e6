"""The six files of a real run, opened to their last part: no hidden figure's number and no personal value."""

import csv
import json
import re

import pytest

from joinedup.core.place import ENGLAND
from joinedup.definitions.catalogue import indicators
from joinedup.kinds.standard import LEVELS
from joinedup.warehouse.store import open_warehouse
from support.opened import page_tables, sheet_rows, slide_charts, word_tables
from support.whole_job import whole_job

pytestmark = pytest.mark.slow

PLACES = {"Thornmarch": "X10000001", "Quillhaven": "X06000001", ENGLAND.name: ENGLAND.code}
GEOMETRY = re.compile(r'\b(?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"')
"""Where a drawing's parts stand, in pixels: made of the numbers drawn, and by chance the same as others."""

NUMBERS = ("value", "low", "high", "numerator", "denominator")


@pytest.fixture(scope="module", params=["small_warehouse", "county_warehouse"])
def done(request):
    return whole_job(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def slugs():
    """Indicators by the title they are printed under."""
    return {one.title: slug for slug, one in indicators().items()}


def test_there_are_secrets_to_keep(done):
    assert len(done.hidden) > 5
    assert any(estimate.numerator for estimate in done.hidden.values())


def test_the_ledger_holds_no_number_of_a_hidden_figure(done):
    ledger = json.loads((done.folder / "claims.json").read_text(encoding="utf-8"))
    seen = set()
    for claim in ledger["claims"]:
        for figure in claim["about"]:
            if figure["showing"] == "hidden":
                assert not {*NUMBERS, "known", "rounding", "method"} & set(figure), claim["claim_id"]
                assert (claim["test"], claim["word"]) == (None, None), claim["claim_id"]
                assert not any(is_number for _, is_number in claim["parts"]), claim["claim_id"]
                seen.add((figure["indicator"], figure["place"]["code"], figure["start"]))
    secrets = {(slug, code, est.period.start.isoformat()) for (slug, code, _), est in done.hidden.items()}
    assert len(seen & secrets) > 5


def test_the_workbook_says_hidden_wherever_a_number_would_stand(done, slugs):
    sheets = sheet_rows((done.folder / "tables.xlsx").read_bytes())
    head, *rows = sheets["Figures"]
    columns = [head.index(name) for name in ("Value", "Low (95%)", "High (95%)", "Numerator", "Denominator")]
    seen = 0
    for row in rows:
        about = (row[0], row[3], row[4])
        if about in done.hidden and not row[5]:
            assert [row[column] for column in columns] == ["hidden"] * 5, about
            assert row[head.index("State")] == "hidden"
            seen += 1
    assert seen > 5
    assert _hidden_cells(_tables_in(sheets["Tables"]), done, slugs) > 5


@pytest.mark.parametrize(
    ("tables", "name"), [(word_tables, "needs-assessment.docx"), (page_tables, "needs-assessment.html")]
)
def test_tables_on_paper_and_page_say_hidden(tables, name, done, slugs):
    assert _hidden_cells(tables(done.folder / name), done, slugs) > 5


def test_slides_leave_a_hidden_mark_out_of_the_chart_and_of_the_workbook_inside(done, slugs):
    seen = 0
    for _, categories, cached, book in slide_charts(done.folder / "slides.pptx"):
        [(head, *rows)] = book.values()
        held = {(row[0], name): value for row in rows for name, value in zip(head[1:], row[1:], strict=False)}
        for name, values in cached.items():
            for category, value in zip(categories, values, strict=True):
                if _point(name, category, slugs) in done.hidden:
                    assert (value, held.get((category, name))) == (None, None), (name, category)
                    seen += 1
                else:
                    assert held[category, name] == pytest.approx(value)
    assert seen > 0


def test_words_for_those_who_cannot_see_a_chart_say_hidden_too(done, slugs):
    seen = 0
    charts = [one for section in done.report.sections for one in section.blocks if hasattr(one, "alt")]
    everything = {
        suffix: "".join(text for where, text in done.read if suffix in where) for suffix in (".docx!", ".html")
    }
    for chart in charts:
        for text in everything.values():
            assert chart.alt.replace("&", "&amp;") in text or chart.alt in text, chart.title
        for series in chart.series:
            for at, category in enumerate(chart.categories):
                if _point(series.name, category, slugs) in done.hidden:
                    assert (series.values[at], series.lows[at], series.highs[at]) == (None, None, None)
                    assert f"{category} hidden" in chart.alt
                    seen += 1
    assert seen > 0


def test_the_pdf_says_of_each_hidden_claim_only_that_it_is_hidden(done):
    printed = "".join("".join(text.split()) for where, text in done.read if ".pdf page" in where)
    ledger = json.loads((done.folder / "claims.json").read_text(encoding="utf-8"))
    told = [one for one in ledger["claims"] if any(figure["showing"] == "hidden" for figure in one["about"])]
    assert told
    for claim in told:
        assert "hidden to protect people" in claim["sentence"]
        assert "".join(claim["sentence"].split()) in printed, claim["claim_id"]


def test_no_long_number_anywhere_is_a_hidden_ones(done):
    """Values and limits are written in full in the ledger, in sheets and in charts: there they are unmistakable."""
    open_ones = {getattr(figure, name) for figure in done.visible for name in NUMBERS}
    secrets = {getattr(estimate, name) for estimate in done.secrets for name in NUMBERS} - open_ones
    written = {
        f"{number:.{places}f}"
        for number in secrets
        if number is not None and not float(number).is_integer()
        for places in range(6, 17)
    }
    assert len(written) > 100
    shown = {
        number: where for where, text in done.read for number in re.findall(r"\d+\.\d{6,}", GEOMETRY.sub("", text))
    }
    assert len(shown) > 50
    assert {(number, shown[number]) for number in shown.keys() & written} == set()


def test_no_personal_value_is_in_any_output(done, request):
    tokens, postcodes = _personal(request.getfixturevalue(request.node.callspec.params["done"]))
    assert len(tokens) > 1000
    assert len(postcodes) > 5
    for where, text in done.read:
        assert not set(re.findall(r"[A-Za-z0-9_|/-]+", text)) & tokens, where
        assert not set(re.findall(r"[A-Za-z0-9_]+", text)) & tokens, where
        assert [one for one in postcodes if re.search(rf"\b{re.escape(one)}\b", text)] == [], where


def _personal(warehouse):
    """References, ids, pseudonyms, and birth dates with and without initials, as words; postcodes, as sent."""
    names = ("CLIENT", "CLIENTID", "EPISODID", "MODID", "SUBMID", "TOPID", "X_CIRID", "TITID")
    tokens, postcodes = set(), set()
    for path in sorted((warehouse.parent / "files").glob("ndtms_*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                born = row["DOB"]
                tokens |= {row[name] for name in names}
                postcodes.add(row["PC"])
                if len(born) == 8:
                    year, month, day = born[:4], born[4:6], born[6:]
                    tokens |= {born, f"{year}-{month}-{day}", f"{day}/{month}/{year}"}
                    tokens |= {joint.join((row["FINITIAL"], row["SINITIAL"], born)) for joint in ("", "-", "_", "|")}
    opened = open_warehouse(warehouse)
    for level in LEVELS:
        table = opened.table(level)
        for column in (name for name in table.columns if name.endswith(("_key", "person_id"))):
            tokens |= set(table.select(column).distinct().to_pyarrow().column(column).to_pylist())
    opened.close()
    return tokens - {"", None}, postcodes - {""}


def _hidden_cells(tables, done, slugs):
    """Count the cells of hidden figures, having held each to its one word."""
    seen = 0
    for head, *rows in (table for table in tables if table and table[0][0] == "Indicator"):
        for row in rows:
            title, _, label = row[0].rpartition(", ")
            for place, cell in zip(head[1:], row[1:], strict=False):
                if place in PLACES and (slugs[title], PLACES[place], label) in done.hidden:
                    assert cell == "hidden", (title, place)
                    seen += 1
    return seen


def _tables_in(rows):
    """Split the rows of a sheet into its tables, at their headings."""
    tables = []
    for row in rows:
        if row and row[0] == "Indicator":
            tables.append([row])
        elif tables and len(row) > 1:
            tables[-1].append(row)
    return tables


def _point(series, category, slugs):
    """Return whose mark stands at a category of a series: one of them is a place, the other a title or a year."""
    place = PLACES.get(series) or PLACES.get(category)
    other = category if series in PLACES else series
    return (slugs.get(other), place, "2021/22")
