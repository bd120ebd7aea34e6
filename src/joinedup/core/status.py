"""How sure we are of a definition, and what state a number is in."""

from enum import StrEnum


class SourceStatus(StrEnum):
    """Where a definition, code list, threshold or rate comes from."""

    FOUND = "found"
    """Read in a named source."""
    KNOWLEDGE = "knowledge"
    """General knowledge of the field, unverified: outputs that rest on it say so."""
    DERIVED = "derived"
    """Worked out here from found figures; the working is shown."""
    LOCAL = "local"
    """Set by this installation."""


class State(StrEnum):
    """What state an estimate is in. Its numbers mean something only where it is `OK` or `VALUE_ONLY`."""

    OK = "ok"
    VALUE_ONLY = "value-only"
    """A publisher's value without counts or interval: a level and the publisher's own verdict may be said of it, and
    nothing else (rules of practice 8). As a fixed benchmark it can stand beside a figure that has its own counts."""
    NO_DATA = "no-data"
    """Nothing held: no delivery covers it, or no published figure."""
    NO_DENOMINATOR = "no-denominator"
    """The denominator is zero or missing, so a share or rate has no meaning."""
    POORLY_RECORDED = "poorly-recorded"
    """The answer is known for under 80% of those asked about (rules of practice 13)."""
    REFUSED = "refused"
    """The figure would not mean what it says; the note says why."""

    @property
    def has_value(self) -> bool:
        """Whether there is a number to tell."""
        return self in (State.OK, State.VALUE_ONLY)
