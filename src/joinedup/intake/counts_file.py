"""Counts-only files: text that people can read, and of which there is one form only, so that a signature holds it.

A file is JSON in UTF-8: an object with one name a line, sorted; a list has one element a line, and each element its
names sorted. Numbers are whole, text is written as it is (nothing escaped that need not be), and the file ends with a
line end. What is signed is the file without its line `signature`. Names of the object:

about       what the file is, in words, the same in every file of this form
checked     rows of the file that was checked: all, without consent, set aside by rule; null is hidden
counts      by indicator, financial year and upper-tier area of residence; both numbers null is hidden
covers      the first day covered and the first no longer covered
definitions the version of each indicator's definition
extract_on, feed, letter, sender, sender_name   of the file that was counted, as its holder declares them
rules_version   of the standard and rules that rows were checked against
signature, signed_by   Ed25519 over the rest, and the sha256 of the public key; null where nobody has signed
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.signing import SigningKey
from joinedup.kinds.provider_counts import Count, ProviderCounts, RowCount, What

MARK: Final = "joinedup counts-only file, form 1."
ABOUT: Final = (
    MARK,
    "It holds counts that a provider made of its own rows, on its own machine: no row about a person, no name, date of "
    "birth, reference or pseudonym.",
    "Where a number is null it is hidden, so that nobody can be recognised, or because too few answers are recorded. "
    "Hidden is not nought.",
    "An area or a year that is not listed has nobody, or too few to tell of. A year is listed once the file covers all "
    "that its figures need.",
    "People and journeys of several providers must not be added up: one person can be with two.",
)
"""What every file of this form says at its top. Never changed under the same form: files made before would not open."""
_MOST_BYTES = 64 * 1024**2
_NAMES = (
    *("about", "checked", "counts", "covers", "definitions", "extract_on", "feed", "letter", "rules_version"),
    *("sender", "sender_name", "signature", "signed_by"),
)
_COUNT = ("area", "counted", "denominator", "indicator", "numerator", "recorded", "year")
_ROW_COUNT = ("rows", "rule", "what")


def is_counts_file(path: Path) -> bool:
    """Return whether a file begins as one of these does, sound or not."""
    with path.open("rb") as file:
        start = file.read(400).removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and MARK[:24].encode() in start


def to_text(counts: ProviderCounts) -> str:
    """Return the file's one text."""
    return _laid_out(_plain(counts))


def signed_bytes(counts: ProviderCounts) -> bytes:
    """Return what a signature is over: the file without it."""
    content = _plain(counts)
    del content["signature"]
    return _laid_out(content).encode()


def sign(counts: ProviderCounts, key: SigningKey) -> ProviderCounts:
    """Return the same counts, signed."""
    named = replace(counts, signed_by=key.fingerprint, signature="0" * 128)
    return replace(named, signature=key.sign(signed_bytes(named)))


def read_counts_file(path: Path) -> tuple[ProviderCounts, str]:
    """Return what a file holds, and the sha256 of its bytes; refuse one written otherwise by a single byte.

    That is no proof of who wrote it: ask `signing.is_signed` with the key of the agreement.
    """
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Refusal(f"{path.name} is larger than any counts-only file can be (64 MB): {_AGAIN}")
    return parse_counts(content, path.name), hashlib.sha256(content).hexdigest()


def parse_counts(content: bytes, name: str) -> ProviderCounts:
    """Return what the bytes of a file called `name` hold; see `read_counts_file`."""
    try:
        text = content.decode()
        said = json.loads(text, parse_float=_no_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal(f"{name} was cut short or altered: it cannot be read as JSON. {_AGAIN.capitalize()}") from None
    try:
        counts = _counts(said)
    except (ValueError, RecursionError) as fault:
        said_so = str(fault) if type(fault) is ValueError else "Something in it has no place there."
        raise Refusal(f"{name} is no counts-only file that we can use. {said_so} {_AGAIN.capitalize()}") from None
    if to_text(counts) != text:
        raise Refusal(
            f"{name} is not written as `joinedup check --counts-only` writes it (an editor or a transfer may have "
            f"changed it): {_AGAIN}"
        )
    return counts


_AGAIN = "ask its sender to make it again, and send it unopened."


def _no_number(text: str) -> float:
    raise ValueError("Its numbers are whole.")


def _plain(counts: ProviderCounts) -> dict[str, Any]:
    return {
        "about": list(ABOUT),
        "checked": [{"rows": one.rows, "rule": one.rule, "what": one.what} for one in counts.checked],
        "counts": [{name: getattr(one, name) for name in _COUNT} for one in counts.counts],
        "covers": [counts.covers.start.isoformat(), counts.covers.end.isoformat()],
        "definitions": dict(counts.definitions),
        "extract_on": counts.extract_on.isoformat(),
        "feed": counts.feed,
        "letter": counts.letter,
        "rules_version": counts.rules_version,
        "sender": counts.sender,
        "sender_name": counts.sender_name,
        "signature": counts.signature,
        "signed_by": counts.signed_by,
    }


def _laid_out(content: dict[str, Any]) -> str:
    lines = []
    for name in sorted(content):
        value = content[name]
        if isinstance(value, list) and value:
            elements = ",\n".join(f"  {_flat(one)}" for one in value)
            lines.append(f"{_flat(name)}: [\n{elements}\n]")
        else:
            lines.append(f"{_flat(name)}: {_flat(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _flat(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)


def _counts(said: Any) -> ProviderCounts:
    _names(said, _NAMES)
    if said["about"] != list(ABOUT):
        raise ValueError("What it says of itself at its top is not what such a file says.")
    covers = _each(said["covers"], _day)
    if len(covers) != 2:
        raise ValueError("It covers two days: the first, and the first no longer covered.")
    definitions = said["definitions"]
    if type(definitions) is not dict:
        raise ValueError("Its definitions are no list of names and versions.")
    return ProviderCounts(
        sender=_text(said["sender"]),
        sender_name=_text(said["sender_name"]),
        feed=_text(said["feed"]),
        letter=_perhaps(said["letter"]),
        extract_on=_day(said["extract_on"]),
        covers=Period(*covers),
        rules_version=_text(said["rules_version"]),
        definitions={_text(slug): _text(version) for slug, version in definitions.items()},
        counts=tuple(_each(said["counts"], _count)),
        checked=tuple(_each(said["checked"], _row_count)),
        signed_by=_perhaps(said["signed_by"]),
        signature=_perhaps(said["signature"]),
    )


def _count(said: Any) -> Count:
    _names(said, _COUNT)
    return Count(
        _text(said["indicator"]),
        _text(said["year"]),
        _text(said["area"]),
        What(_text(said["counted"])),
        said["numerator"],
        said["denominator"],
        _perhaps(said["recorded"]),
    )


def _row_count(said: Any) -> RowCount:
    _names(said, _ROW_COUNT)
    return RowCount(_text(said["what"]), _text(said["rule"]), said["rows"])


def _names(said: Any, names: tuple[str, ...]) -> None:
    if type(said) is not dict or set(said) != set(names):
        raise ValueError(f"An object in it does not hold exactly {', '.join(names)}.")


def _each(said: Any, read: Callable[[Any], Any]) -> list[Any]:
    if type(said) is not list:
        raise ValueError("A list in it is none.")
    return [read(one) for one in said]


def _text(said: Any) -> str:
    if type(said) is not str:
        raise ValueError("A text in it is none.")
    return said


def _perhaps(said: Any) -> str | None:
    return None if said is None else _text(said)


def _day(said: Any) -> date:
    return date.fromisoformat(_text(said))
