"""Small areas to larger ones: whole or refused. Nothing is summed past a gap, and no small area is shared out.

A look-up says which small areas lie in which area on one day. A figure of an area is made only where every one of its
small areas lies in it whole and has a figure, and no figure is left over whose code the look-up does not know: it may
belong to any area, under a code of another day.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Rolled:
    """A figure of an area made from `parts` smaller ones; without a value, `note` says why in a sentence."""

    value: float | None
    parts: int
    note: str = ""


def total(values: Mapping[str, float | None], parts: Sequence[str]) -> Rolled:
    """Return the sum over `parts`; refused where any has none."""
    return _refused(values, parts) or Rolled(_sum([values[part] for part in parts]), len(parts))


def weighted_mean(
    values: Mapping[str, float | None], weights: Mapping[str, float | None], parts: Sequence[str]
) -> Rolled:
    """Return the mean over `parts` weighted by `weights` (people); refused where any value or weight is missing."""
    gap = _refused(values, parts) or _refused(weights, parts, "weight")
    if gap:
        return gap
    weight = _sum([weights[part] for part in parts])
    if any((weights[part] or 0) < 0 for part in parts) or weight <= 0:
        return Rolled(None, len(parts), "The weights of its parts do not add up to more than 0.")
    return Rolled(_sum([(values[part] or 0) * (weights[part] or 0) for part in parts]) / weight, len(parts))


def roll_up(
    links: Iterable[Mapping[str, Any]],
    values: Mapping[str, float | None],
    *,
    part_kind: str,
    whole_kinds: Iterable[str],
    weights: Mapping[str, float | None] | None = None,
) -> dict[str, Rolled]:
    """Return a figure for every area of `whole_kinds` in rows of the LOOKUP contract, by code, sorted.

    `values` are by small area's code: counts to be summed, or, with `weights`, averages to be weighted by them. Rows of
    one look-up alone are expected (one `source`): two days' would hold a small area twice, which is a fault here.
    """
    kinds = set(whole_kinds)
    parts: dict[str, dict[str, None]] = {}
    cut: dict[str, list[str]] = {}
    known: set[str] = set()
    for link in links:
        if link["part_kind"] != part_kind:
            continue
        known.add(link["part"])
        if link["whole_kind"] in kinds:
            if link["part"] in parts.get(link["whole"], ()):
                raise ValueError(f"{link['part']} is in {link['whole']} twice: give the rows of one look-up.")
            parts.setdefault(link["whole"], {})[link["part"]] = None
            if link["share"] != 1.0:
                cut.setdefault(link["whole"], []).append(link["part"])
    foreign = sorted(code for code in values if code not in known)
    found = {}
    for whole in sorted(parts):
        inside = list(parts[whole])
        if foreign:
            note = f"The look-up does not know the code of {_counted(foreign, 'figure', 'figures')}"
            found[whole] = Rolled(None, len(inside), f"{note}: out of date or too new, it may belong to any area.")
        elif whole in cut:
            note = f"Not all of {_counted(cut[whole], 'small area', 'small areas')} lies in it"
            found[whole] = Rolled(None, len(inside), f"{note}, and how much does is not known.")
        else:
            found[whole] = weighted_mean(values, weights, inside) if weights is not None else total(values, inside)
    return found


def _refused(values: Mapping[str, float | None], parts: Sequence[str], what: str = "figure") -> Rolled | None:
    if not parts:
        return Rolled(None, 0, "Nothing says what it is made of.")
    missing = sorted(part for part in parts if values.get(part) is None)
    if not missing:
        return None
    shown = ", ".join(missing[:_MOST_NAMED]) + (" and others" if len(missing) > _MOST_NAMED else "")
    note = f"No {what} is held for {len(missing)} of its {len(parts)} parts ({shown}): not summed past a gap."
    return Rolled(None, len(parts), note)


def _sum(values: Iterable[float | None]) -> float:
    return math.fsum(value for value in values if value is not None)


def _counted(codes: Sequence[str], one: str, several: str) -> str:
    shown = ", ".join(codes[:_MOST_NAMED]) + (" and others" if len(codes) > _MOST_NAMED else "")
    return f"{len(codes)} {one if len(codes) == 1 else several} ({shown})"
