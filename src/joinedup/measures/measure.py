"""Measure indicators for places and periods: one query a window for all of them, then one estimate each."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from joinedup.core.estimate import Beside, Estimate, Provenance
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State
from joinedup.kinds.indicator import Audience, Base, Indicator, Unit
from joinedup.measures import intervals
from joinedup.measures.expressions import columns_read, is_journey_based
from joinedup.measures.population import AGES_OF, LAST_AGE, Populations
from joinedup.measures.prevalence import Need, Needs
from joinedup.measures.published import Group, Publications, counted, from_rounded, own, printed, told
from joinedup.measures.sources import Sources, joined
from joinedup.measures.tally import Tallies, Tally, count

ENOUGH_KNOWN = 0.8
"""Below this share recorded an answer is not well enough recorded to be told (rules of practice 13)."""

CHILDREN = "under 18"
"""The age band in which no adult can be: its nought says nothing, so adults' figures leave it out."""


def measure(
    sources: Sources,
    indicators: Sequence[Indicator],
    places: Sequence[Place],
    periods: Sequence[Period],
    groups: Sequence[str] = (),
) -> tuple[Estimate, ...]:
    """Return an estimate for every indicator, place and period, and for every group held of the columns in `groups`.

    Ordered by indicator, place, period and group as given. A figure computed here from journeys is preferred to a
    published one; published ones serve England and places without case-level records. An indicator is split only by
    columns among its `breakdowns`. What cannot be measured comes back with its state and a note, never left out.
    """
    return tuple(_Measuring(sources, indicators, places, periods, groups).estimates())


def read(sources: Sources, indicators: Sequence[Indicator], areas: Sequence[str]) -> tuple[Populations, Publications]:
    """Return the populations and published rows that measuring `indicators` of `areas` asks for, read once.

    What is read for more of either serves fewer: several runs may share it as `Sources.read_before`.
    """
    measures = [name for each in indicators for name in (each.slug, each.published_as) if name]
    names = dict(sources.populations.names)
    populations = Populations(sources.population, areas, _ages(indicators), names)
    return populations, Publications(sources.published, measures, areas, sources.published_as_of)


NO_SPLIT = "No population is held by group."

_TOLD_AS_PUBLISHED = (Unit.COUNT, Unit.SCORE)
"""Units in which a row of the same thing under its other name is the figure; of a rate it holds only the count."""


class _Measuring:
    """One run: everything it reads is read once, when it is made."""

    def __init__(
        self,
        sources: Sources,
        indicators: Sequence[Indicator],
        places: Sequence[Place],
        periods: Sequence[Period],
        groups: Sequence[str],
    ) -> None:
        self._sources, self._indicators, self._groups = sources, indicators, groups
        self._places, self._periods = places, periods
        areas = [place.code for place in places]
        self._populations, self._published = sources.read_before or read(sources, indicators, areas)
        self._needs = Needs(sources.prevalence, areas)
        self._follow_up = {
            each.slug: max((sources.follow_up_months.get(column, 0) for column in columns_read(each)), default=0)
            for each in indicators
        }
        self._tallies = {
            (period, by): self._counted(period, by)
            for period in periods
            if sources.case_level.reaches(period)
            for by in (None, *groups)
        }

    def estimates(self) -> Iterator[Estimate]:
        for indicator in self._indicators:
            for place in self._places:
                for period in self._periods:
                    yield self._estimate(indicator, place, period, None)
                    for by in self._groups:
                        if by in indicator.breakdowns:
                            yield from self._split(indicator, place, period, by)

    def _counted(self, period: Period, by: str | None) -> Tallies:
        counted = [
            each for each in self._indicators if is_journey_based(each) and (by is None or by in each.breakdowns)
        ]
        areas = [place.code for place in self._places if place.kind == "upper-tier"]
        return count(self._sources.journeys(period), counted, areas, by) if counted and areas else {}

    def _split(self, indicator: Indicator, place: Place, period: Period, by: str) -> Iterator[Estimate]:
        held = self._tallies.get((period, by), {})
        for value in sorted(group for area, group in held if area == place.code and group is not None):
            if not (value == CHILDREN and indicator.audience is Audience.ADULTS):
                yield self._estimate(indicator, place, period, (by, value))

    def _estimate(self, indicator: Indicator, place: Place, period: Period, group: Group) -> Estimate:
        draft = Estimate(indicator.slug, place, period, group)
        by, value = group or (None, None)
        tallies = self._tallies.get((period, by), {}).get((place.code, value))
        if is_journey_based(indicator) and tallies is not None:
            return self._beside(self._computed(draft, indicator, tallies[indicator.slug]), indicator)
        if indicator.base is Base.POPULATION:
            return self._residents(draft, indicator) if group is None else _without(draft, State.NO_DATA, NO_SPLIT)
        provenance = self._sources.publications.provenance(is_published=True)
        row = self._published.row([indicator.slug], place.code, period, group)
        if row is None and (is_journey_based(indicator) or indicator.unit in _TOLD_AS_PUBLISHED):
            row = self._published.row([indicator.published_as], place.code, period, group)
        if row is not None:
            theirs = replace(draft, provenance=own(provenance, row), beside=self._published.beside(row))
            return told(theirs, indicator, row)
        if not is_journey_based(indicator) and group is None:
            return self._pooled(replace(draft, provenance=provenance), indicator)
        note = f"No records and no published figure are held for {place.name} in {period.label}."
        return replace(draft, state=State.NO_DATA, note=note)

    def _computed(self, draft: Estimate, indicator: Indicator, tally: Tally) -> Estimate:
        gaps = self._sources.case_level.gaps(self._needed(indicator, draft.period))
        case_level = self._sources.case_level.provenance(gaps=gaps)
        draft = replace(draft, known=tally.known, provenance=case_level)
        if indicator.unit is Unit.COUNT:
            return counted(draft, tally.counted)
        if indicator.of in AGES_OF:
            return self._rated(draft, tally.counted, indicator.of, case_level)
        if indicator.of is not None and indicator.of != "among":
            need = self._needs.of(indicator.of, draft.place.code, draft.period)
            return self._unmet(draft, tally.counted, need, case_level)
        if tally.answered == 0:
            return _without(draft, State.NO_DENOMINATOR, "Nobody in this place and period is asked about.")
        if tally.known < ENOUGH_KNOWN:
            recorded = f"The answer is recorded for {100 * tally.known:.0f}% of those asked about."
            return _without(draft, State.POORLY_RECORDED, recorded)
        if indicator.unit is Unit.DAYS:
            numbers = intervals.mean(tally.total, tally.total_of_squares, tally.answered)
            return _with(draft, numbers, tally.total, tally.answered, intervals.MEAN)
        numbers = intervals.share(tally.counted, tally.answered)
        return _with(draft, numbers, tally.counted, tally.answered, intervals.WILSON)

    def _beside(self, ours: Estimate, indicator: Indicator) -> Estimate:
        """Return our own figure with what a publisher prints for the same, which the reconciliation sets beside it."""
        names = [indicator.slug, indicator.published_as]
        row = self._published.row(names, ours.place.code, ours.period, ours.group)
        number = None if row is None else printed(row)
        if row is None or number is None or not ours.state.has_value:
            return ours
        return replace(ours, beside=(Beside(number, row["source"] or "published"), *self._published.beside(row)))

    def _residents(self, draft: Estimate, indicator: Indicator) -> Estimate:
        assert indicator.ages is not None  # an indicator of this base says them
        found = self._populations.of(indicator.ages, draft.place.code, draft.period, years_away=0)
        if found.people is None:
            return _without(draft, State.REFUSED if found.is_refused else State.NO_DATA, found.note)
        publisher = self._sources.populations.provenance(is_published=True, only=found.deliveries)
        draft = replace(draft, provenance=publisher, state=State.VALUE_ONLY, method=intervals.MID_YEAR)
        if indicator.unit is Unit.COUNT:
            people = float(found.people)
            return replace(draft, state=State.OK, value=people, numerator=people, beside=found.beside)
        everyone = self._populations.of((0, LAST_AGE), draft.place.code, draft.period, years_away=0)
        if not everyone.people:
            return _without(draft, State.REFUSED if everyone.is_refused else State.NO_DENOMINATOR, everyone.note)
        return replace(draft, value=100 * found.people / everyone.people)

    def _needed(self, indicator: Indicator, window: Period) -> Period:
        """Return the window, longer where a column needs follow-up after it."""
        return Period(window.start, _months_later(window.end, self._follow_up[indicator.slug]))

    def _rated(self, draft: Estimate, counted: float, kind: str | None, events: Provenance) -> Estimate:
        if draft.group is not None:
            return _without(draft, State.NO_DENOMINATOR, NO_SPLIT)
        found = self._populations.of(AGES_OF[kind], draft.place.code, draft.period)
        if not found.people:
            return _without(draft, State.REFUSED if found.is_refused else State.NO_DENOMINATOR, found.note)
        people = self._sources.populations.provenance(is_published=True, only=found.deliveries)
        draft = replace(draft, note=found.note, provenance=joined(events, people))
        return _with(draft, intervals.rate(counted, found.people), counted, found.people, intervals.BYAR)

    def _unmet(self, draft: Estimate, counted: float, need: Need | None, treated: Provenance) -> Estimate:
        if need is None or need.estimate <= 0:
            return _without(draft, State.NO_DENOMINATOR, "No estimate of how many people need treatment is held.")
        if counted > need.estimate:
            return _without(draft, State.REFUSED, "Those in treatment outnumber those estimated to need it.")
        modelled = self._sources.prevalences.provenance(is_published=True, source=need.source)
        note = f"The estimate of need is for {need.year} and modelled ({need.status})."
        draft = replace(draft, note=note, provenance=joined(treated, modelled))
        numbers = intervals.unmet(counted, need.estimate, need.low, need.high, need.confidence)
        return _with(draft, numbers, counted, need.estimate, intervals.UNMET)

    def _pooled(self, draft: Estimate, indicator: Indicator) -> Estimate:
        slug = indicator.published_as or indicator.slug
        found = self._published.pooled(slug, draft.place.code, draft.period)
        if found.count is None:
            return _without(draft, State.NO_DATA, found.missing)
        publisher = own(draft.provenance, found.row)
        draft = replace(draft, provenance=publisher)
        if indicator.of not in AGES_OF:
            return counted(draft, found.count, found.rounding)
        rate = self._rated(draft, found.count, indicator.of, publisher)
        is_rounded = found.rounding > 0 and rate.value is not None
        return from_rounded(rate, indicator.unit, found.rounding) if is_rounded else rate


def _ages(indicators: Sequence[Indicator]) -> set[tuple[int, int]]:
    """Return the ages to read: those rates are of, those counted, and everyone where a share is asked for."""
    ages = {AGES_OF[each.of] for each in indicators if each.of in AGES_OF}
    counted = {each.ages for each in indicators if each.ages is not None}
    return ages | counted | ({AGES_OF["population"]} if counted else set())


def _with(draft: Estimate, numbers: intervals.Numbers, numerator: float, denominator: float, method: str) -> Estimate:
    value, low, high = numbers
    filled = replace(draft, value=value, low=low, high=high, method=method)
    return replace(filled, numerator=float(numerator), denominator=float(denominator))


def _without(draft: Estimate, state: State, note: str) -> Estimate:
    return replace(draft, state=state, note=note)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
