"""What is said of an erasure: how many, from how many deliveries, which backups are left to see to. Never who."""

from joinedup.warehouse.erasures import Tombstone

WITHHELD = "consent withdrawn or record withheld, in a file of their provider"


def erased_lines(tombstone: Tombstone) -> list[str]:
    """Return an erasure as lines."""
    people = "1 person has" if tombstone.people == 1 else f"{tombstone.people:,} people have"
    rewritten = len(tombstone.rows) - len(tombstone.destroyed)
    lines = []
    if rewritten:
        lines.append(
            f"{people} left every version ({tombstone.why}): {sum(tombstone.rows.values()):,} rows in {rewritten} "
            f"deliver{'y' if rewritten == 1 else 'ies'}, written anew; the keys before are destroyed."
        )
    if tombstone.destroyed:
        lines.append(f"Destroyed as a whole ({tombstone.why}): {', '.join(tombstone.destroyed)}.")
    if tombstone.backups_not_reached:
        lines.append(
            f"Not reached: the backups {', '.join(tombstone.backups_not_reached)}. What they hold of these senders' "
            "feeds opens for nobody any more; make them anew with `joinedup backup`."
        )
    return lines
