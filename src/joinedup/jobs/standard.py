"""`joinedup standard`: tell what is held of the NDTMS standard, and what changed between two letters."""

from joinedup.definitions.standards.differences import differences
from joinedup.definitions.standards.telling import tell


def show(what: str = "") -> tuple[str, ...]:
    """Return lines about a letter, data set, header, rule or code list, or about all; refuse an unknown name."""
    return tell(what)


def diff(before: str, after: str) -> tuple[str, ...]:
    """Return lines that tell what changed from one letter to another; refuse a letter that is not held."""
    return differences(before, after)
