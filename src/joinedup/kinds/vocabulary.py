"""The words that claims may use: each bound to a test, with examples that run."""

from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.core.slug import check_slug
from joinedup.kinds.document import ClaimKind


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the vocabulary.

    * `strength`: the ledger takes the strongest permitted word of its kind; 0 is the counted form, always permitted.
    * `test`: the name of the rule that permits it.
    * `word`: as printed and as claimed, such as 'lower' or 'more than {step}'.
    * `phrase`: how a sentence says it, such as 'was lower than in'.
    * `steps`: what `{step}` may be, with its number, such as ('double', 2).
    * `synonyms`: other ways of writing it by hand, judged by the same test.
    * `needs_family`: outside headlines it must also survive the document's family of comparisons.
    * `is_plain`: named among the refused words of a claim, so that readers see why it was not said.
    * `is_by_hand`: judged where a person writes it; the ledger never picks it.
    * `is_counted`: rests on the counts alone, so it is judged even where no comparison may be made.
    """

    slug: str
    kinds: tuple[ClaimKind, ...]
    strength: int
    test: str
    word: str
    phrase: str
    says: str
    steps: tuple[tuple[str, float], ...] = ()
    synonyms: tuple[str, ...] = ()
    needs_family: bool = False
    is_plain: bool = False
    is_by_hand: bool = False
    is_counted: bool = False
    permitted: tuple[Mapping[str, object], ...] = ()
    refused: tuple[Mapping[str, object], ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.kinds or not self.says.strip():
            raise ValueError(f"Word '{self.slug}' must say for which kinds of claim, and what its test asks (`says`).")
        if not self.permitted or (not self.refused and self.strength > 0):
            raise ValueError(f"Word '{self.slug}' needs an example where it is permitted and one where it is refused.")
        if ("{step}" in self.word) != bool(self.steps):
            raise ValueError(f"Word '{self.slug}' needs `steps` if, and only if, it says '{{step}}'.")

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way of writing it, in lower case, with steps filled in."""
        steps = [step for step, _ in self.steps] or [""]
        forms = (self.word, *self.synonyms)
        return tuple(dict.fromkeys(form.replace("{step}", step).lower() for form in forms for step in steps))


@dataclass(frozen=True, slots=True)
class DeathMeasure:
    """Indicators that measure deaths in one way; two such ways never share a sentence (rules of practice 12)."""

    slug: str
    indicators: tuple[str, ...]
    by_registration: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, the ways of counting deaths, and the words that prose may not use unbound."""

    words: tuple[Word, ...]
    death_measures: tuple[DeathMeasure, ...]
    unbound: Mapping[str, tuple[str, ...]]
    """Comparing, trending, quantifying and causal words, by that name; a trailing '*' matches any ending."""

    def __post_init__(self) -> None:
        slugs = [word.slug for word in self.words]
        if len(slugs) != len(set(slugs)):
            raise ValueError("The vocabulary holds a word twice.")
        for kind in {kind for word in self.words for kind in word.kinds}:
            strengths = [word.strength for word in self.of(kind)]
            if strengths[-1] != 0:
                raise ValueError(f"The words of kind '{kind}' must end with the counted form, of strength 0.")

    def of(self, kind: ClaimKind) -> tuple[Word, ...]:
        """Return the words of a kind, strongest first."""
        return tuple(sorted((w for w in self.words if kind in w.kinds), key=lambda w: (-w.strength, w.slug)))

    def find(self, spelling: str, kind: ClaimKind) -> tuple[Word, str | None] | None:
        """Return the word of this kind written so, and the step it names; None if there is none."""
        wanted = " ".join(spelling.lower().split())
        for word in self.of(kind):
            for form in (word.word, *word.synonyms):
                for step, _ in word.steps or (("", 0.0),):
                    if form.replace("{step}", step).lower() == wanted:
                        return word, step or None
        return None

    def is_by_registration(self, indicator: str) -> bool:
        """Return whether the indicator counts deaths by the date they were registered."""
        return any(m.by_registration and indicator in m.indicators for m in self.death_measures)

    def death_measure(self, indicator: str) -> str | None:
        """Return which way of counting deaths the indicator belongs to, or None."""
        return next((m.slug for m in self.death_measures if indicator in m.indicators), None)
