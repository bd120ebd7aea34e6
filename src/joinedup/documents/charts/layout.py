"""Sizes, colours and lettering that every chart shares."""

from dataclasses import dataclass

FONT = "Public Sans"
COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""The UK Government Analysis Function's palette, in its order: told apart by people who are colour-blind."""
ON_COLOUR = ("#ffffff", "#0b0c0c", "#ffffff", "#0b0c0c", "#ffffff", "#0b0c0c")
"""The lettering on each colour, at a contrast of at least 4.5 to 1."""
INKS = ("#12436D", "#17706A", "#801650", "#A63C00", "#3D3D3D", "#664A99")
"""Each colour darkened for letters on white, at a contrast of at least 4.5 to 1."""
INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#d8dde0"
FIFTHS = ("#DCE9F5", "#A9CBE8", "#6AA5D8", "#2A6DAE", "#12436D")
"""One blue, darker by even steps that also show in grey; each square is marked 1 to 5 besides."""
ON_FIFTHS = (INK, INK, INK, "#ffffff", "#ffffff")
LIMITS = ("#17706A", "#A7DCD7", "#F3F5F6", "#F9C39B", "#A63C00")
"""Teal below and orange above, which people who are colour-blind tell apart; each square is marked besides."""
ON_LIMITS = ("#ffffff", INK, INK, INK, "#ffffff")


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths in pixels and letters. The narrow one fits a phone without zooming: its names stand above their bars."""

    plot: int
    category_letters: int
    end_letters: int
    steps: int
    is_narrow: bool = False
    size: int = 14
    square: int = 26
    """Side of a square on a map of tiles."""
    funnel: tuple[int, int] = (510, 360)
    """Width and height of a funnel."""
    is_key_beside: bool = False
    """Whether a funnel's key stands at its right; else below."""

    @property
    def line(self) -> int:
        """Height in pixels of one line of lettering."""
        return self.size + 4


WIDE = Layout(plot=380, category_letters=26, end_letters=20, steps=4)
NARROW = Layout(
    plot=215, category_letters=32, end_letters=10, steps=3, is_narrow=True, size=13, square=17, funnel=(228, 300)
)
SLIDE = Layout(
    plot=700, category_letters=40, end_letters=26, steps=5, size=18, square=25, funnel=(660, 430), is_key_beside=True
)
