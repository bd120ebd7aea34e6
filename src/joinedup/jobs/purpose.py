"""What deliveries are loaded and opened for, and as what kind of item, as agreements name it."""

from typing import Final

from joinedup.intake.coverage import NDTMS_FEEDS
from joinedup.sharing.decide import COUNTS, ROWS

PURPOSE: Final = "needs-assessment"


def kind_of(feeds: tuple[str, ...]) -> str:
    """Return as what kind of item feeds are shared: rows about people where any of them holds such, else counts."""
    return ROWS if set(feeds) & set(NDTMS_FEEDS) else COUNTS
