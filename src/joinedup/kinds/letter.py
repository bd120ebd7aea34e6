"""A letter of a data standard: what is known of it, and what that says of each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joinedup.core.status import SourceStatus


class Presence(StrEnum):
    """Whether a letter has an item."""

    IN = "in"
    OUT = "not in"
    UNKNOWN = "not established"


@dataclass(frozen=True, slots=True)
class Change:
    """Items (`headers`) or codes of the list `code_list` that a letter brought in or took out."""

    names: tuple[str, ...]
    status: SourceStatus
    source: str
    code_list: str = ""

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError(f"A change of a letter names nothing (source: {self.source}).")
        if not self.source.strip():
            raise ValueError(f"A change of a letter ({self.names[0]}) needs a source.")


@dataclass(frozen=True, slots=True)
class Written:
    """Headers that a source lists for a letter; `is_whole` where the source writes whole files of it."""

    headers: tuple[str, ...]
    is_whole: bool
    status: SourceStatus
    source: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `starts` is None where the day it came into force is not established.

    `told` are changes that a source tells of and whose headers or codes are not established.
    """

    letter: str
    starts: date | None
    status: SourceStatus
    source: str
    written: Written | None = None
    added: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    codes_added: tuple[Change, ...] = ()
    codes_gone: tuple[Change, ...] = ()
    told: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.letter) != 1 or not self.letter.isupper():
            raise ValueError(f"A letter is one capital, not '{self.letter}'.")
        for change in (*self.codes_added, *self.codes_gone):
            if not change.code_list:
                raise ValueError(f"Letter {self.letter}: a change of codes must name its list.")


@dataclass(frozen=True, slots=True)
class Held:
    """What is established of one item in one letter, and by what."""

    presence: Presence
    status: SourceStatus | None = None
    source: str = ""


_NOTHING = Held(Presence.UNKNOWN)


def change_of(name: str, changes: Sequence[Change], code_list: str = "") -> Change | None:
    """Return the change that names an item (or a code of `code_list`), or None."""
    return next((one for one in changes if name in one.names and one.code_list == code_list), None)


def presence(header: str, letter: str, letters: Sequence[Letter]) -> Held:
    """Return whether `letter` has the item, from what all `letters` (in order) say of it. Nothing is guessed.

    An item is in a letter that a source lists it for or says brought it in, and in those between two such letters;
    it is out before the letter that brought it in and from the one that took it out. A whole list without it says
    only that one writer left it out, which counts where nothing else does.
    """
    order = [one.letter for one in letters]
    at = order.index(letter)
    known: dict[int, tuple[SourceStatus, str]] = {}
    first = last = None
    for place, one in enumerate(letters):
        came, went = change_of(header, one.added), change_of(header, one.gone)
        if came is not None:
            first = (place, came)
            known[place] = (came.status, came.source)
        if went is not None:
            last = (place, went)
            known.setdefault(place - 1, (SourceStatus.DERIVED, f"letter {one.letter} took it out: {went.source}"))
        if one.written is not None and header in one.written.headers:
            known[place] = (one.written.status, one.written.source)
    if last is not None and at >= last[0]:
        return Held(Presence.OUT, last[1].status, last[1].source)
    if first is not None and at < first[0]:
        return Held(Presence.OUT, first[1].status, f"letter {order[first[0]]} brought it in: {first[1].source}")
    if at in known:
        return Held(Presence.IN, *known[at])
    if known and min(known) < at < max(known):
        before, after = (max(place for place in known if place < at), min(place for place in known if place > at))
        return Held(Presence.IN, SourceStatus.DERIVED, f"in letters {order[before]} and {order[after]}, so between")
    listed = letters[at].written
    if listed is not None and listed.is_whole:
        return Held(Presence.OUT, SourceStatus.DERIVED, f"left out of {listed.source}")
    return _NOTHING


def in_force(letters: Sequence[Letter], on: date) -> Letter | None:
    """Return the letter in force on a day; None before the first. Letters without a day are never in force by date."""
    begun = [one for one in letters if one.starts is not None and one.starts <= on]
    return max(begun, key=lambda one: one.starts or date.min, default=None)
