"""Four ways of counting deaths that never share a sentence (rules of practice 12)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from joinedup.claims.recheck.fault import Entry, Fault, is_visible

BY_SLUG: Final[Mapping[str, re.Pattern[str]]] = {
    "drug poisoning": re.compile(r"^drug-poisoning-death"),
    "drug misuse": re.compile(r"^drug-misuse-death"),
    "in treatment": re.compile(r"^(?:adults-)?deaths-in-(?:\w+-)?treatment"),
    "suspected": re.compile(r"^suspected-(?:drug-)?death"),
}
IN_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "drug poisoning": re.compile(r"\bdeaths?\b[^.;]*\bpoisoning", re.IGNORECASE),
    "drug misuse": re.compile(r"\bdeaths?\b[^.;]*\bmisuse|\bmisuse deaths?\b", re.IGNORECASE),
    "in treatment": re.compile(r"\b(?:deaths?|died)\b[^.;]*\bin \w* ?\w* ?treatment\b", re.IGNORECASE),
    "suspected": re.compile(r"\bsuspected\b[^.;]*\bdeaths?\b", re.IGNORECASE),
}
REGISTERED: Final = ("drug poisoning", "drug misuse")
"""Counted by the day of registration, which each sentence with a number says."""


def death_faults(claim: Entry) -> Iterator[Fault]:
    """Yield the ways of counting deaths that a claim mixes, and a registered death told as if by its day."""
    name = claim["claim_id"]
    slugs = {figure["indicator"] for figure in claim["about"]}
    of = {way for way, pattern in BY_SLUG.items() if any(pattern.match(slug) for slug in slugs)}
    if len(of) > 1:
        yield Fault(name, "death-measures-together", f"its figures count deaths as {' and as '.join(sorted(of))}")
    for sentence in re.split(r"(?<=[.;])\s", claim["sentence"]):
        said = {way for way, pattern in IN_WORDS.items() if pattern.search(sentence)}
        if len(said) > 1:
            yield Fault(name, "death-measures-together", f"one sentence tells of {' and of '.join(sorted(said))}")
    is_told = any(is_visible(figure) for figure in claim["about"])
    if of & set(REGISTERED) and is_told and "regist" not in claim["sentence"].lower():
        yield Fault(name, "death-measures-together", "deaths by registration are told without saying so")
