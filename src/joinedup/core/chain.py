"""A chain of lines that nobody can quietly edit: each carries a keyed hash over itself and all before it.

Whoever lacks the key cannot change, insert, exchange or take out a line without the next one telling. Cutting lines
off the end leaves a sound, shorter chain: only a head (number and seal of the last line) kept elsewhere shows that.
The seal is HMAC-SHA256 (RFC 2104) over the seal before, the line's number and its text.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """Which line a chain ended with, and its seal."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class Link:
    """One line: its number from 1, what it says, and its seal in hexadecimal."""

    number: int
    said: str
    seal: str

    @property
    def head(self) -> Head:
        """What to keep elsewhere while this is the last line."""
        return Head(self.number, self.seal)


def following(key: bytes, before: Head | None, said: str, *, about: str) -> Link:
    """Return the line that comes after `before` (None: the first). `about` names the chain: lines fit no other."""
    number = before.number + 1 if before is not None else 1
    return Link(number, said, _seal(key, before.seal if before is not None else about, number, said))


def faults(key: bytes, links: Sequence[Link], heads: Iterable[Head], *, about: str) -> tuple[str, ...]:
    """Return a sentence for each place where the chain is not as it was written; empty where it is.

    `heads` are those kept elsewhere while the chain grew, in any order. What was written after the last of them can be
    cut off unseen.
    """
    return (*_broken(key, links, about), *_not_reached(links, heads))


def _broken(key: bytes, links: Sequence[Link], about: str) -> Iterator[str]:
    number, seal = 0, about
    for link in links:
        if link.number != number + 1:
            yield f"After line {number} stands line {link.number}: lines were taken out, put in or exchanged."
        elif not hmac.compare_digest(link.seal.encode(), _seal(key, seal, link.number, link.said).encode()):
            yield f"Line {link.number} is not as it was written, or the line before it is not."
        number, seal = link.number, link.seal


def _not_reached(links: Sequence[Link], heads: Iterable[Head]) -> Iterator[str]:
    kept = sorted(set(heads), key=lambda head: (head.number, head.seal))
    seals = {link.number: link.seal for link in links}
    last = max(seals, default=0)
    if kept and kept[-1].number > last:
        yield f"What was written after line {last} was cut off: there was a line {kept[-1].number}."
    for head in kept:
        if seals.get(head.number, head.seal) != head.seal:
            yield f"Line {head.number} is another than the one that ended the chain when its head was kept."


def _seal(key: bytes, before: str, number: int, said: str) -> str:
    # The length is in what is sealed, so that no two triples give the same bytes.
    content = f"{len(before)}|{before}|{number}|{said}".encode()
    return hmac.new(key, content, hashlib.sha256).hexdigest()
