"""Which counts of people each figure tells of, and how those counts add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from joinedup.core.estimate import Estimate
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.expressions import People, answered, asked, counted, in_group, split_by_value
from joinedup.release.protection import Cell, Relation


@dataclass(slots=True)
class Cells:
    """The counts behind the computed figures of one place, period and audience.

    `reveals` has one set per estimate, in order. `values` holds the counts we know; `small` those below the floor.
    """

    floor: int
    values: dict[Cell, int] = field(default_factory=dict)
    reveals: list[frozenset[Cell]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    @property
    def small(self) -> frozenset[Cell]:
        """Counts too small to be told."""
        return frozenset(cell for cell, value in self.values.items() if value < self.floor)


def cells_of(estimates: Sequence[Estimate], indicators: Mapping[str, Indicator], floor: int) -> Cells:
    """Return the cells of computed estimates of one place and period, with every relation we know between them."""
    cells = Cells(floor)
    for estimate in estimates:
        indicator = indicators[estimate.indicator]
        told = dict(_told(estimate, indicator))
        cells.values.update({cell: value for cell, value in told.items() if cell not in cells.values})
        cells.reveals.append(frozenset(told))
    found: dict[Relation, None] = {}
    for relation in (
        *_shares(estimates, indicators),
        *_nested(estimates, indicators),
        *_partitions(estimates, indicators),
        *_groups(estimates, indicators),
        *_value_sets(cells.values),
    ):
        found.setdefault(relation)
    cells.relations.extend(found)
    for relation in cells.relations:
        _complete(cells.values, relation)
    return cells


def _told(estimate: Estimate, indicator: Indicator) -> Iterator[tuple[Cell, int]]:
    numerator, denominator = estimate.numerator or 0, estimate.denominator or 0
    if indicator.unit is Unit.DAYS:
        yield _answered(estimate, indicator), round(denominator)
        yield _asked(estimate, indicator), _number_asked(estimate)
        return
    yield _counted(estimate, indicator), round(numerator)
    if indicator.of == "among":
        yield _answered(estimate, indicator), round(denominator)
        yield _asked(estimate, indicator), _number_asked(estimate)
        yield _left_over(estimate, indicator), round(denominator - numerator)


def _number_asked(estimate: Estimate) -> int:
    return round((estimate.denominator or 0) / estimate.known) if estimate.known else 0


def _counted(estimate: Estimate, indicator: Indicator) -> People:
    return in_group(counted(indicator), estimate.group)


def _answered(estimate: Estimate, indicator: Indicator) -> People:
    return in_group(answered(indicator), estimate.group)


def _asked(estimate: Estimate, indicator: Indicator) -> People:
    return in_group(asked(indicator), estimate.group)


def _left_over(estimate: Estimate, indicator: Indicator) -> Cell:
    return ("left over", _answered(estimate, indicator), _counted(estimate, indicator))


def _is_share(indicator: Indicator) -> bool:
    return indicator.of == "among" and indicator.unit is not Unit.DAYS


def _shares(estimates: Iterable[Estimate], indicators: Mapping[str, Indicator]) -> Iterator[Relation]:
    """Say that a denominator is those who count and those left over."""
    for estimate in estimates:
        indicator = indicators[estimate.indicator]
        if _is_share(indicator):
            parts = (_counted(estimate, indicator), _left_over(estimate, indicator))
            yield Relation(_answered(estimate, indicator), parts)


def _nested(estimates: Sequence[Estimate], indicators: Mapping[str, Indicator]) -> Iterator[Relation]:
    """Find pairs of shares of the same people where one counts some of those that the other counts."""
    shares = [
        (_answered(estimate, indicator), _counted(estimate, indicator))
        for estimate in estimates
        if _is_share(indicator := indicators[estimate.indicator])
    ]
    for of, wide in shares:
        for same, narrow in shares:
            if of == same and wide < narrow:
                yield Relation(wide, (narrow, ("left over", wide, narrow)))


def _partitions(estimates: Sequence[Estimate], indicators: Mapping[str, Indicator]) -> Iterator[Relation]:
    """Say that indicators with one `partition` word split the indicator of that name."""
    groups = dict.fromkeys(estimate.group for estimate in estimates)
    words = dict.fromkeys(each.partition for each in indicators.values() if each.partition in indicators)
    for word in words:
        if word is None:
            continue
        whole, parts = indicators[word], [each for each in indicators.values() if each.partition == word]
        for group in groups:
            for set_of in (counted, answered, asked):
                yield Relation(in_group(set_of(whole), group), tuple(in_group(set_of(part), group) for part in parts))


def _groups(estimates: Sequence[Estimate], indicators: Mapping[str, Indicator]) -> Iterator[Relation]:
    """Say that the values of one breakdown split the whole."""
    values: dict[tuple[str, str], list[Estimate]] = {}
    for estimate in estimates:
        if estimate.group is not None:
            values.setdefault((estimate.indicator, estimate.group[0]), []).append(estimate)
    for (slug, _), split in values.items():
        indicator = indicators[slug]
        for set_of in (counted, answered, asked):
            parts = tuple(in_group(set_of(indicator), estimate.group) for estimate in split)
            yield Relation(in_group(set_of(indicator), None), parts)


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
