"""Read a declared agreement from its TOML file."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.toml_file import read_toml
from joinedup.kinds.agreement import Agreement, Party
from joinedup.sharing.uk_time import uk_midnight

_NAMES = (
    "id",
    "parties",
    "purposes",
    "feeds",
    "article_6",
    "article_9",
    "common_law",
    "dpia",
    "valid_from",
    "valid_to",
)
_LONGEST = 250
_MOST_DAYS = 36_525
_FIRST_YEAR, _LAST_YEAR = 1990, 2199


def read_agreement(path: Path) -> Agreement:
    """Return the agreement in `path`; refuse a file that is missing, unreadable or incomplete, saying what to add.

    `valid_from` and `valid_to` are instants with an offset, or days: a day stands for its first instant in the UK,
    so `valid_to` is the first day on which the agreement no longer holds. `keep_days` may be left out; so may, of a
    party, `sender` (a code, or a list of them) and `signing_key`.
    """
    try:
        said = read_toml(path)
    except FileNotFoundError:
        raise Refusal(f"There is no agreement file {path}.") from None
    absent = [name for name in _NAMES if name not in said]
    if absent:
        raise Refusal(f"{path.name} leaves out {', '.join(absent)}.")
    try:
        return Agreement(
            id=_text(said, "id"),
            parties=tuple(_party(one) for one in said["parties"]),
            purposes=_texts(said, "purposes"),
            feeds=_texts(said, "feeds"),
            article_6=_text(said, "article_6"),
            article_9=_text(said, "article_9"),
            common_law=_text(said, "common_law"),
            dpia=_text(said, "dpia"),
            valid_from=_instant(said, "valid_from"),
            valid_to=_instant(said, "valid_to"),
            keep_days=_days(said, "keep_days"),
        )
    except (KeyError, TypeError):
        raise Refusal(f"{path.name}: each of [[parties]] needs a name, a role and a signatory.") from None
    except ValueError as fault:
        raise Refusal(f"{path.name}: {fault}") from None


def _party(said: object) -> Party:
    if not isinstance(said, dict):
        raise TypeError("A party is a table of names and values.")
    sender = said.get("sender", [])
    senders = [sender] if isinstance(sender, str) else sender
    if not isinstance(senders, list) or not all(isinstance(code, str) for code in senders):
        raise ValueError("sender is not a code in quotes, nor a list of them.")
    key = said.get("signing_key")
    if key is not None and not isinstance(key, str):
        raise ValueError("signing_key is not text in quotes.")
    return Party(_text(said, "name"), _text(said, "role"), _text(said, "signatory"), tuple(senders), key)


def _text(said: dict[str, Any], name: str) -> str:
    text = said[name]
    if not isinstance(text, str):
        raise ValueError(f"{name} is not text in quotes.")
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"{name} is longer than {_LONGEST} characters, or cannot be printed.")
    return text


def _texts(said: dict[str, Any], name: str) -> tuple[str, ...]:
    if not isinstance(said[name], list) or not all(isinstance(one, str) for one in said[name]):
        raise ValueError(f"{name} is not a list of texts in quotes.")
    return tuple(said[name])


def _days(said: dict[str, Any], name: str) -> int | None:
    value = said.get(name)
    if value is not None and type(value) is not int:
        raise ValueError(f"{name} is not a whole number of days.")
    if value is not None and value > _MOST_DAYS:
        raise ValueError(f"{name} is more than {_MOST_DAYS:,} days, a hundred years.")
    return value


def _instant(said: dict[str, Any], name: str) -> datetime:
    value = said[name]
    if isinstance(value, date) and not _FIRST_YEAR <= value.year <= _LAST_YEAR:  # an instant is a day too
        raise ValueError(f"{name} is not within the years {_FIRST_YEAR} to {_LAST_YEAR}.")
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return uk_midnight(value)
    raise ValueError(f"{name} is not a day such as 2026-04-01 or an instant with an offset.")
