"""Which deliveries held a new one takes the place of, and when it may not."""

from collections.abc import Sequence

from joinedup.core.refusal import Refusal
from joinedup.intake.coverage import Coverage
from joinedup.warehouse.manifest import Delivery


def superseded(coverage: Coverage, held: Sequence[Delivery], *, is_part: bool) -> tuple[Delivery, ...]:
    """Return what a delivery with this coverage takes the place of, of the deliveries held.

    A sender replaces its feed as a whole, or, where files are parts, the time that the new file covers. Refuses a part
    that covers some of what another does and not all of it, as the rest would be lost or counted twice; and a
    delivery taken before one that it would replace.
    """
    same = [one for one in held if (one.sender, one.feed) == (coverage.sender, coverage.feed)]
    if is_part:
        same = [one for one in same if one.covers.shares_time_with(coverage.covers)]
    for one in same:
        if is_part and not coverage.covers.covers(one.covers):
            raise Refusal(
                f"it covers part of what {one.file_name} from {one.sender_name} ({one.feed}) covers "
                f"({one.covers.start.isoformat()} up to {one.covers.end.isoformat()}): send a file that covers all of "
                "that, or only time that no file covers yet."
            )
        if coverage.extract_on < one.extract_on:
            raise Refusal(
                f"it is older than the delivery held from {one.sender_name} ({one.feed}): taken on "
                f"{coverage.extract_on.isoformat()}, and the one held on {one.extract_on.isoformat()}."
            )
    return tuple(same)
