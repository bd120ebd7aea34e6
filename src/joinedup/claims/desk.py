"""What a document asks for, drafted: the figures of each claim and their case, not yet judged in its family."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.claims.case import Case
from joinedup.claims.casework import case_of
from joinedup.claims.gates import after_break
from joinedup.claims.model import Evidence, subject_id_of
from joinedup.claims.pair import Pair
from joinedup.claims.rules.ranks import FEWEST_PLACES
from joinedup.claims.several import Aimed, Alone, Field, Series, Subject, TwoGaps
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.kinds.document import SPLIT, Ask, ClaimKind, DocumentKind, Section, Versus
from joinedup.kinds.indicator import Indicator
from joinedup.kinds.series_break import SeriesBreak
from joinedup.release.figure import Figure, Showing

EvidenceOf = Callable[[tuple[Figure, ...]], Evidence]
"""What the figures of one claim can be opened to: one definition, and the files of all of them."""

Group = tuple[str, str]
Test = tuple[str, ...]
"""What is tested, whichever side comes first."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An ask at one place, with its figures but not yet judged in its family."""

    subject_id: str
    section: str
    ask: Ask
    subject: Subject
    case: Case

    @property
    def indicator(self) -> Indicator:
        """What its figures measure."""
        return self.subject.indicator

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All it rests on, the one a sentence is about first."""
        return self.subject.sides

    @property
    def test(self) -> Test:
        """What its word compares: the two sides of a pair alike from either; a place's own rank."""
        sides = sorted(f"{f.place.code} {f.period.label} {f.group or ''}" for f in self.figures)
        own = (self.figures[0].place.code,) if self.ask.kind is ClaimKind.RANK else ()
        return (self.ask.kind, self.ask.indicator, *own, *sides)

    @property
    def spread_test(self) -> Test:
        """What the word for fluctuating tests."""
        return ("spread", *self.test)

    @property
    def p_values(self) -> Mapping[Test, float]:
        """Every test made for it with its p-value: a trend makes two, of its line and of its variation."""
        case = self.case
        if case.stops:
            return {}
        found = {}
        if case.effect is not None:
            found[self.test] = case.effect.p_value
        if case.standing is not None:
            found[self.test] = case.standing.p_value
        if case.course is not None:
            found[self.spread_test] = case.course.spread_p
        return found


class Desk:
    """Everything the claims of one document are drafted from."""

    def __init__(
        self,
        document: DocumentKind,
        figures: Iterable[Figure],
        indicators: Mapping[str, Indicator] | Iterable[Indicator],
        places: Sequence[Place],
        period: Period,
        *,
        evidence_of: EvidenceOf,
        period_of: Mapping[str, Period],
        breaks: Sequence[SeriesBreak] = (),
        around: Mapping[str, Sequence[Place]] | None = None,
        periods: Mapping[tuple[str, str], Period] | None = None,
    ) -> None:
        held = indicators.values() if isinstance(indicators, Mapping) else indicators
        self._document, self._places = document, tuple(places)
        self._indicators = {indicator.slug: indicator for indicator in held}
        self._period, self._period_of, self._evidence_of = period, period_of, evidence_of
        self._breaks, self._around, self._periods = tuple(breaks), around or {}, periods or {}
        self._figures = {(f.indicator, f.place.code, f.period, f.group): f for f in figures}

    def drafts(self) -> list[Draft]:
        """Return a draft for each ask at each place, in the order of the document."""
        return [
            Draft(subject_id, section.slug, ask, subject, case_of(subject))
            for section in self._document.sections
            for place in self._places_of(section)
            for ask in section.asks
            for subject_id, subject in self._asked(ask, place, self._told_for(section, ask.indicator, place))
        ]

    def _places_of(self, section: Section) -> Sequence[Place]:
        if section.around:
            return self._around.get(section.slug, ())
        return (ENGLAND,) if section.is_about_england else self._places

    def _told_for(self, section: Section, slug: str, place: Place) -> Period:
        """Return the period of a figure: areas around the council, and England itself, may have their own latest."""
        told = self._period_of.get(slug, self._period)
        is_own = not section.around and not section.is_about_england
        return told if is_own else self._periods.get((slug, place.code), told)

    def _asked(self, ask: Ask, place: Place, period: Period) -> Iterable[tuple[str, Subject]]:
        indicator = self._indicators[ask.indicator]
        base = subject_id_of(place, ask.indicator, ask.kind)
        if ask.kind in (ClaimKind.COMPARISON, ClaimKind.CHANGE, ClaimKind.GAP):
            for name, first, second in self._sides(ask, place, period):
                yield f"{base}:{name}", self._pair(ask, indicator, first, second)
        elif ask.kind is ClaimKind.GAP_CHANGE:
            yield f"{base}:{_split(ask)}", self._two_gaps(ask, indicator, place, period)
        elif ask.kind is ClaimKind.TREND:
            yield base, self._series(ask, indicator, place, period)
        elif ask.kind is ClaimKind.RANK:
            yield from self._field(base, indicator, place, period)
        elif ask.target is not None:
            figure = self._figure(ask.indicator, place, period)
            yield f"{base}:{ask.target.slug}", Aimed(indicator, figure, ask.target, self._versions((figure,)))
        else:
            yield base, Alone(indicator, ask.kind, self._figure(ask.indicator, place, period))

    def _sides(self, ask: Ask, place: Place, period: Period) -> Iterable[tuple[str, Figure, Figure]]:
        slug = ask.indicator
        if ask.kind in SPLIT:
            one, other = self._groups(ask, place, period)
            yield _split(ask), one, other
            return
        first = self._figure(slug, place, period)
        if ask.versus is Versus.PREVIOUS:
            yield "previous-period", first, self._figure(slug, place, period.previous)
        elif ask.versus is Versus.ENGLAND:
            yield "england", first, self._figure(slug, ENGLAND, period)
        else:
            for other_place in self._places:
                if other_place != place:
                    yield other_place.code, first, self._figure(slug, other_place, period)

    def _pair(self, ask: Ask, indicator: Indicator, first: Figure, second: Figure) -> Pair:
        one, other = self._versions((first, second))
        breaks = self._touching(indicator, first.place)
        return Pair(indicator, ask.kind, ask.versus, first, second, (one, other), breaks=breaks)

    def _two_gaps(self, ask: Ask, indicator: Indicator, place: Place, period: Period) -> TwoGaps:
        now, before = (self._groups(ask, place, window) for window in (period, period.previous))
        figures = (*now, *before)
        return TwoGaps(indicator, figures, self._versions(figures), self._touching(indicator, place))

    def _series(self, ask: Ask, indicator: Indicator, place: Place, period: Period) -> Series:
        windows = period.single_years(ask.years)
        figures = tuple(self._figure(ask.indicator, place, window) for window in reversed(windows))
        kept, cut = after_break(figures, self._touching(indicator, place))
        kept = kept or figures[:1]  # a claim is about something, even where the break leaves no whole year
        return Series(indicator, kept, self._versions(kept), cut)

    def _field(self, base: str, indicator: Indicator, place: Place, period: Period) -> Iterable[tuple[str, Field]]:
        """Set a place among all of the document's; fewer than three are compared with each other instead."""
        if len(self._places) < FEWEST_PLACES or place not in self._places:
            return
        others = (other for other in self._places if other != place)
        figures = tuple(self._figure(indicator.slug, one, period) for one in (place, *others))
        yield base, Field(indicator, figures, self._versions(figures))

    def _groups(self, ask: Ask, place: Place, period: Period) -> tuple[Figure, Figure]:
        assert ask.by is not None  # the ask saw to it
        assert ask.groups is not None
        one, other = (self._figure(ask.indicator, place, period, (ask.by, group)) for group in ask.groups)
        return one, other

    def _figure(self, slug: str, place: Place, period: Period, group: Group | None = None) -> Figure:
        held = self._figures.get((slug, place.code, period, group))
        return held or Figure(slug, place, period, group, Showing.ABSENT)

    def _versions(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        return tuple(self._evidence_of((figure,)).definition_version for figure in figures)

    def _touching(self, indicator: Indicator, place: Place) -> tuple[SeriesBreak, ...]:
        return tuple(one for one in self._breaks if one.touches(indicator.slug, place.code))


def _split(ask: Ask) -> str:
    assert ask.groups is not None  # the ask saw to it
    return f"{ask.by}-{ask.groups[0]}-{ask.groups[1]}".replace(" ", "-")
