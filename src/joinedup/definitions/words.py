"""The words not to use of people, read from `language/terms.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from joinedup.kinds.terms import Abbreviation, Language, Term


@cache
def language() -> Language:
    """Return the words not to use, the exempt titles and the abbreviations to spell out."""
    text = (files("joinedup.definitions") / "language" / "terms.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Language(
        terms=tuple(Term(tuple(one["not"]), one["but"], one.get("about_people", False)) for one in data["term"]),
        titles=tuple(data["titles"]),
        abbreviations=tuple(Abbreviation(one["short"], one["long"]) for one in data["abbreviation"]),
    )
