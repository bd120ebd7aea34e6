"""`joinedup feeds` as one web page: whole in itself, what is missing first."""

from html import escape
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.jobs.feeds import COLUMNS, NO_LIST, NUMBERS, FeedsReport, cells, sentences

_STYLE = Path(__file__).with_name("check.css")


def save_feeds_page(report: FeedsReport, path: Path) -> None:
    """Write the page to `path`; refuse a name that does not end in .html, so that no data file is overwritten."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise Refusal(f"{path} is no name for a web page: end it in .html.")
    path.write_text(write_feeds_page(report), encoding="utf-8", newline="\n")


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
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<main>
{chr(10).join(body)}
</main>
</body>
</html>
"""


def _table(report: FeedsReport) -> str:
    head = "".join(f'<th scope="col"{_right(place)}>{escape(name)}</th>' for place, name in enumerate(COLUMNS))
    rows = []
    for one in report.feeds:
        first, *rest = cells(one, report.has_list)
        told = "".join(f"<td{_right(place)}>{escape(cell)}</td>" for place, cell in enumerate(rest, start=1))
        rows.append(f'<tr><th scope="row">{escape(first)}</th>{told}</tr>')
    return (
        "<table><caption>Feeds by sender, what is missing first; senders are in the order of their codes</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _right(place: int) -> str:
    return ' class="n"' if place in NUMBERS else ""
