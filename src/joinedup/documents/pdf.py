"""The report as PDF/UA: tagged, so that it can be read aloud, and the same bytes on every machine."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from joinedup.documents.behind import named_behind
from joinedup.documents.charts.draw import FONTS, draw_svg, size_of
from joinedup.documents.charts.points import has_marks
from joinedup.documents.evidence import Annex
from joinedup.documents.reading import (
    ABOUT,
    CONTENTS,
    DEFINITIONS,
    EVIDENCE,
    FILES,
    HEADLINES,
    SUPPORT,
    about,
    banner,
    column_shares,
    grouped,
    is_right_aligned,
    notes_under,
    row_runs,
)
from joinedup.documents.report import Bullets, Chart, Paragraph, Report, Run, Table

_LOOK = Path(__file__).with_name("pdf.typ")
_STYLES = {"lead": "lead", "note": "note", "caveat": "caveat", "quote": "said"}
_POINTS_PER_PIXEL = 0.78
_WIDEST = 470.0


def write_pdf(report: Report, annex: Annex) -> bytes:
    """Return needs-assessment.pdf, refused by typst itself where it would break PDF/UA-1."""
    return typst.compile(
        source_of(report, annex).encode(),
        font_paths=_own_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(report.dated_on, time(), UTC),
    )


@cache
def _own_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def source_of(report: Report, annex: Annex) -> str:
    """Return the typst source. All words are string literals, so nothing in them is taken for markup."""
    day = report.dated_on
    stamp = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    warning = banner(report)
    lines = [
        _LOOK.read_text(encoding="utf-8"),
        f"#set document(title: {_text(report.title)}, author: {_text(report.owner)}, date: {stamp})",
        f"#show: look.with(banner: {_text(warning) if warning else 'none'}, running: {_text(report.title)})",
        "#opening-title()",
        f"#block(text(size: 13pt, {_text(report.subtitle)}))",
        f"#note({_text(', '.join(report.places) + ' · ' + report.period)})",
        f"#banner-block({_text(warning)})" if warning else "",
        f"#heading(level: 1, {_text(HEADLINES)})",
        "#opening[",
        *(f"- {_runs(headline, annex)}" for headline in report.headlines),
        "]",
        f"#outline(title: {_text(CONTENTS)}, depth: 2)",
    ]
    for section in report.sections:
        lines.append(f"#heading(level: {section.level}, {_text(section.heading)})")
        lines += [_block(block, annex) for block in section.blocks]
    if report.support_lines:
        lines += [f"#heading(level: 1, {_text(SUPPORT)})", *_pairs(report.support_lines)]
    lines += [f"#heading(level: 1, {_text(ABOUT)})", *_pairs(about(report))]
    lines += _evidence(annex)
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    r"""Return a typst string literal; only backslash and quote mean anything inside one."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
    return f'"{escaped}"'


def _runs(runs: tuple[Run, ...], annex: Annex) -> str:
    pieces = []
    for run, is_marked in grouped(runs):
        pieces.append(f"#strong({_text(run.text)})" if run.is_strong else f"#{_text(run.text)}")
        if is_marked and run.claim_id:
            number = annex.cite(run.claim_id).number
            pieces.append(f"#ref-mark(<claim-{number}>, {_text(str(number))})")
    return "".join(pieces)


def _block(block: Paragraph | Bullets | Table | Chart, annex: Annex) -> str:
    if isinstance(block, Paragraph):
        style = _STYLES.get(block.style)
        said = _runs(block.runs, annex)
        return f"#{style}[{said}]\n" if style else f"{said}\n"
    if isinstance(block, Bullets):
        return "\n".join(f"- {_runs(item, annex)}" for item in block.items) + "\n"
    if isinstance(block, Table):
        return _table(block, annex)
    named = named_behind(block)
    return _chart(block) + (_table(named, annex) if named else "")


def _chart(chart: Chart) -> str:
    lines = [f"#caption({_text(chart.title)})"]
    if has_marks(chart):
        svg = draw_svg(chart)
        width = min(_WIDEST, size_of(svg)[0] * _POINTS_PER_PIXEL)
        lines.append(f"#picture({_text(svg)}, {_text(chart.alt)}, {width:.1f}pt)")
    lines += [f"#note({_text(note)})" for note in notes_under(chart)]
    return "\n".join(lines) + "\n"


def _table(table: Table, annex: Annex) -> str:
    count = len(table.columns)
    widths = ", ".join(f"{share * 100:.1f}fr" for share in column_shares(table))
    aligned = ", ".join("right" if is_right_aligned(table, column) else "left" for column in range(count))
    head = "".join(f"{_text(name)}, " for name in table.columns)
    cells = "".join(f"[{_runs((run,), annex)}], " for row in table.rows for run in row_runs(row))
    return f"#caption({_text(table.caption)})\n#grid-of(({widths},), ({aligned},), ({head}), ({cells}))\n"


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"#pair({_text(label)}, {_text(words)})" for label, words in pairs]


def _evidence(annex: Annex) -> list[str]:
    lines = ["#pagebreak(weak: true)", f"#heading(level: 1, {_text(EVIDENCE)})"]
    lines += [f"#{_text(line)}\n" for line in annex.preface]
    lines.append("#set text(size: 8pt)\n#set par(leading: 0.55em)")
    for entry in annex.entries:
        lead = _text(f"{entry.number}  {entry.sentence}")
        facts = " · ".join(f"#fact({_text(label)}, {_text(words)})" for label, words in annex.brief(entry))
        lines.append(f"#block(above: 1.2em, below: 0.5em, sticky: true, strong({lead})) <claim-{entry.number}>")
        lines.append(f"#block[{facts}]")
    lines.append(f"#heading(level: 2, {_text(DEFINITIONS)})")
    lines += [
        f"#pair({_text(slug)}, {_text(' '.join((said + '.', *caveats)))})" for slug, said, caveats in annex.definitions
    ]
    if annex.files:
        lines.append(f"#heading(level: 2, {_text(FILES)})")
    for number, file in enumerate(annex.files, start=1):
        said = f"{file.sender}, received {file.received_on.isoformat()}, sha256 {file.sha256}"
        lines.append(f"#pair({_text(f'{number}  {file.name}')}, {_text(said)})")
    return lines
