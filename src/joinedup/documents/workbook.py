"""The tables as a workbook: figures, definitions and claims, each with the ids that people cite."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time

import xlsxwriter

from joinedup.claims.model import Claim, Ledger
from joinedup.core.days import spoken_day
from joinedup.documents.behind import all_behind
from joinedup.documents.evidence import Annex
from joinedup.documents.repack import repack
from joinedup.documents.report import Chart, Report, Table
from joinedup.documents.sheets import Row, Sheets
from joinedup.documents.wording import ABSENT, HIDDEN, SYNTHETIC_BANNER, SYNTHETIC_SENTENCE
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure, Showing


def write_workbook(
    report: Report, ledger: Ledger, annex: Annex, indicators: Mapping[str, Indicator], figures: Iterable[Figure]
) -> bytes:
    """Return tables.xlsx. `figures` stand beside those the claims rest on; a hidden one has words and no number."""
    held = tuple(dict.fromkeys([*(one for claim in ledger.claims for one in claim.about), *figures]))
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": report.title,
            "subject": SYNTHETIC_BANNER if report.is_synthetic else report.subtitle,
            "author": report.owner,
            "created": datetime.combine(report.dated_on, time(), UTC).replace(tzinfo=None),
        }
    )
    sheets = Sheets(book, report.is_synthetic)
    sheets.add_text("Read me", _read_me(report, annex))
    sheets.add_table("Figures", _FIGURE_COLUMNS, _figure_rows(held, ledger, indicators))
    sheets.add_blocks("Tables", [block for one in report.sections for block in one.blocks if isinstance(block, Table)])
    for name, table in _everywhere(report):
        sheets.add_blocks(name, [table])
    sheets.add_table("Definitions", _DEFINITION_COLUMNS, _definition_rows(ledger, indicators))
    sheets.add_table("Claims", _CLAIM_COLUMNS, [_claim_row(claim, annex) for claim in ledger.claims])
    sheets.add_table("Files", ("Number", "File", "Sender", "Received", "sha256"), _file_rows(annex))
    book.close()
    return repack(content.getvalue(), report.dated_on)


def _everywhere(report: Report) -> list[tuple[str, Table]]:
    """Return a sheet's name and table for each map and funnel: every authority, unseen ones in words."""
    charts = [block for one in report.sections for block in one.blocks if isinstance(block, Chart) and block.spots]
    names = {"tiles": "Map", "funnel": "Funnel"}
    return [(f"{names[chart.kind]} {at}", all_behind(chart)) for at, chart in enumerate(charts, start=1)]


_FIGURE_COLUMNS = (
    "Indicator",
    "Title",
    "Place",
    "Place code",
    "Period",
    "Group",
    "Value",
    "Low (95%)",
    "High (95%)",
    "Unit",
    "Numerator",
    "Denominator",
    "State",
    "Method",
    "Note",
    "Claims",
)


def _figure_rows(figures: Sequence[Figure], ledger: Ledger, indicators: Mapping[str, Indicator]) -> list[Row]:
    cited: dict[Figure, list[str]] = {figure: [] for figure in figures}
    for claim in ledger.claims:
        for figure in dict.fromkeys(claim.about):
            cited[figure].append(claim.claim_id)
    return [_figure_row(figure, indicators.get(figure.indicator), cited[figure]) for figure in figures]


def _figure_row(figure: Figure, indicator: Indicator | None, claim_ids: list[str]) -> Row:
    numbers: list[str | float | None] = [figure.value, figure.low, figure.high]
    counts: list[str | float | None] = [figure.numerator, figure.denominator]
    if not figure.is_visible:
        word = HIDDEN if figure.showing is Showing.HIDDEN else ABSENT
        numbers, counts = [word] * 3, [word] * 2
    return (
        figure.indicator,
        indicator.title if indicator else figure.indicator,
        figure.place.name,
        figure.place.code,
        figure.period.label,
        " ".join(figure.group) if figure.group else "",
        *numbers,
        str(indicator.unit) if indicator else "",
        *counts,
        str(figure.showing),
        figure.method,
        figure.note,
        "; ".join(claim_ids),
    )


_DEFINITION_COLUMNS = (
    "Indicator",
    "Title",
    "Counts",
    "Out of",
    "Why it matters",
    "Unit",
    "Version",
    "Status",
    "Source",
    "Take care",
)


def _definition_rows(ledger: Ledger, indicators: Mapping[str, Indicator]) -> list[Row]:
    held: dict[str, Claim] = {}
    for claim in ledger.claims:
        held.setdefault(claim.evidence.definition, claim)
    rows: list[Row] = []
    for slug in sorted(held):
        evidence, known = held[slug].evidence, indicators.get(slug)
        rows.append(
            (
                slug,
                known.title if known else slug,
                known.noun if known else "",
                (known.share_of or known.of or "") if known else "",
                known.why if known else "",
                str(known.unit) if known else "",
                evidence.definition_version,
                evidence.definition_status,
                evidence.definition_source,
                " ".join(known.caveats) if known else "",
            )
        )
    return rows


_CLAIM_COLUMNS = (
    "Number",
    "Sentence",
    "Claim",
    "Kind",
    "Word",
    "Test",
    "Take care",
    "Words not permitted",
    "Definition",
    "Sign-off",
)


def _claim_row(claim: Claim, annex: Annex) -> Row:
    facts = annex.cite(claim.claim_id).facts

    def said(label: str) -> str:
        return " ".join(text for name, text in facts if name == label)

    return (
        annex.cite(claim.claim_id).number,
        claim.sentence,
        claim.claim_id,
        str(claim.kind),
        claim.word or "",
        said("Test"),
        " ".join(claim.caveats),
        said("Word not permitted"),
        claim.evidence.definition,
        claim.sign_off.state,
    )


def _file_rows(annex: Annex) -> list[Row]:
    return [
        (number, file.name, file.sender, file.received_on.isoformat(), file.sha256)
        for number, file in enumerate(annex.files, start=1)
    ]


def _read_me(report: Report, annex: Annex) -> list[tuple[str, str]]:
    lines = [(SYNTHETIC_BANNER, SYNTHETIC_SENTENCE)] if report.is_synthetic else []
    return [
        *lines,
        ("Title", report.title),
        ("Places", ", ".join(report.places)),
        ("Period", report.period),
        ("Owner", report.owner),
        ("Contact", report.contact),
        ("Date", report.dated_on.isoformat()),
        *([("As known on", spoken_day(report.known_on))] if report.known_on else []),
        ("Next update", report.next_update),
        ("Data version", report.data_version),
        ("Figures", "One row for each figure: its value, 95% interval, counts, and the claims that rest on it."),
        ("Tables", "The tables of the document, with the claims that each row rests on."),
        *(
            [
                (
                    "Maps and funnels",
                    "The figures of every authority that a picture shows, each picture on its own sheet.",
                )
            ]
            if _everywhere(report)
            else []
        ),
        ("Definitions", "What each indicator counts, out of whom, and where the definition comes from."),
        ("Claims", "Every sentence of the documents, with its test. The number is the one printed beside it there."),
        ("Files", "The files that the figures rest on."),
        ("hidden", "Withheld to protect people. It is not zero."),
        ("no figure", "Nothing is held, or the figure would not mean what it says; the note says why."),
        *(("About the claims", line) for line in annex.preface),
    ]
