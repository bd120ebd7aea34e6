"""What numbers that tell nothing apart still rule out, and how many words chance alone would give."""

from joinedup.claims import numbers
from joinedup.claims.case import Effect, Scale

UNITS = {Scale.RATIO: "", Scale.POINTS: " points", Scale.DAYS: " days"}


def limits_of(effect: Effect) -> dict[str, str]:
    """Return both limits of a difference as sentences write them: percent for ratios, else points or days."""
    low, high, sign = effect.of.low, effect.of.high, ""
    if effect.scale is Scale.RATIO:
        low, high, sign = 100 * (low - 1), 100 * (high - 1), "%"
    return {"least": f"{abs(low):,.0f}{sign}", "most": f"{abs(high):,.0f}{sign}"}


def range_of(effect: Effect | None) -> tuple[str, dict[str, str]]:
    """Return ' (they fit anything from … lower to … higher)' as a template with its numbers; nothing where no limit is.

    Where it is known what change these numbers would have shown, that is said too.
    """
    if effect is None or effect.of.high == float("inf"):
        return "", {}
    unit = UNITS[effect.scale]
    low = "lower" if effect.of.low < effect.nothing else "higher"
    high = "higher" if effect.of.high > effect.nothing else "lower"
    said = f"they fit anything from {{least}}{unit} {low} to {{most}}{unit} {high}"
    figures = limits_of(effect)
    seen, sizes = _visible(effect, unit)
    return f" ({said}{seen})", figures | sizes


def by_chance() -> str:
    """Return the end of a sentence whose word is lost among all comparisons."""
    return ", but among {family} comparisons about {chance} would look so by chance."


def chances_of(family: int) -> dict[str, str]:
    """Return how many comparisons the document makes, and about how many would look so by chance."""
    return {"family": numbers.count(family), "chance": numbers.count(max(1, round(family / 20)))}


def _visible(effect: Effect, unit: str) -> tuple[str, dict[str, str]]:
    """Return what change these numbers would have shown, as a template with its numbers."""
    fall, rise = effect.visible or (None, None)
    is_ratio = effect.scale is Scale.RATIO
    figures = {}
    if fall is not None:
        figures["fall"] = f"{100 * (1 - fall):,.0f}%" if is_ratio else f"{abs(fall):,.0f}"
    if rise is not None:
        figures["rise"] = f"{100 * (rise - 1):,.0f}%" if is_ratio else f"{rise:,.0f}"
    sides = {"fall": "lower", "rise": "higher"}
    said = " or ".join(f"{{{name}}}{unit} {sides[name]}" for name in figures)
    return (f"; {said} would probably have been seen" if said else ""), figures
