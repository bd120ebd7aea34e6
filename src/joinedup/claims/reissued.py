"""Which files lie behind a change: what came in place of what, and figures that their publisher issued anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from joinedup.claims.model import Ledger, SourceFile
from joinedup.release.figure import Figure

REISSUED = "the publisher issued it anew"


@dataclass(frozen=True, slots=True)
class Replaced:
    """Files of one sender that only one of two ledgers rests on. Either may be empty: first sent, or no longer held."""

    sender: str
    old: tuple[SourceFile, ...]
    new: tuple[SourceFile, ...]

    @property
    def sentence(self) -> str:
        """What took the place of what, each with the day it was received."""
        if not self.new:
            return f"{self.sender}: {_named(self.old)} is no longer what figures rest on"
        was = f", in place of {_named(self.old)}" if self.old else ", new"
        return f"{self.sender}: {_named(self.new)}{was}"


def replaced(old: Ledger, new: Ledger) -> tuple[Replaced, ...]:
    """Return by sender the files that figures of one ledger rest on and no figure of the other does."""
    before, after = _files(old), _files(new)
    gone, come = before - after, after - before
    return tuple(
        Replaced(sender, _of(sender, gone), _of(sender, come)) for sender in sorted({one.sender for one in gone | come})
    )


def is_reissued(before: Figure, after: Figure) -> bool:
    """Return whether both are one publisher's figures and came in different files."""
    one, other = before.provenance, after.provenance
    is_published = one.is_published and other.is_published
    return is_published and one.source == other.source and one.deliveries != other.deliveries


def _files(ledger: Ledger) -> frozenset[SourceFile]:
    return frozenset(file for claim in ledger.claims for file in claim.evidence.files)


def _of(sender: str, files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    return tuple(sorted((one for one in files if one.sender == sender), key=lambda one: (one.received_on, one.name)))


def _named(files: Iterable[SourceFile]) -> str:
    return " and ".join(f"{one.name} of {one.received_on.isoformat()}" for one in files)
