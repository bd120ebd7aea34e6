"""In which letters an item is, told shortly."""

from collections.abc import Iterator

from joinedup.definitions.standards.letters import ndtms_letters
from joinedup.kinds.letter import Held, Presence, presence

_WORDS = {Presence.IN: "in", Presence.OUT: "not in", Presence.UNKNOWN: "not established for"}


def held_in(header: str, letter: str) -> Held:
    """Return what is established of an item in one letter."""
    return presence(header, letter, ndtms_letters())


def letters_of(header: str) -> str:
    """Return for instance `in N-R; not in A-M`: runs of letters that follow one another here, no claim about others."""
    runs: dict[Presence, list[str]] = {each: [] for each in Presence}
    for what, first, last in _runs(header):
        runs[what].append(first if first == last else f"{first}-{last}")
    return "; ".join(f"{_WORDS[what]} {', '.join(spans)}" for what, spans in runs.items() if spans)


def _runs(header: str) -> Iterator[tuple[Presence, str, str]]:
    order = [one.letter for one in ndtms_letters()]
    found = [held_in(header, letter).presence for letter in order]
    start = 0
    for place in range(1, len(order) + 1):
        if place == len(order) or found[place] is not found[start]:
            yield found[start], order[start], order[place - 1]
            start = place


def level_words(level: str) -> str:
    """Return the name of a level as it is written in a sentence."""
    return level.replace("sub_intervention", "sub-intervention").replace("_", " ")
