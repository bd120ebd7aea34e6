"""Make the receipt of a file that a load took, found unchanged, or gave back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.coverage import Coverage, read_coverage
from joinedup.intake.examined import Examined
from joinedup.intake.naming import told_name
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.snapshot import hash_file
from joinedup.warehouse.folder import current_number, read_version
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.receipts import LOADED, RETURNED, Receipt, read_receipts


def instant(at: datetime) -> str:
    """Return an instant as receipts tell it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def of_loaded(
    delivery: Delivery, size: int, *, version: int, at: datetime, formers: Sequence[Delivery], bytes_kept: str
) -> Receipt:
    """Return the receipt of a file that `version` will hold as a delivery."""
    return _of_delivery(delivery, size, version, instant(at), tuple(one.id for one in formers), bytes_kept)


def of_unchanged(former: Delivery, size: int, root: Path) -> Receipt:
    """Return the receipt that the delivery got when it was loaded last; of one from before receipts, a new one."""
    given = [one for one in read_receipts(root) if one.delivery == former.id]
    if given:
        return max(given, key=lambda one: one.version or 0)
    numbers = range(1, current_number(root) + 1)
    first = next(n for n in numbers if any(one.id == former.id for one in read_version(root, n).deliveries))
    return _of_delivery(former, size, first, former.received_on.isoformat(), (), "")


def of_returned(
    path: Path, why: str, *, at: datetime, book: Rulebook, examined: Examined | None, options: Mapping[str, Any] | None
) -> Receipt | None:
    """Return the receipt of a file of which nothing was loaded; None where there is no file."""
    if not _is_file(path):
        return None
    coverage = examined.coverage if examined is not None else _said(path, options, book)
    return Receipt(
        file_name=told_name(path),
        sha256=examined.sha256 if examined is not None else _hash(path),
        size=path.stat().st_size,
        sender=coverage.sender if coverage else None,
        sender_name=coverage.sender_name if coverage else None,
        feed=coverage.feed if coverage else None,
        covers=coverage.covers if coverage else None,
        extract_on=coverage.extract_on if coverage else None,
        received=instant(at),
        outcome=RETURNED,
        why=why,
        rows=examined.rows if examined is not None else None,
        set_aside=examined.rows - examined.without_consent if examined is not None else None,
        without_consent=examined.without_consent if examined is not None else None,
        is_case_level=examined is not None and examined.is_case_level,
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any can be
        return False


def _of_delivery(
    delivery: Delivery, size: int, version: int, received: str, in_place_of: tuple[str, ...], bytes_kept: str
) -> Receipt:
    return Receipt(
        file_name=delivery.file_name,
        sha256=delivery.sha256,
        size=size,
        sender=delivery.sender,
        sender_name=delivery.sender_name,
        feed=delivery.feed,
        covers=delivery.covers,
        extract_on=delivery.extract_on,
        received=received,
        outcome=LOADED,
        why=f"loaded as delivery {delivery.id}, in version {version}.",
        delivery=delivery.id,
        version=version,
        rows=delivery.rows,
        set_aside=delivery.set_aside,
        without_consent=delivery.without_consent,
        agreement=delivery.agreement,
        keep_until=delivery.keep_until,
        in_place_of=in_place_of,
        is_case_level=delivery.is_case_level,
        bytes_kept=bytes_kept,
    )


def _said(path: Path, options: Mapping[str, Any] | None, book: Rulebook) -> Coverage | None:
    try:
        return read_coverage(path, options, book.feeds)
    except Refusal:
        return None  # the receipt's own reason says what is wrong with it


def _hash(path: Path) -> str | None:
    try:
        return hash_file(path)
    except OSError:
        return None
