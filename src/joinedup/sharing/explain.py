"""What somebody could see and why, step by step: what the simulator says. It decides nothing that `answer` does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from joinedup.kinds.agreement import Agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Grant, Refused
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis
from joinedup.sharing.steps import Step, of_agreement, of_asker, of_holder
from joinedup.sharing.uk_time import uk_text


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with what it rests on: the steps that no agreement changes, then those of each agreement by id."""

    answer: Grant | Refused
    steps: tuple[Step, ...]
    agreements: tuple[tuple[str, tuple[Step, ...]], ...]

    def lines(self) -> list[str]:
        """Return it for people: the answer, what the asker would be told, each step with yes or NO before it."""
        return [*self._answer(), *(_line(step) for step in self.steps), *self._of_agreements()]

    def _answer(self) -> Iterator[str]:
        given = self.answer
        if isinstance(given, Refused):
            yield f"No. {given.reason}"
            yield f"They would be told: {given.shown}"
            return
        until = "" if given.until is None else f" until {uk_text(given.until)}"
        yield f"Yes{until}." if given.agreement is None else f"Yes, by agreement '{given.agreement}'{until}."
        if given.fields:
            yield f"Fields: {', '.join(given.fields)}."
        if given.broke_glass:
            yield f"Only by breaking glass, with the reason: {given.broke_glass}"
        yield from given.duties

    def _of_agreements(self) -> Iterator[str]:
        for name, steps in self.agreements:
            yield f"Agreement '{name}':"
            yield from (_line(step) for step in steps)


def explain(
    asker: Asker,
    purpose: str,
    item: Item,
    agreements: Sequence[Agreement],
    at: datetime,
    *,
    break_glass: str | None = None,
) -> Explained:
    """Return what `answer` says of a question, with every step that it looked at."""
    basis = item.declared.basis
    by = agreements if basis is Basis.AGREEMENT else ()
    return Explained(
        answer(asker, purpose, item, agreements, at, break_glass=break_glass),
        (
            *of_asker(asker, purpose, item, agreements),
            *(of_holder(asker, item) if basis in (Basis.HOLDER, Basis.AUDIENCE) else ()),
        ),
        tuple((one.id, tuple(of_agreement(asker, purpose, item, one, at))) for one in by),
    )


def fields_seen(
    asker: Asker, purpose: str, kind: str, feed: str, agreements: Sequence[Agreement], at: datetime
) -> tuple[str, ...]:
    """Return which fields of a feed somebody may see, sorted; "*" among them stands for every field.

    A field that no live agreement of theirs lists is not there: it disappears from whatever is made with the rest.
    """
    listed = fields_listed(kind, feed, agreements)
    return tuple(
        name for name in listed if isinstance(answer(asker, purpose, Item(kind, feed, (name,)), agreements, at), Grant)
    )


def fields_listed(kind: str, feed: str, agreements: Sequence[Agreement]) -> tuple[str, ...]:
    """Return which fields of a feed any of the agreements lists for a kind of item, sorted."""
    shared_as = ITEM_KINDS[kind].shared_as
    return tuple(
        sorted(
            {
                field.name
                for agreement in agreements
                for share in agreement.shares
                if share.feed == feed and share.item in shared_as
                for field in share.fields
            }
        )
    )


def _line(step: Step) -> str:
    return f"  {'yes' if step.is_met else 'NO '} {step.part}: {step.sentence}"
