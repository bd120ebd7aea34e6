"""Which letter of the standard a file is of, by what is said of it, its date and its headers, and what that leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.kinds.letter import Letter, Presence, in_force, presence
from joinedup.kinds.standard import Item, Standard


@dataclass(frozen=True, slots=True)
class WhichLetter:
    """The letter a file is taken for, how that was chosen, and how its headers lie to it.

    `absent` are emitted items of the letter and data set that the file lacks; `beyond` are headers of the file that
    the letter does not have, as far as that is established.
    """

    letter: str
    how: str
    absent: tuple[str, ...]
    beyond: tuple[str, ...]

    def notes(self) -> tuple[str, ...]:
        """Return sentences for the report."""
        notes = [f"Taken for letter {self.letter}: {self.how}."]
        if self.beyond:
            notes.append(
                f"Headers that letter {self.letter} does not have, as far as we know it; read all the same: "
                f"{', '.join(self.beyond)}."
            )
        if self.absent:
            notes.append(
                f"Headers of letter {self.letter} as held here that the file does not have "
                f"({len(self.absent)}); what rests on them will be said to be not recorded: {', '.join(self.absent)}."
            )
        return tuple(notes)


def which_letter(
    headers: Collection[str],
    standard: Standard,
    letters: Sequence[Letter],
    *,
    said: str | None = None,
    on: date | None = None,
    dataset: str | None = None,
) -> WhichLetter:
    """Return the letter of a file with `headers`.

    It is the one that is said, else that in force `on` the day the file was taken, else the one whose items agree best
    with the headers (the newest of equals).
    """
    named = {one.letter: one for one in letters}
    if said in named:
        return _as(named[said], "it is said to be", headers, standard, letters, dataset)
    dated = in_force(letters, on) if on is not None else None
    if dated is not None:
        how = f"in force on {on.isoformat()}, the day it was taken" if on else ""
        if said is not None:
            how += f" (letter {said}, which it is said to be, is not held here)"
        return _as(dated, how, headers, standard, letters, dataset)
    best = max(letters, key=lambda one: (_agreement(one, headers, standard, letters), one.letter))
    return _as(best, "its headers agree best with it", headers, standard, letters, dataset)


def _as(
    letter: Letter,
    how: str,
    headers: Collection[str],
    standard: Standard,
    letters: Sequence[Letter],
    dataset: str | None,
) -> WhichLetter:
    held = {item.header: presence(item.header, letter.letter, letters).presence for item in standard.items}
    return WhichLetter(
        letter=letter.letter,
        how=how,
        absent=tuple(item.header for item in standard.items if _is_missed(item, held[item.header], headers, dataset)),
        beyond=tuple(header for header in headers if held.get(header) is Presence.OUT),
    )


def _is_missed(item: Item, held: Presence, headers: Collection[str], dataset: str | None) -> bool:
    is_of_file = item.is_emitted and (dataset is None or item.is_for(dataset))
    return is_of_file and held is not Presence.OUT and item.header not in headers


def _agreement(letter: Letter, headers: Collection[str], standard: Standard, letters: Sequence[Letter]) -> int:
    """Return how many items are in both or in neither, less those in one only; what is not established says nothing."""
    score = 0
    for item in standard.items:
        held = presence(item.header, letter.letter, letters).presence
        if held is not Presence.UNKNOWN:
            score += 1 if (held is Presence.IN) == (item.header in headers) else -1
    return score
