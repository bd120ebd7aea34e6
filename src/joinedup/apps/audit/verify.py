"""Whether the record is as it was written: read anew from the database, and held against the heads kept outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinedup.apps.audit.keeping import kept_for, read_heads
from joinedup.apps.audit.key import read_key
from joinedup.apps.audit.models import ChainEnd, Line
from joinedup.apps.audit.said import said
from joinedup.core.chain import Head, Link, faults


@dataclass(frozen=True, slots=True)
class Verified:
    """How many lines there are, and a sentence for each place where they are not as they were written."""

    lines: int
    faults: tuple[str, ...]


def verify(*, using: str = "default") -> Verified:
    """Return what is found in one database's chain. Writers go on meanwhile: what they add is no fault."""
    kept = kept_for(using)
    heads = read_heads(kept.heads)  # before the lines: one may be added meanwhile
    before = _end(using)
    links = [
        Link(line.number, said(line), str(line.seal))
        for line in Line.objects.using(using).order_by("number").iterator()
    ]
    after = _end(using)
    key = read_key(kept.key, may_make=not links and not heads)
    mark = before.mark if before else ""
    found = (
        *_of_the_end(before, after, links),
        *_of_the_heads(heads, mark, links),
        *faults(key, links, [head for _, head in heads], about=mark),
    )
    return Verified(len(links), found)


def _end(using: str) -> ChainEnd | None:
    return ChainEnd.objects.using(using).filter(id=1).first()


def _of_the_end(before: ChainEnd | None, after: ChainEnd | None, links: Sequence[Link]) -> Iterator[str]:
    if before is None or after is None:
        yield "The row that says which line is the last is not there."
        return
    seals = {link.number: link.seal for link in links} | {0: ""}
    last = max(seals)
    if not before.number <= last <= after.number or seals.get(before.number) != before.seal:
        yield f"The row that says which line is the last names line {before.number}; the last is line {last}."


def _of_the_heads(heads: Sequence[tuple[str, Head]], mark: str, links: Sequence[Link]) -> Iterator[str]:
    if links and not heads:
        yield "No head was kept outside the database, or the file of heads is not the one named in the settings."
    if any(each != mark for each, _ in heads):
        yield "Heads were kept of another chain: the record was begun anew, or the file of heads is another's."
