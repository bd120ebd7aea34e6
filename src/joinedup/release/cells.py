"""Which counts of people each figure tells of, and how those counts add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from joinedup.core.estimate import Estimate
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.expressions import People, Who, in_group, is_journey_based, split_by_value, who
from joinedup.measures.within import differ_by_answers_only, is_within
from joinedup.release.protection import Cell, Relation


@dataclass(slots=True)
class Cells:
    """The counts behind the computed figures of one place, period and audience.

    `reveals` has one set per estimate, in order. `values` holds the counts we know; `small` those below the floor;
    `give_way` those to hide first where one of several must be.
    """

    floor: int
    values: dict[Cell, int] = field(default_factory=dict)
    reveals: list[frozenset[Cell]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    give_way: set[Cell] = field(default_factory=set)

    @property
    def small(self) -> frozenset[Cell]:
        """Counts too small to be told."""
        return frozenset(cell for cell, value in self.values.items() if value < self.floor)


def people_of(indicators: Mapping[str, Indicator]) -> dict[str, Who]:
    """Return whom each journey-based indicator is about, by slug."""
    return {slug: who(indicator) for slug, indicator in indicators.items() if is_journey_based(indicator)}


def cells_of(
    estimates: Sequence[Estimate],
    indicators: Mapping[str, Indicator],
    people: Mapping[str, Who],
    floor: int,
) -> Cells:
    """Return the cells of computed estimates of one place and period, with every relation we know between them.

    `people` is what `people_of` gives for `indicators`. Among them are those whom one count holds and another within it
    does not, where they are few.
    """
    told = [_told(estimate, indicators[estimate.indicator], people[estimate.indicator]) for estimate in estimates]
    cells = Cells(floor)
    for one in told:
        values = one.values()
        cells.values.update({cell: value for cell, value in values.items() if cell not in cells.values})
        cells.reveals.append(frozenset(values))
        if one.indicator.gives_way:
            cells.give_way.add(one.counted)
    beyond = tuple(_few_beyond(told, floor))
    cells.give_way.update(relation.parts[0] for relation in beyond)  # the whole is what readers need more
    relations = (
        *_shares(told),
        *_nested(told),
        *_partitions(dict.fromkeys(estimate.group for estimate in estimates), indicators, people),
        *_groups(told, people),
        *_value_sets(cells.values),
        *beyond,
    )
    cells.relations.extend(dict.fromkeys(relations))
    for relation in cells.relations:
        _complete(cells.values, relation)
    return cells


@dataclass(frozen=True, slots=True)
class _Told:
    """The counts that one computed estimate tells of, if it is released."""

    estimate: Estimate
    indicator: Indicator
    asked: People
    answered: People
    counted: People

    @property
    def is_share(self) -> bool:
        return self.indicator.of == "among" and self.indicator.unit is not Unit.DAYS

    @property
    def left_over(self) -> Cell:
        return ("left over", self.answered, self.counted)

    def values(self) -> dict[Cell, int]:
        numerator, denominator = self.estimate.numerator or 0, self.estimate.denominator or 0
        number_asked = round(denominator / self.estimate.known) if self.estimate.known else 0
        of: dict[Cell, int] = {self.answered: round(denominator), self.asked: number_asked}
        if self.indicator.unit is Unit.DAYS:
            return of
        if self.is_share:
            return {self.counted: round(numerator), **of, self.left_over: round(denominator - numerator)}
        return {self.counted: round(numerator)}


def _told(estimate: Estimate, indicator: Indicator, people: Who) -> _Told:
    sets = (in_group(each, estimate.group) for each in (people.asked, people.answered, people.counted))
    return _Told(estimate, indicator, *sets)


def _shares(told: Iterable[_Told]) -> Iterator[Relation]:
    """Say that a denominator is those who count and those left over."""
    for one in told:
        if one.is_share:
            yield Relation(one.answered, (one.counted, one.left_over))


def _nested(told: Iterable[_Told]) -> Iterator[Relation]:
    """Find pairs of shares of the same people where one counts some of those that the other counts."""
    by_denominator: dict[People, list[People]] = {}
    for one in told:
        if one.is_share:
            by_denominator.setdefault(one.answered, []).append(one.counted)
    for numerators in by_denominator.values():
        for wide in numerators:
            for narrow in numerators:
                if wide < narrow:
                    yield Relation(wide, (narrow, ("left over", wide, narrow)))


def _few_beyond(told: Iterable[_Told], floor: int) -> Iterator[Relation]:
    """Find pairs of counts where one counts some of those that the other counts, and nearly all of them.

    Those who only did not answer a question are no such few: how well answers are recorded is told beside each figure.
    """
    counts: dict[People, int] = {}
    for one in told:
        counts |= {people: number for people, number in one.values().items() if isinstance(people, frozenset)}
    for people, number in counts.items():
        for some, fewer in counts.items():
            if not 0 <= number - fewer < floor or some == people or not is_within(some, people):
                continue
            if not is_within(people, some) and not differ_by_answers_only(some, people):
                yield Relation(people, (some, ("left over", people, some)))


def _partitions(
    groups: Iterable[tuple[str, str] | None], indicators: Mapping[str, Indicator], people: Mapping[str, Who]
) -> Iterator[Relation]:
    """Say that indicators with one `partition` word split the indicator of that name."""
    split: dict[str, list[Who]] = {}
    for slug, indicator in indicators.items():
        if slug in people and indicator.partition in people:
            split.setdefault(indicator.partition or "", []).append(people[slug])
    for group in groups:
        for word, parts in split.items():
            for name in ("counted", "answered", "asked"):
                total = in_group(getattr(people[word], name), group)
                yield Relation(total, tuple(in_group(getattr(part, name), group) for part in parts))


def _groups(told: Iterable[_Told], people: Mapping[str, Who]) -> Iterator[Relation]:
    """Say that the values of one breakdown split the whole."""
    split: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        if one.estimate.group is not None:
            split.setdefault((one.indicator.slug, one.estimate.group[0]), []).append(one)
    for (slug, _), parts in split.items():
        whole = people[slug]
        yield Relation(whole.counted, tuple(part.counted for part in parts))
        yield Relation(whole.answered, tuple(part.answered for part in parts))
        yield Relation(whole.asked, tuple(part.asked for part in parts))


def _value_sets(cells: Iterable[Cell]) -> Iterator[Relation]:
    """Say that people in one of several groups are those in each of them."""
    for cell in cells:
        if isinstance(cell, frozenset):
            parts = split_by_value(cell)
            if parts:
                yield Relation(cell, parts)


def _complete(values: dict[Cell, int], relation: Relation) -> None:
    """Fill in the one count of a relation that no figure tells, where the others give it."""
    unknown = [part for part in relation.parts if part not in values]
    if relation.total in values and len(unknown) == 1:
        rest = sum(values[part] for part in relation.parts if part in values)
        values[unknown[0]] = max(0, values[relation.total] - rest)
