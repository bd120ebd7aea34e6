"""A report as one web page: whole in itself, with no script and nothing from a network."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from joinedup.core.refusal import Refusal

_STYLE = Path(__file__).with_name("web_page.css")


def save_page(page: str, path: Path) -> None:
    """Write a page to `path`; refuse a name that does not end in .html, so that no data file is overwritten."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise Refusal(f"{path} is no name for a web page: end it in .html.")
    path.write_text(page, encoding="utf-8", newline="\n")


def whole_page(title: str, body: Iterable[str]) -> str:
    """Return the page; `body` are parts in HTML, empty ones left out."""
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
{chr(10).join(part for part in body if part)}
</main>
</body>
</html>
"""


def table(caption: str, columns: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that moves sideways within itself where it is wider than the screen.

    `columns` give a heading and whether numbers stand under it; cells are HTML, and the first of a row is its heading.
    """
    right = [' class="n"' if is_number else "" for _, is_number in columns]
    head = "".join(f'<th scope="col"{r}>{escape(text)}</th>' for (text, _), r in zip(columns, right, strict=True))
    told = (
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td{r}>{cell}</td>" for cell, r in zip(rest, right[1:], strict=True))
        + "</tr>"
        for first, *rest in rows
    )
    label = escape(caption)
    whole = f"<table><caption>{label}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(told)}</tbody></table>"
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{whole}</div>'
