"""The words of the page "how to get help" and the needs that services are looked up by, read from `public/`."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.kinds.public_help import EmergencyWords, HelpLine, Need


@cache
def needs() -> tuple[Need, ...]:
    """Return what people can look services up by, in the order that the search offers."""
    return tuple(Need(one["slug"], one["label"]) for one in _read("needs.toml")["need"])


@cache
def emergency_words(path: Path | None = None) -> EmergencyWords:
    """Return what to do in an emergency; from `path`, the partnership's own file, where there is one.

    Refuses a file that is missing or incomplete: a page of emergency words is whole or not there.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8")) if path else _read("emergency.toml")
        return EmergencyWords(
            question=data["question"],
            steps=tuple(data["steps"]),
            lines=tuple(HelpLine(one["name"], one["phone"], one["says"]) for one in data["line"]),
            approver=data["approver"],
            status=SourceStatus(data["status"]),
            approved_by=data.get("approved_by", ""),
            approved_on=data.get("approved_on"),
        )
    except KeyError as missing:
        raise Refusal(f"The emergency words lack {missing}.") from None
    except (OSError, ValueError, TypeError) as fault:
        raise Refusal(f"The emergency words cannot be used: {fault}") from None


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("joinedup.definitions") / "public" / name).read_text(encoding="utf-8"))
