"""Find what prose may not say unbound: numbers, and comparing, trending, quantifying and causal words."""

import re
from dataclasses import dataclass

from joinedup.kinds.vocabulary import Vocabulary

BOUND = re.compile(r"\[([^\]]*)\]\(claim:([^)\s]+)\)")
CONTEXT = re.compile(r"\[([^\]]*)\]\(context: *by +([^,)]+), *source +([^)]+)\)")
"""A named person's mark for context that is not our figure: `[one in four](context: by A Name, source The Report)`."""
EVALUATED = re.compile(r"\[([^\]]*)\]\(evaluation: *by +([^,)]+), *source +([^)]+)\)")
"""A named person's mark for a cause that a study found: `[led to](evaluation: by A Name, source The Evaluation)`."""
CAUSAL = "causal"
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?%?(?!\w)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that prose says without a claim, where it stands, and why it may not."""

    text: str
    at: int
    kind: str

    @property
    def sentence(self) -> str:
        """What the writer is told."""
        what = "number" if self.kind == "number" else f"{self.kind} word"
        if self.kind == CAUSAL:
            return (
                f"'{self.text}' (character {self.at + 1}) names a cause, which no figure shows: leave it out, or write "
                f"[{self.text}](evaluation: by NAME, source EVALUATION)."
            )
        return (
            f"'{self.text}' (character {self.at + 1}) is a {what} that rests on no claim: "
            f"write [{self.text}](claim:ID), or mark it as context with a name and a source."
        )


def unbound(prose: str, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Return every unbound number and word of `prose` in the order it stands; empty where it may be printed.

    What is bound to a claim or marked as context by a named person with a source is left out; a causal word only where
    that person names an evaluation.
    """
    bound = EVALUATED.sub(_blank, BOUND.sub(_blank, prose))
    blanked = CONTEXT.sub(_blank, bound)
    found = [Finding(match.group(), match.start(), "number") for match in NUMBER.finditer(blanked)]
    for kind, words in vocabulary.unbound.items():
        for match in _pattern(words).finditer(CONTEXT.sub(_text_only, bound) if kind == CAUSAL else blanked):
            found.append(Finding(match.group(), match.start(), kind))
    first_at: dict[int, Finding] = {}
    for finding in sorted(found, key=lambda f: (f.at, -len(f.text), f.kind)):
        first_at.setdefault(finding.at, finding)
    return tuple(first_at.values())


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    each = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in longest_first]
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _text_only(match: re.Match[str]) -> str:
    """Keep what is printed of a mark, in its place."""
    return f" {match.group(1)}".ljust(len(match.group()))
