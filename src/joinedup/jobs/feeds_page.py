"""`joinedup feeds` as one web page: whole in itself, what is missing first."""

from html import escape
from pathlib import Path

from joinedup.jobs.feeds import COLUMNS, NO_LIST, NUMBERS, FeedsReport, cells, sentences
from joinedup.jobs.web_page import save_page, table, whole_page


def save_feeds_page(report: FeedsReport, path: Path) -> None:
    """Write the page to `path`, which must end in .html."""
    save_page(write_feeds_page(report), path)


def write_feeds_page(report: FeedsReport) -> str:
    """Return the page: no script, nothing from a network, and of senders only what their deliveries say."""
    day = report.on.isoformat()
    missing = len(report.wanting)
    title = f"Feeds on {day}: {missing} missing or too old" if missing else f"Feeds on {day}: nothing is missing"
    body = [f"<h1>{escape(title)}</h1>"]
    if report.is_synthetic:
        body.append('<p class="verdict">Synthetic: invented senders and figures.</p>')
    if not report.has_list:
        body.append(f'<p class="verdict stop">{escape(NO_LIST)}</p>')
    body += ["<h2>Missing or too old</h2>"] if missing else []
    for one in report.wanting:
        first, *more = sentences(one)
        told = "".join(f"<p>{escape(line)}</p>" for line in more)
        body.append(f'<div class="finding stop"><p class="mend">{escape(first)}</p>{told}</div>')
    body.append(f"<h2>Everything held</h2>\n{_table(report)}")
    body.append(f'<p class="about">Version {report.version} of {escape(report.warehouse)}.</p>')
    return whole_page(title, body)


def _table(report: FeedsReport) -> str:
    columns = [(name, place in NUMBERS) for place, name in enumerate(COLUMNS)]
    rows = [[escape(cell) for cell in cells(one, report.has_list)] for one in report.feeds]
    return table("Feeds by sender, what is missing first; senders are in the order of their codes", columns, rows)
