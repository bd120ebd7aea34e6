"""The report as a Word document that can be edited, read aloud and signed."""

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from joinedup.documents import wordparts as parts
from joinedup.documents.behind import named_behind
from joinedup.documents.charts.draw import draw_png, draw_svg, size_of
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
from joinedup.documents.repack import repack
from joinedup.documents.report import Bullets, Chart, Paragraph, Report, Run, Table
from joinedup.documents.wordstyle import BODY_STYLES, set_styles

_PAGE_WIDTH = 16.5
_PIXELS_PER_CM = 34.0


def write_word(report: Report, annex: Annex) -> bytes:
    """Return needs-assessment.docx: headlines, contents, sections, support lines, and the evidence annex."""
    writer = _Writer(report, annex)
    writer.open()
    for section in report.sections:
        writer.heading(section.heading, section.level)
        for block in section.blocks:
            writer.block(block)
    writer.close()
    content = io.BytesIO()
    writer.document.save(content)
    return repack(content.getvalue(), report.dated_on)


class _Writer:
    """Adds one thing after another to a Word document."""

    def __init__(self, report: Report, annex: Annex) -> None:
        self.report, self.annex = report, annex
        self.document = docx.Document()
        self._headings: list[tuple[str, int, str]] = []
        set_styles(self.document)
        self._style_ids = {style.name: style.style_id for style in self.document.styles}
        stamp = datetime.combine(report.dated_on, time())
        core = self.document.core_properties
        core.title, core.subject, core.author = report.title, report.subtitle, report.owner
        core.last_modified_by, core.comments, core.keywords = report.owner, banner(report), ""
        core.language, core.revision, core.created, core.modified = "en-GB", 1, stamp, stamp
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm((21 - _PAGE_WIDTH) / 2)
        page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
        if report.is_synthetic:
            page.header.paragraphs[0].text = banner(report)
        foot = page.footer.paragraphs[0]
        foot.add_run(f"{report.title} · ")
        parts.add_page_number(foot)

    def open(self) -> None:
        """Add title, banner, headlines, and a contents list of the headings to come."""
        report = self.report
        self._paragraph("Title", report.title)
        self._paragraph("Subtitle", report.subtitle)
        self._paragraph("Joined Note", f"{', '.join(report.places)} · {report.period}")
        if report.is_synthetic:
            self._paragraph("Joined Banner", banner(report))
        self.heading(HEADLINES, 1)
        for headline in report.headlines:
            self._runs(self._paragraph("List Bullet"), headline)
        self._paragraph("TOC Heading", CONTENTS)
        ahead = [(section.heading, section.level) for section in report.sections]
        ahead += [(SUPPORT, 1)] if report.support_lines else []
        ahead += [(ABOUT, 1), (EVIDENCE, 1)]
        marks = [(text, level, f"heading_{at}") for at, (text, level) in enumerate(ahead, start=2)]
        parts.add_contents(self.document, marks)

    def close(self) -> None:
        """Add support lines, who owns this, and the annex."""
        if self.report.support_lines:
            self.heading(SUPPORT, 1)
            self._pairs(self.report.support_lines)
        self.heading(ABOUT, 1)
        self._pairs(about(self.report))
        self.heading(EVIDENCE, 1, on_new_page=True)
        for line in self.annex.preface:
            self.document.add_paragraph(line)
        for entry in self.annex.entries:
            lead = self._paragraph("Joined Claim")
            parts.add_bookmark(lead, f"evidence_{entry.number}", f"{entry.number}  ")
            parts.add_text(lead, entry.sentence, is_bold=True)
            facts = self._paragraph("Joined Facts")
            for at, (label, text) in enumerate(self.annex.brief(entry)):
                parts.add_text(facts, f"{' · ' if at else ''}{label}: ", is_italic=True)
                parts.add_text(facts, text)
        self.heading(DEFINITIONS, 2)
        for slug, said, caveats in self.annex.definitions:
            line = self._paragraph("Joined Facts")
            parts.add_text(line, f"{slug}: ", is_bold=True)
            parts.add_text(line, " ".join((f"{said}.", *caveats)))
        if self.annex.files:
            self.heading(FILES, 2)
            for number, file in enumerate(self.annex.files, start=1):
                said = f"{number}  {file.name}, {file.sender}, received {file.received_on.isoformat()}"
                line = self._paragraph("Joined Facts", said)
                line.add_run().add_break()
                line.add_run(f"sha256 {file.sha256}")

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """Add a heading that the contents list can jump to."""
        heading = self.document.add_heading(level=level)
        self._headings.append((text, level, f"heading_{len(self._headings) + 1}"))
        parts.add_bookmark(heading, self._headings[-1][2], text)
        heading.paragraph_format.page_break_before = on_new_page

    def block(self, block: Paragraph | Bullets | Table | Chart) -> None:
        """Add one block of a section."""
        if isinstance(block, Paragraph):
            paragraph = self._paragraph(BODY_STYLES[block.style])
            self._runs(paragraph, block.runs)
            if block.style == "note":  # explains what follows, so a heading and its note are never left alone
                paragraph.paragraph_format.keep_with_next = True
        elif isinstance(block, Bullets):
            for item in block.items:
                self._runs(self._paragraph("List Bullet"), item)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._chart(block)

    def _paragraph(self, style: str, text: str = "") -> Any:
        """Add a paragraph by its style's id: python-docx looks the style up anew for each, which costs seconds."""
        paragraph = self.document.add_paragraph(text)
        parts.set_style(paragraph, self._style_ids[style])
        return paragraph

    def _chart(self, chart: Chart) -> None:
        self._paragraph("Caption", chart.title)
        notes = notes_under(chart)
        if has_marks(chart):
            holder = self._paragraph("Joined Picture")
            width = min(_PAGE_WIDTH, size_of(draw_svg(chart))[0] / _PIXELS_PER_CM)
            picture = holder.add_run().add_picture(io.BytesIO(draw_png(chart)), width=Cm(width))
            parts.set_alt_text(picture, chart.title, chart.alt)
            holder.paragraph_format.keep_with_next = bool(notes)
        for note in notes:
            self._paragraph("Joined Note", note)
        named = named_behind(chart)
        if named is not None:
            self._table(named)

    def _table(self, table: Table) -> None:
        self._paragraph("Caption", table.caption)
        grid = self.document.add_table(rows=1, cols=len(table.columns))
        parts.style_table(grid, table.caption)
        right = [is_right_aligned(table, column) for column in range(len(table.columns))]
        for column, name in enumerate(table.columns):
            self._cell(grid.rows[0].cells[column].paragraphs[0], (Run(name, is_strong=True),), right[column])
        for row in table.rows:
            cells = grid.add_row().cells
            for column, run in enumerate(row_runs(row)):
                self._cell(cells[column].paragraphs[0], (run,), right[column])
        parts.set_widths(grid, [share * _PAGE_WIDTH for share in column_shares(table)])
        parts.keep_rows_whole(grid)
        self._paragraph("Joined Gap")

    def _cell(self, paragraph: Any, runs: tuple[Run, ...], is_right: bool) -> None:
        parts.set_style(paragraph, self._style_ids["Joined Cell"])
        if is_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(paragraph, runs)

    def _runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        for run, is_marked in grouped(runs):
            parts.add_text(paragraph, run.text, is_bold=run.is_strong)
            if is_marked and run.claim_id:
                number = self.annex.cite(run.claim_id).number
                parts.add_reference(paragraph, f"evidence_{number}", str(number))

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        for label, text in pairs:
            line = self._paragraph("Joined Pair")
            parts.add_text(line, f"{label}: ", is_bold=True)
            parts.add_text(line, text)
            line.paragraph_format.space_after = Pt(3)
