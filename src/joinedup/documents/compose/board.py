"""What a document is composed from: one look-up of figures and claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from joinedup.claims.model import Claim, Ledger, claim_id_of, subject_id_of
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.kinds.area import Tile
from joinedup.kinds.document import ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure


@dataclass(frozen=True)
class Board:
    """Everything laid out before writing: the declaration, the released figures and the ledger.

    `period_of` gives the period each indicator is reported for; `years_of` those a 'years' picture draws. For pictures
    of every authority, `figures` hold those of all authorities, unseen ones too; `neighbours` gives the codes of each
    place's statistical neighbours, the nearest first, and `tiles` each authority's square on the map of England.

    In a document of latest figures `around` gives the areas of sections that are not about the council, by section, and
    `periods` what these and England are told for there, by indicator and code. `notes` say what a reader should know of
    the council itself, `origins` the publishers and pages an indicator can be had from, `likeness` how neighbours are
    chosen.
    """

    document: DocumentKind
    ledger: Ledger
    indicators: Mapping[str, Indicator]
    places: tuple[Place, ...]
    england: Place
    period: Period
    period_of: Mapping[str, Period]
    figures: Mapping[tuple[str, str, Period], Figure]
    claims: Mapping[str, Claim]
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tiles: Mapping[str, Tile] = field(default_factory=dict)
    around: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    periods: Mapping[tuple[str, str], Period] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origins: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    likeness: str = ""

    def places_of(self, section: Section) -> tuple[Place, ...]:
        """Return the places that a section is about."""
        if section.around:
            return self.around.get(section.slug, ())
        return (self.england,) if section.is_about_england else self.places

    def told_for(self, section: Section, slug: str, place: Place) -> Period:
        """Return the period that a section tells an indicator for: areas around, and England, may have their own."""
        is_own = not section.around and not section.is_about_england
        return self.period_of[slug] if is_own else self.periods.get((slug, place.code), self.period_of[slug])

    def figure(self, slug: str, place: Place, period: Period | None = None) -> Figure | None:
        """Return the whole-place figure of an indicator, or None if none was measured."""
        return self.figures.get((slug, place.code, period or self.period_of[slug]))

    def everywhere(self, slug: str) -> tuple[Figure, ...]:
        """Return the whole-place figures of an indicator for every upper-tier authority and period, unseen ones too."""
        return tuple(
            figure
            for (one, _, _), figure in self.figures.items()
            if one == slug and figure.place.kind == "upper-tier" and figure.group is None
        )

    def value_claim(self, slug: str, place: Place, period: Period | None = None) -> str | None:
        """Return the id of the claim that states the indicator's value there, for a number to point at."""
        for kind in (ClaimKind.COUNT, ClaimKind.SHARE, ClaimKind.LEVEL):
            claim_id = claim_id_of(subject_id_of(place, slug, kind), period or self.period_of[slug])
            if claim_id in self.claims:
                return claim_id
        return None

    def section_claims(self, slug: str) -> tuple[Claim, ...]:
        """Return the claims of one section in ledger order."""
        ids = dict(self.ledger.sections).get(slug, ())
        return tuple(self.claims[claim_id] for claim_id in ids)
