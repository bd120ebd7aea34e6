"""`joinedup receipts` and `joinedup snapshot`: what was given to senders, and a file's bytes as they were received."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds as partner_feeds
from joinedup.intake.bytes_kept import PEOPLE
from joinedup.jobs.granting import yes_for
from joinedup.warehouse.folder import current_number, deliveries_of_all_versions, is_warehouse
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.receipts import FOLDER, Receipt, read_receipts
from joinedup.warehouse.received import give_back, has_received


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts asked for, the first one first."""

    receipts: tuple[Receipt, ...]

    def lines(self) -> list[str]:
        """Return them as text, a blank line between."""
        lines = [line for one in self.receipts for line in (*one.lines(), "")]
        return lines[:-1] or ["No receipts."]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"receipts": [one.as_dict() for one in self.receipts]}


def receipts(warehouse: Path, *, sender: str | None = None) -> Receipts:
    """Return the receipts that a warehouse gave, of one `sender` or of all; refuse what is no warehouse."""
    if not is_warehouse(warehouse) and not (warehouse / FOLDER).is_dir():
        raise Refusal(f"{warehouse} is not a warehouse, and nothing was ever handed in there.")
    return Receipts(tuple(one for one in read_receipts(warehouse) if sender is None or one.sender == sender))


def snapshot(warehouse: Path, delivery: str, out: Path, *, agreement: Path | None, at: datetime) -> list[str]:
    """Write the file of a delivery of any version to `out`, byte for byte as it was received; return what to say.

    Refuses a delivery that there is not or of which no bytes are kept, a file that is there already, and counts that
    an agreement guards without a yes from it at the instant `at`.
    """
    found = deliveries_of_all_versions(warehouse, current_number(warehouse)).get(delivery)
    if found is None:
        raise Refusal(
            f"{warehouse} holds no delivery '{delivery}': `joinedup receipts --warehouse {warehouse}` tells their ids."
        )
    if found.is_case_level:
        raise Refusal(f"{found.file_name} is about people: {PEOPLE}.")
    folder = warehouse / "deliveries" / delivery
    if not has_received(folder):
        raise Refusal(
            f"The bytes of {found.file_name} from {found.sender_name} were not kept; its receipt says why, unless it "
            "was loaded before bytes were kept."
        )
    _refuse_without_yes(found, agreement, at)
    give_back(folder, found, out)
    return [
        f"{out} is {found.file_name} from {found.sender_name}, byte for byte as received on {found.received_on}: "
        f"sha256 {found.sha256}."
    ]


def _refuse_without_yes(delivery: Delivery, agreement: Path | None, at: datetime) -> None:
    if not delivery.is_about_real_people:
        return
    answer = yes_for(agreement, (delivery.feed,), at, no=f"{delivery.file_name} is not given out.")
    if answer.agreement != delivery.agreement:
        raise Refusal(
            f"{delivery.file_name} was loaded under agreement '{delivery.agreement}', not '{answer.agreement}': name "
            "that one with `--agreement FILE`."
        )
    closed = (
        [one for one in partner_feeds()[delivery.feed].headers if not answer.gives(delivery.feed, one)]
        if (delivery.feed in partner_feeds())
        else []
    )
    if closed:
        raise Refusal(
            f"{delivery.file_name} holds {', '.join(closed)}, which agreement '{answer.agreement}' shares no more: its "
            "bytes are not given out."
        )
