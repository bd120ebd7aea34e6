"""What may be told of how a provider keeps its records: to its own staff and those who read its records already."""

from collections.abc import Mapping, Sequence
from typing import Final

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.status import State
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.indicator import Audience, Indicator
from joinedup.release.figure import Figure, Showing
from joinedup.release.protection import Cell, Relation, hidden_figures

HIDDEN: Final = "Hidden: of too few records for a share, or of so few people that somebody could be recognised."
"""One sentence for all, so that it does not tell which."""


def release_records(
    estimates: Sequence[Estimate],
    measures: Mapping[str, Indicator],
    policy: DisclosurePolicy,
    audience_of: Mapping[str, Audience],
) -> tuple[Figure, ...]:
    """Return one figure for every estimate, in the same order.

    A share of fewer records than the policy's smallest denominator is hidden. Measures with a `partition` are about
    people and not about records: of one provider and period a part is hidden under the floor of the provider's
    `audience_of` (by code), and further parts where it could be worked out from the rest.
    """
    hidden = {number for number, one in enumerate(estimates) if _is_of_few(one, policy)}
    parts: dict[tuple[str, Period, str], list[int]] = {}
    for number, one in enumerate(estimates):
        if one.place.kind not in policy.place_kinds:
            raise ValueError(f"{one.place.name} is a {one.place.kind}, which policy '{policy.slug}' is not about.")
        partition = measures[one.indicator].partition
        if partition is not None and one.state is State.OK and number not in hidden:
            parts.setdefault((one.place.code, one.period, partition), []).append(number)
    for (code, _, _), numbers in parts.items():
        found = _hidden_parts([estimates[number] for number in numbers], policy.floors[audience_of[code]])
        hidden |= {numbers[position] for position in found}
    return tuple(_figure(one, is_hidden=number in hidden) for number, one in enumerate(estimates))


def _is_of_few(one: Estimate, policy: DisclosurePolicy) -> bool:
    is_empty = one.state is State.NO_DENOMINATOR  # that there are none is a count too
    return is_empty or (one.state is State.OK and (one.denominator or 0) < policy.smallest_denominator)


def _hidden_parts(parts: Sequence[Estimate], floor: int) -> frozenset[int]:
    """Return the positions of parts of one whole to hide: the small ones, and those that would give them away."""
    whole = round(parts[0].denominator or 0)
    counts = [round(one.numerator or 0) for one in parts]
    values: dict[Cell, int] = {"whole": whole}
    relations = []
    for number, counted in enumerate(counts):
        values |= {number: counted, ("left over", number): whole - counted}
        relations.append(Relation("whole", (number, ("left over", number))))
    values["no part"] = whole - sum(counts)
    relations.append(Relation("whole", (*range(len(parts)), "no part")))
    small = [cell for cell, value in values.items() if cell != "no part" and value < floor]
    small += ["no part"] if 0 < values["no part"] < floor else []
    reveals = [frozenset({"whole", number, ("left over", number)}) for number in range(len(parts))]
    told_anyway = frozenset({"whole"})  # by the measures of the records themselves
    return hidden_figures(values, [*reveals, told_anyway], relations, small, floor) & {*range(len(parts))}


def _figure(one: Estimate, *, is_hidden: bool) -> Figure:
    about = (one.indicator, one.place, one.period, one.group)
    if is_hidden:
        return Figure(*about, Showing.HIDDEN, note=HIDDEN, provenance=one.provenance)
    if not one.state.has_value:
        return Figure(*about, Showing.ABSENT, note=one.note, provenance=one.provenance)
    return Figure(
        *about,
        Showing.SHOWN,
        value=one.value,
        low=one.low,
        high=one.high,
        numerator=one.numerator,
        denominator=one.denominator,
        method=one.method,
        provenance=one.provenance,
    )
