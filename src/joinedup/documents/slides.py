"""The report as slides: one sentence a slide, charts that can be edited, maps and funnels drawn, claim ids in notes."""

import io
from datetime import datetime, time
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from joinedup.documents.charts.points import has_marks
from joinedup.documents.evidence import Annex, chart_claims, runs_of
from joinedup.documents.reading import HEADLINES, SUPPORT, banner, notes_under, plain, say_date
from joinedup.documents.repack import repack
from joinedup.documents.report import Bullets, Chart, Paragraph, Report, ReportSection, Run
from joinedup.documents.slidechart import add_chart, add_picture
from joinedup.documents.slidestyle import INK, NAVY, QUIET, WARNING, WHITE, set_master
from joinedup.documents.wording import decimals_of, say_with_unit

_LONGEST_TITLE = 165
_LETTERS_A_LINE, _LINES_A_SLIDE = 105, 16
_LEFT, _WIDTH = Inches(0.7), Inches(11.93)


def write_slides(report: Report, annex: Annex) -> bytes:
    """Return slides.pptx: title, headlines, a slide for each chart, and where to get help."""
    deck = _Deck(report, annex)
    deck.open()
    for section in report.sections:
        for chart in (block for block in section.blocks if isinstance(block, Chart)):
            if has_marks(chart):
                deck.chart(section, chart)
    deck.close()
    content = io.BytesIO()
    deck.presentation.save(content)
    return repack(content.getvalue(), report.dated_on)


def key_sentence(report: Report, section: ReportSection, chart: Chart, annex: Annex) -> tuple[Run, ...] | None:
    """Return the sentence a chart's slide is headed by, or None where no short one is about what the chart shows.

    Headlines come first: they were declared to be what matters. Then the section's own short paragraphs and items.
    """
    shown = {slug for claim_id in chart_claims(chart) for slug in annex.cite(claim_id).about}
    texts = list(report.headlines)
    for block in section.blocks:
        if isinstance(block, Paragraph | Bullets):
            is_plain = isinstance(block, Paragraph) and block.style in ("body", "lead")
            texts += list(block.items) if isinstance(block, Bullets) else [block.runs] if is_plain else []
    for runs in texts:
        about = {slug for run in runs if run.claim_id for slug in annex.cite(run.claim_id).about}
        if shown & about and len(plain(runs)) <= _LONGEST_TITLE:
            return runs
    return None


class _Deck:
    """Adds one slide after another."""

    def __init__(self, report: Report, annex: Annex) -> None:
        self.report, self.annex = report, annex
        self.presentation = Presentation()
        set_master(self.presentation)
        stamp = datetime.combine(report.dated_on, time())
        core = self.presentation.core_properties
        core.title, core.subject, core.author = report.title, report.subtitle, report.owner
        core.last_modified_by, core.comments, core.keywords = report.owner, banner(report), ""
        core.language, core.revision, core.created, core.modified = "en-GB", 1, stamp, stamp

    def open(self) -> None:
        """Add the title slide and the headlines, as many slides as they need."""
        report = self.report
        slide = self._slide(report.title)
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = _LEFT, Inches(1.5), _WIDTH, Inches(2.2)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(38)
        lines = [
            report.subtitle,
            f"{', '.join(report.places)} · {report.period}",
            f"{report.owner} · {say_date(report)}",
        ]
        box = _text_box(slide, Inches(3.9), Inches(1.8))
        for at, line in enumerate(lines):
            _add_line(box, line, 20 if at == 0 else 16, first=at == 0)
        if report.is_synthetic:
            self._warning(slide)
        for at, page in enumerate(_pages(report.headlines)):
            slide = self._slide(HEADLINES if at == 0 else f"{HEADLINES}, continued")
            box = _text_box(slide, Inches(1.55), Inches(5.0))
            for number, headline in enumerate(page):
                line = _add_line(box, "", 18, first=number == 0)
                _bullet(line)
                for run in headline:
                    _add_run(line, run.text, 18, is_bold=run.is_strong)
            self._notes(slide, [run.claim_id for headline in page for run in headline])

    def chart(self, section: ReportSection, chart: Chart) -> None:
        """Add one slide: the sentence, the chart, its notes."""
        sentence = key_sentence(self.report, section, chart, self.annex)
        slide = self._slide(plain(sentence) if sentence else chart.title)
        if sentence and len(plain(sentence)) > 110:
            slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(22)
        notes = notes_under(chart)
        unit = "" if chart.unit in chart.title else f", {chart.unit}"
        under = f"{section.heading}: {chart.title}{unit}" if sentence else f"{section.heading}{unit}"
        _add_line(_text_box(slide, Inches(1.45), Inches(0.4)), under, 14, first=True, colour=QUIET)
        words = list(notes)
        if chart.reference and not (chart.kind == "lines" or len(chart.series) == 1 or chart.spots):
            name, value = chart.reference
            words.insert(0, f"{name}: {say_with_unit(value, chart.unit, decimals_of([value]))}.")
        said = " ".join(words)
        deep = Inches(0.2 * -(-len(said) // 150) + 0.1) if said else 0
        draw = add_picture if chart.spots else add_chart
        draw(slide, chart, _LEFT, Inches(1.85), _WIDTH, Inches(5.1) - deep)
        if said:
            _add_line(_text_box(slide, Inches(6.95) - deep, deep), said, 12, first=True, colour=QUIET)
        cited = [run.claim_id for run in sentence or ()] + list(chart_claims(chart))
        beside = [
            run.claim_id for block in section.blocks if isinstance(block, Paragraph | Bullets) for run in runs_of(block)
        ]
        self._notes(slide, cited or beside)

    def close(self) -> None:
        """Say where to get help, whom to ask, and how each number can be opened."""
        report = self.report
        slide = self._slide(SUPPORT if report.support_lines else "About these slides")
        box = _text_box(slide, Inches(1.55), Inches(5.0))
        first = True
        for label, text in report.support_lines:
            line = _add_line(box, "", 18, first=first)
            _add_run(line, f"{label}: ", 18, is_bold=True)
            _add_run(line, text, 18)
            first = False
        for text in (
            f"Questions: {report.owner}; {report.contact.rstrip('.')}. Next update: {report.next_update.rstrip('.')}.",
            "Every number has a claim id in the notes; the needs assessment opens it to its evidence.",
        ):
            _add_line(box, text, 16, first=first)
            first = False

    def _slide(self, title: str) -> Any:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[5])
        slide.shapes.title.text_frame.text = title
        number = len(self.presentation.slides)
        foot = f"{banner(self.report)}  " if self.report.is_synthetic else ""
        box = _text_box(slide, Inches(7.02), Inches(0.35))
        line = _add_line(box, foot, 11, first=True, colour=WARNING, is_bold=True)
        _add_run(line, f"{self.report.period} · {number}", 11, colour=QUIET)
        return slide

    def _warning(self, slide: Any) -> None:
        box = slide.shapes.add_textbox(_LEFT, Inches(0.6), _WIDTH, Inches(0.55))
        box.text_frame.word_wrap = True
        box.fill.solid()
        box.fill.fore_color.rgb = WARNING
        _add_line(box.text_frame, banner(self.report), 18, first=True, colour=WHITE, is_bold=True)

    def _notes(self, slide: Any, claim_ids: list[str | None]) -> None:
        lines = [banner(self.report)] if self.report.is_synthetic else []
        for claim_id in dict.fromkeys(claim_id for claim_id in claim_ids if claim_id):
            entry = self.annex.cite(claim_id)
            lines.append(f"[{entry.number}] {entry.sentence}\nClaim {claim_id}")
        slide.notes_slide.notes_text_frame.text = "\n".join(lines) or "No figures on this slide."


def _pages(headlines: tuple[tuple[Run, ...], ...]) -> list[list[tuple[Run, ...]]]:
    """Share headlines over as few slides as hold them, about as many on each."""
    if not headlines:
        return []
    needed = [-(-len(plain(headline)) // _LETTERS_A_LINE) + 0.4 for headline in headlines]
    count = -(-int(sum(needed) + 0.999) // _LINES_A_SLIDE)
    each = -(-len(headlines) // count)
    return [list(headlines[start : start + each]) for start in range(0, len(headlines), each)]


def _text_box(slide: Any, top: int, height: int) -> Any:
    frame = slide.shapes.add_textbox(_LEFT, top, _WIDTH, height).text_frame
    frame.word_wrap = True
    return frame


def _add_line(frame: Any, text: str, points: float, *, first: bool, colour: Any = INK, is_bold: bool = False) -> Any:
    line = frame.paragraphs[0] if first else frame.add_paragraph()
    line.space_after = Pt(points * 0.5)
    if text:
        _add_run(line, text, points, colour=colour, is_bold=is_bold)
    return line


def _add_run(line: Any, text: str, points: float, *, colour: Any = INK, is_bold: bool = False) -> None:
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(points), is_bold, colour


def _bullet(line: Any) -> None:
    properties = line._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.3)))
    properties.set("indent", str(-Inches(0.3)))
    colour = properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buClr", {})
    colour.append(
        colour.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr", {"val": str(NAVY)})
    )
    properties.append(colour)
    properties.append(
        properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buChar", {"char": "•"})
    )
