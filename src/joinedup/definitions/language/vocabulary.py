"""Read the vocabulary of claims from the table beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from joinedup.kinds.document import ClaimKind
from joinedup.kinds.vocabulary import DeathMeasure, Vocabulary, Word


@cache
def vocabulary() -> Vocabulary:
    """Return every word with its test, strength and examples; ValueError with a sentence where the table is wrong."""
    data = tomllib.loads((files("joinedup.definitions.language") / "vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        words=tuple(_word(entry) for entry in data["word"]),
        death_measures=tuple(
            DeathMeasure(entry["slug"], tuple(entry["indicators"]), entry["by_registration"])
            for entry in data["death_measure"]
        ),
        unbound={name: tuple(words) for name, words in data["unbound"].items()},
    )


def _word(entry: dict[str, Any]) -> Word:
    return Word(
        slug=entry["slug"],
        kinds=tuple(ClaimKind(kind) for kind in entry["kinds"]),
        strength=entry["strength"],
        test=entry["test"],
        word=entry["word"],
        phrase=entry["phrase"],
        says=entry["says"],
        steps=tuple((text, float(number)) for text, number in entry.get("steps", [])),
        synonyms=tuple(entry.get("synonyms", [])),
        needs_family=entry.get("needs_family", False),
        is_plain=entry.get("is_plain", False),
        is_by_hand=entry.get("is_by_hand", False),
        is_counted=entry.get("is_counted", False),
        permitted=tuple(entry["permitted"]),
        refused=tuple(entry.get("refused", [])),
    )
