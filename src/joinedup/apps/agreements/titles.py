"""What feeds are called, for people."""

from collections.abc import Mapping

from joinedup.definitions.catalogue import feeds
from joinedup.intake.coverage import COUNTS_OF

_NDTMS = {
    "ndtms-adult": "Adult drug and alcohol treatment records",
    "ndtms-young-people": "Young people's drug and alcohol treatment records",
}


def feed_titles() -> Mapping[str, str]:
    """Return the title of every feed that an agreement can be about, by slug."""
    counts = {slug: f"{_NDTMS[rows]}: counts only, made by the provider" for slug, rows in COUNTS_OF.items()}
    return _NDTMS | counts | {slug: feed.title for slug, feed in feeds().items()}
