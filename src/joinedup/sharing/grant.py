"""What the policy function answers: a yes with its bounds, or a no that says whether the asker is told why."""

from collections.abc import Callable
from dataclasses import dataclass, field
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
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a grant for whole feeds: each with the fields that the agreement lists of it."""
    again: "Callable[[], Grant | Refused] | None" = field(default=None, compare=False, repr=False)
    """Asks the same anew, at the instant that it is then; None where nothing can change meanwhile."""
    broke_glass: str | None = None
    """The reason given, where it rests on breaking glass; None elsewhere."""

    def gives(self, feed: str, field: str) -> bool:
        """Return whether it opens a field of a feed: without an agreement every one, under one what that lists."""
        return self.agreement is None or any(one == feed and field in fields for one, fields in self.shared)


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


def still(grant: Grant | None) -> Refused | None:
    """Return why a yes that was given no longer holds; None where it does, or nothing can change meanwhile.

    It holds no longer where the answer is no now, or gives less of a feed than it gave.
    """
    if grant is None or grant.again is None:
        return None
    now = grant.again()
    if isinstance(now, Refused):
        return now
    gone = [field for feed, fields in grant.shared for field in fields if not now.gives(feed, field)]
    if gone or now.agreement != grant.agreement:
        left = f" {', '.join(gone)} is shared no more." if gone else ""
        return Refused(f"Agreement '{grant.agreement}' was changed meanwhile.{left} Run it again.", is_told=True)
    return None
