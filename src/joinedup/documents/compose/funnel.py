"""A funnel of every authority: where each dot goes, England's line, the limits, and what they do and do not say."""

from dataclasses import dataclass, replace

import numpy as np

from joinedup.documents.compose.board import Board
from joinedup.documents.compose.everywhere import FEWEST, Everywhere, tell
from joinedup.documents.report import Bound, Chart, Spot
from joinedup.kinds.document import Picture
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure
from joinedup.stats import funnel

VARIATION = "Variation between authorities, as a multiple of what chance alone gives"
NO_COUNTS = "published without counts, so it has no dot"
UNEVEN = "its counts do not give this value, so it has no dot"
FEW_EVENTS = "under ten events, so it has no dot"
_FEWEST_EVENTS = 10
_FAMILIES = {Unit.PERCENT: ("share", 100.0), Unit.RATE: ("rate", 100_000.0)}
_POINTS = 160
_CHANCE = 0.05
"""Below this chance of differing so much if only chance were at work, authorities are said to differ by more."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Spots with their sizes, the limits about England, each spot's label ('' without one), and the dispersion."""

    spots: tuple[Spot, ...]
    bounds: tuple[Bound, ...]
    labels: tuple[str, ...]
    dispersion: float | None
    is_dispersed: bool


def lay_funnel(everywhere: Everywhere, indicator: Indicator) -> Funnel:
    """Return the funnel of one indicator. Hidden, absent and value-only figures and counts that do not fit get no size.

    Sizes are people or person-years; of age-standardised rates, the people that give the rate (10 events or more).
    Without a figure of England there are no limits: England is never summed from its parts. Refuses an indicator that
    is neither a percentage nor a rate.
    """
    if indicator.unit not in _FAMILIES:
        raise ValueError(f"'{indicator.slug}' is a {indicator.unit}: a funnel needs a percentage or a rate.")
    family, per = _FAMILIES[indicator.unit]
    spots = tuple(
        _sized(spot, figure, indicator, per) for spot, figure in zip(everywhere.spots, everywhere.figures, strict=True)
    )
    drawn = [spot for spot in spots if spot.size is not None]
    england = everywhere.england.value if everywhere.england else None
    if not drawn or england is None or england <= 0 or (family == "share" and england >= per):
        return Funnel(spots, (), ("",) * len(spots), None, False)
    counts, sizes = (np.array([getattr(spot, name) for spot in drawn], dtype=float) for name in ("count", "size"))
    fewest = _FEWEST_EVENTS if indicator.is_age_adjusted else 0
    found = iter(funnel.label(counts, sizes, england, family=family, per=per, fewest=fewest).label.tolist())
    labels = tuple("" if spot.size is None else str(next(found)) for spot in spots)
    bounds = _bounds(sizes, england, family, per)
    if len(drawn) < FEWEST:
        return Funnel(spots, bounds, labels, None, False)
    spread = funnel.spread(counts, sizes, england, family=family, per=per)
    return Funnel(spots, bounds, labels, float(spread.dispersion), bool(spread.p_value < _CHANCE))


def draw_funnel(picture: Picture, board: Board, everywhere: Everywhere) -> Chart | None:
    """Return the funnel as a chart without its slug, unit and standing note; None under ten authorities with a dot."""
    indicator = board.indicators[everywhere.slug]
    laid = lay_funnel(everywhere, indicator)
    if sum(spot.size is not None for spot in laid.spots) < FEWEST:
        return None
    whole = everywhere.whole
    label = everywhere.period.label
    alt = (
        f"{picture.title}, {label}. A funnel plot: each dot is an upper-tier authority, its value set against how many "
        f"people it rests on, between limits that narrow as numbers grow. {tell(everywhere, board, laid.spots)}"
    )
    return Chart(
        slug="",
        kind="funnel",
        title=picture.title,
        unit="",
        categories=(),
        series=(),
        alt=alt.strip(),
        note=f"Figures for {label}. Each dot is an upper-tier authority. {_explain(laid)}",
        reference=(whole.name, whole.value) if whole and whole.value is not None else None,
        spots=(*laid.spots, whole) if whole else laid.spots,
        bounds=laid.bounds,
        size_name=_size_name(indicator, everywhere),
        further=((VARIATION, laid.dispersion),) if laid.dispersion is not None else (),
    )


def _explain(laid: Funnel) -> str:
    """Say what the limits are, whether authorities differ by more than chance, and who has no dot."""
    words = []
    if not laid.bounds:
        words.append("No figure for England is held for the same period, so no limits are drawn.")
    else:
        words.append(
            "If authorities differed from England by chance alone, about 95 in 100 dots would lie between the dashed "
            "lines (the 95% limits) and about 998 in 1,000 between the solid ones (the 99.8% limits)."
        )
    if laid.is_dispersed:
        words.append(
            "Here authorities differ from one another by more than chance alone gives (over-dispersion), so that a dot "
            "lies outside the limits is not by itself a sign that a place is unusual."
        )
    if any(spot.size is None for spot in laid.spots):
        words.append("Authorities whose figure is hidden, not held or published without its counts have no dot.")
    return " ".join(words)


def _size_name(indicator: Indicator, everywhere: Everywhere) -> str:
    if indicator.unit is Unit.PERCENT:
        return indicator.share_of or "people"
    summed = "" if everywhere.period.is_one_year else f", those of each year of {everywhere.period.label} added up"
    return f"people{summed}{', weighted by age' if indicator.is_age_adjusted else ''}"


def _sized(spot: Spot, figure: Figure | None, indicator: Indicator, per: float) -> Spot:
    if spot.value is None or figure is None:
        return spot
    count, people = figure.numerator, figure.denominator
    if figure.is_value_only or count is None or (people is None and not indicator.is_age_adjusted):
        return replace(spot, note=NO_COUNTS)
    if indicator.is_age_adjusted:
        if count < _FEWEST_EVENTS or spot.value <= 0:
            return replace(spot, note=FEW_EVENTS)
        return replace(spot, size=float(funnel.derived_population(count, spot.value, per=per)))
    if not people or people <= 0 or abs(per * count / people - spot.value) > max(figure.rounding, 0.01 * spot.value):
        return replace(spot, note=UNEVEN)
    return replace(spot, size=float(people))


def _bounds(sizes: np.ndarray, england: float, family: str, per: float) -> tuple[Bound, ...]:
    least, most = float(sizes.min()) / 1.5, float(sizes.max()) * 1.5
    if family == "share":
        asked = np.geomspace(least, most, _POINTS)
    else:
        asked = np.geomspace(max(0.02, least * england / per / 4), most * england / per * 2, _POINTS)
    found = funnel.limits(asked, england, family=family, per=per)
    lines = ((found.outer_low, True), (found.inner_low, False), (found.inner_high, False), (found.outer_high, True))
    return tuple(
        Bound(tuple(zip(line.size.tolist(), line.value.tolist(), strict=True)), is_outer) for line, is_outer in lines
    )
