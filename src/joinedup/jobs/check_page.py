"""The report of a check as one web page: whole in itself, worst first, every rule told with where it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from joinedup.intake.finding import HEADINGS, Finding
from joinedup.jobs.check import PERSONAL, CheckReport, FileReport
from joinedup.jobs.standard import why_of_rules
from joinedup.jobs.web_page import save_page, table, whole_page
from joinedup.kinds.check_rule import ADVICE, Severity

_MOST_ROWS = 200


def save_check_page(report: CheckReport, path: Path) -> None:
    """Write the page to `path`, which must end in .html."""
    save_page(write_check_page(report, why_of_rules()), path)


def write_check_page(report: CheckReport, about: Mapping[str, str] | None = None) -> str:
    """Return the page. `about` gives for the code of a rule why it is asked; a rule that is not there has no such line.

    No script, nothing from a network; advice is folded away under what keeps rows out. What it shows of a file is what
    the report shows, and so no personal value unless it was asked for.
    """
    stopped = sum(not one.is_usable for one in report.files)
    count = "1 file" if len(report.files) == 1 else f"{len(report.files)} files"
    title = f"Check of {count}" + (f": {stopped} cannot be used" if stopped else ": each can be used")
    warning = f'<p class="personal">{escape(PERSONAL)}</p>' if report.shows_values else ""
    body = [warning, f"<h1>{escape(title)}</h1>", _contents(report)]
    body += [_file(number, one) for number, one in enumerate(report.files, start=1)]
    body += [_rules(report, about or {}), warning]
    return whole_page(title, body)


def _contents(report: CheckReport) -> str:
    rows = []
    for number, one in enumerate(report.files, start=1):
        link = f'<a href="#file-{number}">{escape(one.file_name)}</a>'
        counts = [str(_count(one.findings, severity)) for severity in Severity]
        rows.append([link, "yes" if one.is_usable else "no", *counts])
    columns = [("File", False), ("Usable", False), *((_SHORT[severity], True) for severity in Severity)]
    return table("Findings by file; one finding can be about many rows", columns, rows)


_SHORT = {
    Severity.REJECT_FILE: "keep the file out",
    Severity.SET_ASIDE: "keep rows out",
    Severity.WARN: "worth mending",
    Severity.DATA_QUALITY: "about quality",
}


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(one.severity is severity for one in findings)


def _file(number: int, one: FileReport) -> str:
    stop = "" if one.is_usable else " stop"
    parts = [
        f'<h2 id="file-{number}">{escape(one.file_name)}</h2>',
        f"<p>{escape(one.what)}</p>" if one.what else "",
        f'<p class="verdict{stop}">{escape(one.verdict)}</p>',
        _list(one.facts),
    ]
    for severity, heading in HEADINGS.items():
        group = [finding for finding in one.findings if finding.severity is severity]
        if group:
            parts.append(_group(f"{heading} ({len(group)})", group, is_folded=severity in ADVICE))
    parts.append(f"<h3>Also</h3>{_list(one.notes)}" if one.notes else "")
    return "\n".join(part for part in parts if part)


def _group(heading: str, group: Sequence[Finding], *, is_folded: bool) -> str:
    told = "\n".join(_finding(one, is_folded) for one in group)
    if not is_folded:
        return f"<h3>{escape(heading)}</h3>\n{told}"
    return f"<h3>{escape(heading)}</h3>\n<details><summary>Show these</summary>\n{told}\n</details>"


def _finding(one: Finding, is_advice: bool) -> str:
    about = f"{one.field}: {one.title}" if one.field else one.title
    count = "1 row" if one.total == 1 else f"{one.total:,} rows"
    parts = [
        f"<h4>{escape(about)} ({count})</h4>",
        f"<p>{_rows(one)}</p>" if one.rows else "",
        f"<p>Found: {escape(', '.join(f'{value} ({number:,})' for value, number in one.shown))}.</p>"
        if one.shown
        else "",
        f'<p class="mend">To mend: {escape(one.mend)}</p>',
        f'<p class="about">Rule <a href="#rule-{escape(one.rule)}">{escape(one.rule)}</a></p>',
    ]
    return f'<div class="finding{"" if is_advice else " stop"}">{"".join(parts)}</div>'


def _rows(one: Finding) -> str:
    listed = ", ".join(str(row) for row in one.rows[:_MOST_ROWS])
    left = one.total - min(len(one.rows), _MOST_ROWS)
    more = f" and {left:,} more" if left > 0 else ""
    return f"{'Row' if one.total == 1 else 'Rows'} {listed}{more} (the header is row 1)."


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _rules(report: CheckReport, about: Mapping[str, str]) -> str:
    """Return the page of the rules that this report names: what each asks, why, what it leads to, whose it is."""
    broken = {one.rule: one for file in report.files for one in file.findings}
    if not broken:
        return ""
    told = []
    for code, one in sorted(broken.items()):
        why = f"<dt>Why</dt><dd>{escape(about[code])}</dd>" if code in about else ""
        told.append(
            f'<h3 id="rule-{escape(code)}">{escape(code)}</h3><dl><dt>What it finds</dt><dd>{escape(one.title)}</dd>'
            f"{why}<dt>What it leads to</dt><dd>{escape(HEADINGS[one.severity])}</dd><dt>To mend</dt>"
            f"<dd>{escape(one.mend)}</dd><dt>Where it comes from</dt><dd>{escape(one.basis)}</dd></dl>"
        )
    return "<h2>The rules named here</h2>\n" + "\n".join(told)
