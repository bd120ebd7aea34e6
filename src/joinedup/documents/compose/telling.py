"""Which claims are told in prose, and which are only shown in the table and the annex."""

from collections.abc import Iterable, Mapping

from joinedup.claims.model import Claim
from joinedup.documents.report import Run
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure, Showing

COMPARING = (
    ClaimKind.COMPARISON,
    ClaimKind.CHANGE,
    ClaimKind.GAP,
    ClaimKind.GAP_CHANGE,
    ClaimKind.TREND,
    ClaimKind.RANK,
    ClaimKind.TARGET,
)

NO_DIFFERENCE = frozenset(
    {
        *("similar", "cannot be told apart", "side by side"),
        *("no real change", "too few to say", "about as wide"),
        *("stable", "no clear trend", "may stand", "cannot say"),
    }
)
"""Words of the vocabulary that say no difference was found: told in one line a section, not one sentence each."""


def is_told(claim: Claim) -> bool:
    """Whether the claim says something a reader can use, rather than that nothing is held."""
    return claim.kind is not ClaimKind.ABSENCE and any(figure.is_visible for figure in claim.about)


def is_difference(claim: Claim) -> bool:
    """Whether the claim compares, and its word says that the two sides differ."""
    return claim.kind in COMPARING and claim.word is not None and claim.word not in NO_DIFFERENCE


def is_without_difference(claim: Claim) -> bool:
    """Whether the claim compared two visible figures and found no difference that could be told."""
    is_visible = all(figure.is_visible for figure in claim.about)
    return claim.kind in COMPARING and is_visible and claim.word in NO_DIFFERENCE


def is_counted_change(claim: Claim, indicators: Mapping[str, Indicator]) -> bool:
    """Whether the claim tells how many more or fewer people are in treatment, of whom no more may be said."""
    is_stock = indicators[claim.about[0].indicator].is_stock
    is_visible = all(figure.value is not None for figure in claim.about)
    return claim.kind is ClaimKind.CHANGE and claim.word is None and is_stock and is_visible


def hidden_of(claim: Claim) -> tuple[Figure, ...]:
    """Return the figures it is about that are hidden, whether its own or what it is compared with."""
    return tuple(figure for figure in claim.about if figure.showing is Showing.HIDDEN)


def once_each(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims without mirror images: of A against B and B against A, the one told from the higher side."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        sides = sorted((figure.place.code, figure.period, figure.group or ("", "")) for figure in claim.about)
        own = claim.about[0].place.code if claim.kind is ClaimKind.RANK else ""
        key = (claim.kind, claim.about[0].indicator, own, *sides)
        if key not in kept or _is_from_higher_side(claim):
            kept[key] = claim
    return list(kept.values())


def _is_from_higher_side(claim: Claim) -> bool:
    if len(claim.about) != 2:
        return False
    first, second = (figure.value for figure in claim.about)
    return first is not None and second is not None and first > second


def runs_of(claim: Claim) -> tuple[Run, ...]:
    """Return the claim's sentence with its id on every number and on its bound word."""
    return tuple(
        Run(text, claim.claim_id if is_number or (claim.word is not None and claim.word in text) else None)
        for text, is_number in claim.parts
    )
