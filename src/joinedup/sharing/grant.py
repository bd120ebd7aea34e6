"""What the policy function answers: a yes with its bounds, or a no that says whether the asker is told why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

ERASURE: Final = "erasure"
"""The purpose of a grant under which rows are opened only to be left out when their file is written anew."""

COUNTING: Final = "counting"
"""The purpose of a grant under which a file's holder counts its rows where they are, and keeps no row."""

NOTHING_HERE: Final = "There is nothing here that you may see."


@dataclass(frozen=True, slots=True)
class Grant:
    """A yes: who may do what until when. `agreement` is None where none was needed: public, invented, one's own.

    `fields` are those that were asked for and given; "*" is every field. `duties` are sentences that go with the yes:
    an originator's handling code, the review that follows breaking glass.
    """

    agreement: str | None
    purpose: str
    feeds: tuple[str, ...]
    at: datetime
    until: datetime | None
    by: str | None = None
    """Whose account asked, as an id; None where nobody is known."""
    fields: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    broke_glass: str | None = None
    """The reason given, where it rests on breaking glass; None elsewhere."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A no. `reason` is one sentence for the audit and the simulator: why, and what would change it.

    `is_told` says whether the asker is told the reason; to everyone else the thing does not exist (rules of practice
    36). Show `shown`, never `reason`, to whoever asked.
    """

    reason: str
    is_told: bool = False

    @property
    def shown(self) -> str:
        """What the asker may be told."""
        return self.reason if self.is_told else NOTHING_HERE


NOT_THERE: Final = Refused(NOTHING_HERE)
"""The no to whoever is no party: the same whether or not the thing exists."""
