"""Say the name of a file or of a column in a sentence, without repeating what may be something else."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from joinedup.core.refusal import Refusal

_LONGEST_NAME, _LONGEST_TEXT = 120, 40
_HEADER = re.compile(r"[^\W\d_][\w .%&()/#-]{0,49}")
"""What a column is called: it begins with a letter, and holds nothing that a program could take for a command."""
_MANY_DIGITS = re.compile(r"(\D*\d){6}")
"""A date of birth or a telephone number, as stands in the first row of a file without headers."""


def told_name(path: Path) -> str:
    """Return the file's name as it can be printed anywhere: what cannot be is shown as '?', and a long one is cut."""
    return _told(path.name, _LONGEST_NAME)


def refuse_name(path: Path) -> None:
    """Refuse a file whose name cannot stand in a report, as every report begins with it."""
    if told_name(path) != path.name:
        raise Refusal(
            f"The name of the file {told_name(path)} is too long, or holds characters that cannot be printed: rename "
            "it with letters and digits."
        )


def told_header(header: str, place: int) -> str:
    """Return a header that the standard does not have, or 'column 7' where it does not look like a column's name.

    A file without its first row has somebody's name there, and one meant to harm a command or a formula.
    """
    return header if _HEADER.fullmatch(header) and not _MANY_DIGITS.match(header) else f"column {place}"


def told_headers(headers: Iterable[str], among: tuple[str, ...]) -> list[str]:
    """Return `headers` as `told_header` says them; `among` is the header row."""
    places = {header: place for place, header in reversed(list(enumerate(among, start=1)))}
    return [told_header(header, places[header]) for header in headers]


def told_text(text: str) -> str:
    """Return what somebody wrote in a small file as it may stand in a sentence: short, and all of it printable."""
    return _told(text, _LONGEST_TEXT)


def _told(text: str, longest: int) -> str:
    shown = "".join("?" if unicodedata.category(character).startswith("C") else character for character in text)
    return shown if len(shown) <= longest else shown[:longest] + "…"
