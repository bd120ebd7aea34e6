"""Words not to use of people, what to say instead, and the check that finds them in a text."""

import re
from dataclasses import dataclass

_QUOTED = re.compile(r'"[^"\n]{1,300}"|“[^”\n]{1,300}”|`[^`\n]+`')


@dataclass(frozen=True, slots=True)
class Term:
    """Phrases that are not used, and what is said instead. A phrase ending in `*` stands for all its endings.

    `about_people`: the phrase is an ordinary word elsewhere and is looked for only in text about people.
    """

    phrases: tuple[str, ...]
    instead: str
    about_people: bool = False

    def __post_init__(self) -> None:
        if not self.phrases or not self.instead.strip():
            raise ValueError("A term needs the phrases that are not used and what to say instead.")
        for phrase in self.phrases:
            if not phrase.strip("* "):
                raise ValueError(f"A term to say '{self.instead}' instead of has an empty phrase.")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Letters that a text may use only where it also spells them out."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Language:
    """The terms, the official titles that are exempt as such, and the abbreviations to spell out."""

    terms: tuple[Term, ...]
    titles: tuple[str, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()


def faults(text: str, language: Language, *, about_people: bool = True) -> tuple[tuple[str, str], ...]:
    """Return each phrase of `text` that is not used, as written, with what to say instead, in the order of the text.

    Quotations, code between backticks and official titles are left out of the search. With `about_people` False
    (text about the program), words that are a judgement only of people are not looked for.
    """
    searched = _without_exempt(text, language.titles)
    found: list[tuple[int, int, str, str]] = []
    for term in language.terms:
        if term.about_people and not about_people:
            continue
        for phrase in term.phrases:
            for match in _pattern(phrase).finditer(searched):
                found.append((match.start(), -len(match[0]), match[0], term.instead))
    return tuple((phrase, instead) for phrase, instead in _longest(sorted(found)))


def not_spelt_out(text: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that a whole text uses and never spells out, with their long form."""
    searched = _QUOTED.sub(" ", text)
    return tuple(
        (abbreviation.short, abbreviation.long)
        for abbreviation in language.abbreviations
        if re.search(rf"\b{re.escape(abbreviation.short)}\b", searched)
        and abbreviation.long.casefold() not in " ".join(searched.casefold().split())
    )


def _without_exempt(text: str, titles: tuple[str, ...]) -> str:
    searched = _QUOTED.sub(" | ", text)
    for title in titles:
        searched = re.sub(rf"(?<!\w){re.escape(title)}(?!\w)", " | ", searched, flags=re.IGNORECASE)
    return searched


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase as whole words, however its words are spaced over lines."""
    ending = r"\w*" if phrase.endswith("*") else ""
    words = r"\s+".join(re.escape(word) for word in phrase.removesuffix("*").split())
    return re.compile(rf"(?<![\w-]){words}{ending}(?![\w-])", re.IGNORECASE)


def _longest(found: list[tuple[int, int, str, str]]) -> list[tuple[str, str]]:
    """Keep the longest of phrases that lie in one another ("drug user" and not also "user")."""
    kept: list[tuple[str, str]] = []
    end = -1
    for start, _, phrase, instead in found:
        if start >= end:
            kept.append((phrase, instead))
            end = start + len(phrase)
    return kept
