"""What deliveries are loaded and opened for, and as what kind of item, as agreements name it."""

from typing import Final

from joinedup.intake.coverage import COUNTS_OF, NDTMS_FEEDS
from joinedup.sharing.decide import COUNTS, ROWS

PURPOSE: Final = "needs-assessment"


def kind_of(feeds: tuple[str, ...]) -> str:
    """Return as what kind of item feeds are shared: rows about people where any of them holds such, else counts."""
    return ROWS if set(feeds) & set(NDTMS_FEEDS) else COUNTS


def groups_of(feeds: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom feeds are about of those that agreements speak of apart: children, of young people's services."""
    of_children = {feed for feed, data_set in NDTMS_FEEDS.items() if data_set == "YP"}
    return ("children",) if {COUNTS_OF.get(feed, feed) for feed in feeds} & of_children else ()
