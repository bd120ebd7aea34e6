"""`joinedup standard`: tell what is held of the NDTMS standard, and what changed between two letters."""

from collections.abc import Mapping

from joinedup.definitions.standards.differences import differences
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.reader import reader_rules
from joinedup.definitions.standards.telling import tell


def show(what: str = "") -> tuple[str, ...]:
    """Return lines about a letter, data set, header, rule or code list, or about all; refuse an unknown name."""
    return tell(what)


def diff(before: str, after: str) -> tuple[str, ...]:
    """Return lines that tell what changed from one letter to another; refuse a letter that is not held."""
    return differences(before, after)


def why_of_rules() -> Mapping[str, str]:
    """Return for the code of each rule of the standard and of the reader why it is asked."""
    return {one["code"]: one["why"] for one in reader_rules()} | {rule.code: rule.why for rule in RULES}
