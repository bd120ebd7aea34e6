"""Read the partnership's list of who is expected to send what."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.intake.naming import told_text
from joinedup.intake.toml_file import read_toml
from joinedup.kinds.timeliness import Expected

_TEXTS, _DAYS = ("sender", "sender_name", "feed"), ("since", "until")


def read_expected(path: Path, feeds: Collection[str]) -> tuple[Expected, ...]:
    """Return the expected senders in `path`, sorted by feed and sender.

    The file says its `source`, its `status` and the day it was true on (`as_of`), and holds one [[expected]] for each
    sender of each feed. Refuses a file that is missing, unreadable or incomplete, and a feed that is none of `feeds`.
    """
    try:
        said = read_toml(path)
    except FileNotFoundError:
        raise Refusal(f"There is no list of expected senders {path}.") from None
    absent = [name for name in ("source", "status", "as_of", "expected") if name not in said]
    if absent:
        raise Refusal(f"{path.name} leaves out {', '.join(absent)}: a list says where it comes from and as of when.")
    if said["status"] not in tuple(SourceStatus) or type(said["as_of"]) is not date:
        raise Refusal(f"{path.name}: status is one of {', '.join(SourceStatus)}, and as_of a day such as 2026-04-01.")
    named = said["expected"]
    if not isinstance(named, list) or not named or not all(isinstance(entry, dict) for entry in named):
        raise Refusal(f"{path.name} names nobody: write one [[expected]] for each sender of each feed.")
    found = [_one(path, number, entry, feeds) for number, entry in enumerate(named, start=1)]
    keys = [(one.feed, one.sender) for one in found]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise Refusal(f"{path.name} names {twice[1]} twice for the feed '{twice[0]}'.")
    return tuple(sorted(found, key=lambda one: (one.feed, one.sender)))


def _one(path: Path, number: int, entry: dict[str, Any], feeds: Collection[str]) -> Expected:
    where = f"{path.name}, entry {number}"
    unknown = sorted(set(entry) - {*_TEXTS, *_DAYS})
    if unknown:
        raise Refusal(f"{where} holds '{told_text(unknown[0])}', which is not one of {', '.join((*_TEXTS, *_DAYS))}.")
    for name in _TEXTS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise Refusal(f"{where}: {name} is left out, or is not text in quotes.")
    for name in _DAYS:
        if (name in entry or name == "since") and type(entry.get(name)) is not date:
            raise Refusal(f"{where}: {name} is not a day such as 2026-04-01 (without quotes).")
    if entry["feed"] not in feeds:
        raise Refusal(f"{where}: feed '{told_text(entry['feed'])}' is not one of {', '.join(sorted(feeds))}.")
    try:
        return Expected(**entry)
    except ValueError as fault:
        raise Refusal(f"{where}: {fault}") from None
