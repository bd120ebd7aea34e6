"""Read a declared agreement from its TOML file."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.toml_file import read_toml
from joinedup.kinds.agreement import Agreement, Share, SharedField, Stop
from joinedup.kinds.agreement_parts import PARTS
from joinedup.kinds.party import Party
from joinedup.sharing.fit import misfits
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
_PARTS = ("kind", "reuse", *(part.field for part in PARTS if part.field != "dpo_advised_on"))
_LONGEST = 250
_MOST_DAYS = 36_525
_FIRST_YEAR, _LAST_YEAR = 1990, 2199


def read_agreement(path: Path) -> Agreement:
    """Return the agreement in `path`; refuse a file that is missing, unreadable or wrong, saying what to mend.

    `valid_from` and `valid_to` are instants with an offset, or days: a day stands for its first instant in the UK,
    so `valid_to` is the first day on which the agreement no longer holds; so does `at` of [[stops]]. `keep_days` may
    be left out; so may, of a party, `sender` (a code, or a list of them), `signing_key` and `organisation`. Any other
    part that is left out makes it a draft, which opens nothing and says what it lacks (`kinds.agreement_parts`).
    """
    try:
        said = read_toml(path)
    except FileNotFoundError:
        raise Refusal(f"There is no agreement file {path}.") from None
    return agreement_of(said, path.name)


def agreement_of(said: dict[str, Any], file_name: str) -> Agreement:
    """Return the agreement that a file of this name says; refuse as `read_agreement` does."""
    absent = [name for name in _NAMES if name not in said]
    if absent:
        raise Refusal(f"{file_name} leaves out {', '.join(absent)}.")
    if strange := sorted(set(said) - set(Agreement.__dataclass_fields__)):
        raise Refusal(f"{file_name}: '{strange[0]}' is no part of an agreement: look for a misspelt name.")
    try:
        agreement = Agreement(
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
            dpo_advised_on=_day(said, "dpo_advised_on"),
            shares=tuple(_share(one) for one in _tables(said, "shares")),
            stops=tuple(_stop(one) for one in _tables(said, "stops")),
            **{name: _text(said, name) for name in _PARTS if name in said},
        )
    except (KeyError, TypeError):
        raise Refusal(f"{file_name}: each of [[parties]] needs a name, a role and a signatory.") from None
    except ValueError as fault:
        raise Refusal(f"{file_name}: {fault}") from None
    for misfit in misfits(agreement):
        raise Refusal(f"{file_name}: {misfit}")
    return agreement


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
    told = {name: _text(said, name) for name in ("kind", "arrangement", "contract", "organisation") if name in said}
    return Party(
        name=_text(said, "name"),
        role=_text(said, "role"),
        signatory=_text(said, "signatory"),
        senders=tuple(senders),
        signing_key=key,
        signed_on=_day(said, "signed_on"),
        **told,
    )


def _share(said: dict[str, Any]) -> Share:
    _refuse_lacking(said, "shares", ("item",))
    fields = tuple(_field(one) for one in _tables(said, "fields"))
    return Share(_text(said, "item"), _text(said, "feed") if "feed" in said else None, fields)


def _field(said: dict[str, Any]) -> SharedField:
    _refuse_lacking(said, "fields", ("name", "why"))
    return SharedField(_text(said, "name"), _text(said, "why"))


def _stop(said: dict[str, Any]) -> Stop:
    _refuse_lacking(said, "stops", ("how", "at", "by", "why"))
    until = _instant(said, "until") if "until" in said else None
    return Stop(_text(said, "how"), _instant(said, "at"), _text(said, "by"), _text(said, "why"), until)


def _refuse_lacking(said: dict[str, Any], table: str, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in said:
            raise ValueError(f"each of [[{table}]] needs {', '.join(names)}.")


def _tables(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    held = said.get(name, [])
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise ValueError(f"{name} is not a list of tables, each of names and values.")
    return held


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


def _day(said: dict[str, Any], name: str) -> date | None:
    value = said.get(name)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{name} is not a day such as 2026-04-01.")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"{name} is not within the years {_FIRST_YEAR} to {_LAST_YEAR}.")
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
