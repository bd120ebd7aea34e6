"""The report as one HTML page: no network, no scripts, every number a link to its evidence."""

import base64
import re
from html import escape
from pathlib import Path

from joinedup.documents.charts.draw import FONTS, draw_svg
from joinedup.documents.charts.layout import NARROW, WIDE, Layout
from joinedup.documents.charts.points import has_marks
from joinedup.documents.evidence import Annex
from joinedup.documents.reading import (
    ABOUT,
    CONTENTS,
    EVIDENCE,
    FILES,
    HEADLINES,
    SUPPORT,
    about,
    banner,
    data_behind,
    is_right_aligned,
    notes_under,
    say_date,
)
from joinedup.documents.report import Bullets, Chart, Paragraph, Report, Run, Table

_STYLE = Path(__file__).with_name("page.css")
_CLASSES = {"body": "", "lead": ' class="lead"', "note": ' class="note"', "caveat": ' class="caveat"'}


def write_page(report: Report, annex: Annex) -> str:
    """Return needs-assessment.html, whole in itself."""
    title = f"{report.title}, {report.period}"
    warning = f'<p class="banner" role="note">{escape(banner(report))}</p>' if report.is_synthetic else ""
    head = "Synthetic: " if report.is_synthetic else ""
    pages = _Page(annex)
    body = "\n".join(
        [
            pages.headlines(report),
            _contents(report),
            *(
                pages.section(section.slug, section.heading, section.level, section.blocks)
                for section in report.sections
            ),
            _pairs(SUPPORT, "support", report.support_lines) if report.support_lines else "",
            _pairs(ABOUT, "about", about(report)),
            pages.evidence(),
        ]
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{escape(report.owner)}">
<title>{escape(head + title)}</title>
<style>
{_fonts()}
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the main content</a>
<header class="top"><div>
<h1>{escape(report.title)}</h1>
<p>{escape(report.subtitle)}</p>
<p>{escape(", ".join(report.places))} · {escape(report.period)}</p>
</div></header>
<main id="main" tabindex="-1">
{warning}
<div class="wrap">
{body}
</div>
</main>
<footer class="foot"><div class="wrap">
<p>{escape(report.owner)} · {escape(say_date(report))}</p>
<p>{escape(banner(report))}</p>
</div></footer>
</body>
</html>
"""


class _Page:
    """Writes blocks, remembering where each claim was first used so that its evidence can lead back."""

    def __init__(self, annex: Annex) -> None:
        self._annex = annex
        self._used: set[str] = set()

    def headlines(self, report: Report) -> str:
        """Return the opening list."""
        items = "\n".join(f"<li>{self.runs(headline)}</li>" for headline in report.headlines)
        heading = f'<h2 id="headlines">{HEADLINES}</h2>'
        return f'<section class="headlines" aria-labelledby="headlines">\n{heading}\n<ul>\n{items}\n</ul>\n</section>'

    def section(
        self, slug: str, heading: str, level: int, blocks: tuple[Paragraph | Bullets | Table | Chart, ...]
    ) -> str:
        """Return a heading with its blocks."""
        tag = f"h{level + 1}"
        inside = "\n".join(self.block(block) for block in blocks)
        return f'<{tag} id="section-{escape(slug)}">{escape(heading)}</{tag}>\n{inside}'

    def block(self, block: Paragraph | Bullets | Table | Chart) -> str:
        """Return one block."""
        if isinstance(block, Paragraph):
            if block.style == "quote":
                return f"<blockquote><p>{self.runs(block.runs)}</p></blockquote>"
            return f"<p{_CLASSES[block.style]}>{self.runs(block.runs)}</p>"
        if isinstance(block, Bullets):
            return "<ul>\n" + "\n".join(f"<li>{self.runs(item)}</li>" for item in block.items) + "\n</ul>"
        if isinstance(block, Table):
            return self.table(block)
        return self.chart(block)

    def runs(self, runs: tuple[Run, ...]) -> str:
        """Return text in which every number of a claim is a link to it."""
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = escape(run.text)
        if run.claim_id:
            text = self._link(run.claim_id, text)
        return f"<strong>{text}</strong>" if run.is_strong else text

    def _link(self, claim_id: str, text: str) -> str:
        entry = self._annex.cite(claim_id)
        mark = "" if claim_id in self._used else f' id="use-{entry.number}"'
        self._used.add(claim_id)
        return f'<a class="n"{mark} href="#{entry.anchor}" title="Evidence {entry.number}">{text}</a>'

    def table(self, table: Table) -> str:
        """Return a table whose first column heads its rows; wide ones scroll inside their own box."""
        right = [is_right_aligned(table, column) for column in range(len(table.columns))]
        style = [' class="num"' if is_right else "" for is_right in right]
        head = "".join(
            f'<th scope="col"{style[at]}>{escape(name)}</th>' if name else "<td></td>"
            for at, name in enumerate(table.columns)
        )
        rows = []
        for row in table.rows:
            cells = []
            for at, cell in enumerate(row):
                text = self._run(Run(cell.text, cell.claim_id))
                cells.append(f'<th scope="row">{text}</th>' if at == 0 else f"<td{style[at]}>{text}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        label = escape(table.caption)
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table></div>"
        )

    def chart(self, chart: Chart) -> str:
        """Return a drawing for wide and for narrow screens, its notes, and the numbers behind it."""
        notes = "".join(f'<p class="note">{escape(note)}</p>' for note in notes_under(chart))
        if not has_marks(chart):
            return f"<figure><figcaption>{escape(chart.title)}</figcaption>{notes}</figure>"
        drawings = _drawing(chart, WIDE, "wide") + _drawing(chart, NARROW, "narrow")
        behind = f"<details><summary>The numbers behind this chart</summary>{self.table(data_behind(chart))}</details>"
        return f"<figure><figcaption>{escape(chart.title)}</figcaption>{drawings}{notes}{behind}</figure>"

    def evidence(self) -> str:
        """Return the annex: one item a claim, with a way back to where it was first used."""
        said = "\n".join(f"<p>{escape(line)}</p>" for line in self._annex.preface)
        items = []
        for entry in self._annex.entries:
            facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in entry.facts)
            back = (
                f'<p class="note"><a href="#use-{entry.number}">Back to where {entry.number} is used</a></p>'
                if entry.claim_id in self._used
                else ""
            )
            items.append(
                f'<li id="{entry.anchor}"><p class="said">{entry.number}. {escape(entry.sentence)}</p>'
                f"<dl>{facts}</dl>{back}</li>"
            )
        files = "".join(
            f"<dt>{number}. {escape(file.name)}</dt><dd>{escape(file.sender)}, received "
            f"{file.received_on.isoformat()}, sha256 {file.sha256}</dd>"
            for number, file in enumerate(self._annex.files, start=1)
        )
        listed = f'<h3 id="files">{FILES}</h3>\n<dl>{files}</dl>' if files else ""
        claims = '<ol class="claims">\n' + "\n".join(items) + "\n</ol>"
        return f'<h2 id="evidence">{EVIDENCE}</h2>\n{said}\n{claims}\n{listed}'


def _drawing(chart: Chart, layout: Layout, name: str) -> str:
    key = f"{chart.slug}-{name}"
    words = f'<title id="{key}-t">{escape(chart.title)}</title><desc id="{key}-d">{escape(chart.alt)}</desc>'
    svg = draw_svg(chart, layout).replace(
        "<svg ", f'<svg role="img" aria-labelledby="{key}-t {key}-d" focusable="false" ', 1
    )
    svg = svg.replace('class="marks"', f'class="{name}"', 1)
    svg = re.sub(r'(id="|url\(#)((?:clip|gradient)[^")]*)', rf"\g<1>{key}-\g<2>", svg)
    return re.sub(r"(<svg [^>]*>)", lambda match: match[1] + words, svg, count=1)


def _contents(report: Report) -> str:
    links = [(section.slug, section.heading, section.level) for section in report.sections]
    items = [f'<li class="l{level}"><a href="#section-{slug}">{escape(text)}</a></li>' for slug, text, level in links]
    if report.support_lines:
        items.append(f'<li><a href="#support">{SUPPORT}</a></li>')
    items += [f'<li><a href="#about">{ABOUT}</a></li>', f'<li><a href="#evidence">{EVIDENCE}</a></li>']
    listed = "\n".join(items)
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">{CONTENTS}</h2>\n<ul>\n{listed}\n</ul>\n</nav>'


def _pairs(heading: str, anchor: str, pairs: tuple[tuple[str, str], ...]) -> str:
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in pairs)
    return f'<h2 id="{anchor}">{heading}</h2>\n<dl>{items}</dl>'


def _fonts() -> str:
    faces = []
    for name, weight in (("Regular", 400), ("Bold", 700)):
        content = base64.b64encode((FONTS / f"PublicSans-{name}.ttf").read_bytes()).decode("ascii")
        source = f"src:url(data:font/ttf;base64,{content}) format('truetype')"
        faces.append(f"@font-face{{font-family:'Public Sans';font-weight:{weight};font-display:swap;{source}}}")
    return "\n".join(faces)
