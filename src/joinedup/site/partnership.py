"""Whose site this is: told by the environment, shown on every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from joinedup.core.refusal import Refusal

_EXIT_TO = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True, slots=True)
class Partnership:
    """The name at the top of every page, an address for questions ('' where none is set), and where "leave" leads."""

    name: str
    contact: str
    exit_to: str


def partnership(environment: Mapping[str, str], *, demo: bool) -> Partnership:
    """Return whose site this is; a demonstration is the synthetic county's, whatever is set."""
    exit_to = environment.get("JOINEDUP_EXIT_TO") or _EXIT_TO
    parts = urlsplit(exit_to)
    if parts.scheme != "https" or not parts.netloc:
        raise Refusal("JOINEDUP_EXIT_TO is no https address of an everyday page, such as a weather forecast.")
    if demo:
        name = "Thornmarch and Quillhaven Drug and Alcohol Partnership"
        return Partnership(name, "partnership@thornmarch.example", exit_to)
    name = environment.get("JOINEDUP_PARTNERSHIP", "").strip() or "Drug and alcohol partnership"
    contact = environment.get("JOINEDUP_CONTACT", "").strip()
    if contact and ("@" not in contact or any(letter in contact for letter in " <>\"'")):
        raise Refusal("JOINEDUP_CONTACT is no e-mail address.")
    return Partnership(name, contact, exit_to)


def emergency_words_file(environment: Mapping[str, str]) -> Path | None:
    """Return the file of the partnership's own approved emergency words, None for those that come along."""
    said = environment.get("JOINEDUP_EMERGENCY_WORDS")
    return Path(said).absolute() if said else None
