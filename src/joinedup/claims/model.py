"""A claim: one frozen record, written once, never edited."""

from dataclasses import dataclass, field
from datetime import date

from joinedup.core.days import spoken_day
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.target import Target
from joinedup.release.figure import Figure


def subject_id_of(place: Place, indicator: str, kind: ClaimKind) -> str:
    """Return what a claim is about without its period or other side."""
    return f"{place.code}:{indicator}:{kind}"


def claim_id_of(subject_id: str, period: Period) -> str:
    """Return the id that people cite: the subject and the period, without spaces."""
    return f"{subject_id}@{period.label.replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Test:
    """The rule that permits or refuses the word, its statistic and whether it holds."""

    __test__ = False  # not a pytest class

    rule: str
    statistic: str
    value: float | None
    low: float | None
    high: float | None
    p_value: float | None
    holds: bool
    family: str
    family_size: int
    survives_family: bool


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file a claim rests on, without any path."""

    name: str
    sha256: str
    received_on: date
    sender: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the claim can be opened to."""

    definition: str
    definition_version: str
    definition_status: str
    definition_source: str
    files: tuple[SourceFile, ...]
    data_version: str
    code_version: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who vouches for it; never its own author alone."""

    state: str = "drafted"
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed statement about figures, with the test of its word.

    `subject_id` is what it is about without the period and is what `diff` matches on; `claim_id` adds the period and
    is what people cite. `word` is from the vocabulary, or None. `refused` holds the words asked for and not permitted,
    each with its reason. `parts` are the sentence in pieces: (text, is_number); the sentence is their join and is
    never stored as the truth.
    """

    subject_id: str
    claim_id: str
    kind: ClaimKind
    about: tuple[Figure, ...]
    word: str | None
    test: Test | None
    caveats: tuple[str, ...]
    evidence: Evidence
    is_synthetic: bool
    parts: tuple[tuple[str, bool], ...]
    refused: tuple[tuple[str, str], ...] = ()
    is_headline: bool = False
    marking: str = "open"
    sign_off: SignOff = field(default_factory=SignOff)
    target: Target | None = None
    """Of a target claim: what the figure should reach, and who decided so."""

    @property
    def sentence(self) -> str:
        """The claim in words."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Known:
    """The day as of which a ledger tells what was known, and what has been taken away since.

    `erased` people (None: some, and too few to be told) and `destroyed` files were held then and are not in it.
    """

    on: date
    erased: int | None = 0
    destroyed: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """What a reader must be told before any figure."""
        said = [f"As known on {spoken_day(self.on)}: what was received after that day is not in it."]
        if self.erased != 0:
            people = "A few people" if self.erased is None else f"{self.erased:,} people"
            said.append(f"{people} have been erased from these records since then, and are not in it.")
        if self.destroyed:
            files = "1 file" if self.destroyed == 1 else f"{self.destroyed:,} files"
            has = "has" if self.destroyed == 1 else "have"
            said.append(f"{files} held on that day {has} been destroyed since, so what rested on them is not in it.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims of one document, in its order, with the family's counts and reconciliation lines."""

    document: str
    data_version: str
    definitions_version: str
    code_version: str
    is_synthetic: bool
    claims: tuple[Claim, ...]
    family_size: int
    headline_count: int
    expected_by_chance: float
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """Section slug and the ids of its claims, in order."""
    known: Known | None = None
    """Where it tells what was known on an earlier day; None where it tells what is held now."""

    def find(self, claim_id: str) -> Claim | None:
        """Return the claim people cite by this id, or None."""
        return next((claim for claim in self.claims if claim.claim_id == claim_id), None)
