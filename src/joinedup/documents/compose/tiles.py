"""A map of England as one square for each upper-tier authority."""

from dataclasses import replace

import numpy as np

from joinedup.documents.compose.board import Board
from joinedup.documents.compose.everywhere import Everywhere, tell
from joinedup.documents.compose.funnel import lay_funnel
from joinedup.documents.report import Chart, Shade, Spot
from joinedup.kinds.document import Picture
from joinedup.stats import quantiles

FIFTHS = (
    Shade("1", "fifth with the lowest values"),
    Shade("2", "second fifth"),
    Shade("3", "middle fifth"),
    Shade("4", "fourth fifth"),
    Shade("5", "fifth with the highest values"),
)
LIMITS = (
    Shade("−−", "below the lower 99.8% limit"),
    Shade("−", "below the lower 95% limit"),
    Shade("·", "between the 95% limits"),
    Shade("+", "above the upper 95% limit"),
    Shade("++", "above the upper 99.8% limit"),
)
_LABELS = ("Low (0.001)", "Low (0.025)", "Not significant", "High (0.025)", "High (0.001)")


def draw_tiles(picture: Picture, board: Board, everywhere: Everywhere) -> Chart | None:
    """Return the map as a chart without its slug, unit and standing note; None where no square can be shaded.

    Of two authorities on one square (a council and what became of it) the one with a value is drawn. Where limits are
    asked for and no figure of England is held, or no counts, the map shows fifths and says so.
    """
    said = ""
    spots: tuple[Spot, ...] = ()
    shades = FIFTHS
    if picture.shaded_by == "limits":
        laid = lay_funnel(everywhere, board.indicators[everywhere.slug])
        if laid.bounds:
            shades, spots = LIMITS, _by_label(laid.spots, laid.labels)
            said = "Marks say where each lies against limits that allow for how many people it rests on."
            if laid.is_dispersed:
                said += (
                    " Authorities differ from one another by more than chance alone gives (over-dispersion), so a mark "
                    "outside the limits is not by itself a sign that a place is unusual."
                )
        else:
            said = "No figure for England with the counts of authorities is held, so fifths are shown, not limits. "
    if not spots:
        spots = _by_fifth(everywhere.spots)
        said += "Marks 1 to 5 are fifths of the authorities, by their value. They say nothing of chance."
    spots = _one_a_square(spots)
    if not any(spot.shade is not None and spot.square is not None for spot in spots):
        return None
    label = everywhere.period.label
    alt = (
        f"{picture.title}, {label}. A map of England with a square for each upper-tier authority, near where it lies. "
        f"{tell(everywhere, board, spots)}"
    )
    return Chart(
        slug="",
        kind="tiles",
        title=picture.title,
        unit="",
        categories=(),
        series=(),
        alt=alt.strip(),
        note=f"Figures for {label}. Each square is an upper-tier authority, near where it lies. {said}",
        spots=(*spots, everywhere.whole) if everywhere.whole else spots,
        shades=shades,
    )


def _by_fifth(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    values = [np.nan if spot.value is None else spot.value for spot in spots]
    groups = quantiles.group(values, len(FIFTHS), is_highest_first=False).group.tolist()
    return tuple(replace(spot, shade=at - 1 if at else None) for spot, at in zip(spots, groups, strict=True))


def _by_label(spots: tuple[Spot, ...], labels: tuple[str, ...]) -> tuple[Spot, ...]:
    return tuple(
        replace(spot, shade=_LABELS.index(label) if label in _LABELS else None)
        for spot, label in zip(spots, labels, strict=True)
    )


def _one_a_square(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Take the square from those that share it with one that has a value, or that comes before."""
    ranked = sorted(range(len(spots)), key=lambda at: (spots[at].shade is None, at))
    keeps: dict[tuple[int, int], int] = {}
    for at in ranked:
        square = spots[at].square
        if square is not None:
            keeps.setdefault(square, at)
    kept = set(keeps.values())
    return tuple(spot if at in kept else replace(spot, square=None) for at, spot in enumerate(spots))
