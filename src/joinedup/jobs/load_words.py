"""What is said of a file that was loaded, or was held already."""

from collections.abc import Sequence

from joinedup.warehouse.manifest import Delivery


def unchanged(former: Delivery) -> str:
    """Return what is said of bytes that are held already."""
    gone = sum(people for _, people in former.erased)
    without = f", now without {gone} {'person' if gone == 1 else 'people'} erased since" if gone else ""
    return f"Unchanged: these bytes are held already, received on {former.received_on.isoformat()}{without}."


def loaded(formers: Sequence[Delivery]) -> str:
    """Return what is said of a file that took the place of `formers`."""
    if not formers:
        return "Loaded."
    former = formers[-1]
    others = f" and {len(formers) - 1} more" if len(formers) > 1 else ""
    return (
        f"Loaded in place of {former.file_name}, received on {former.received_on.isoformat()}{others}, which can still "
        "be read as of that date."
    )


def counts_held(delivery: Delivery) -> tuple[str, ...]:
    """Return how many rows a delivery holds by table, and how many were set aside."""
    tables = ", ".join(f"{table.replace('_', ' ')} {rows:,}" for table, rows in delivery.tables.items() if rows)
    counts = [f"Now held: {tables}." if tables else "Nothing in it could be held."]
    if delivery.set_aside:
        counts.append(f"{delivery.set_aside:,} row{'s' if delivery.set_aside > 1 else ''} set aside, listed below.")
    return tuple(counts)
