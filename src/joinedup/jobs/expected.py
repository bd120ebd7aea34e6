"""Who is expected to send what: a file that the partnership owns and keeps in its warehouse."""

from pathlib import Path

from joinedup.definitions.timeliness import timeliness
from joinedup.intake.expected_file import read_expected
from joinedup.kinds.timeliness import Expected
from joinedup.warehouse.folder import EXPECTED


def expected_senders(warehouse: Path, named: Path | None = None) -> tuple[Expected, ...] | None:
    """Return the senders in the file `named`, else in the warehouse's own list; None where there is neither.

    Refuses a list that is at fault: a provider left out by a slip of the pen would be missed by nobody.
    """
    own = warehouse / EXPECTED
    path = named if named is not None else own if own.exists() else None
    return None if path is None else read_expected(path, timeliness())
