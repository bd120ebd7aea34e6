"""Ask the policy function what somebody could see under an agreement in a file, and when it ends."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.core.slug import slug_of
from joinedup.intake.agreement_file import read_agreement
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import Explained, explain, fields_listed, fields_seen
from joinedup.sharing.grant import Grant
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.state import standing, warning_due, warning_instants
from joinedup.sharing.uk_time import instant_of, uk_text


@dataclass(frozen=True, slots=True)
class Simulated:
    """What would be answered; `fields` are those of the feed that could be seen, where the question named none."""

    explained: Explained
    fields: tuple[str, ...] | None

    @property
    def is_granted(self) -> bool:
        """Whether it is a yes."""
        return isinstance(self.explained.answer, Grant)

    def lines(self) -> list[str]:
        """Return it for people."""
        told = self.explained.lines()
        if self.fields is not None:
            told.append(f"Fields that could be seen: {', '.join(self.fields) or 'none'}.")
        return told

    def as_dict(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "is_granted": self.is_granted,
            "lines": self.lines(),
            "missing": [
                step.part
                for steps in (self.explained.steps, *(held for _, held in self.explained.agreements))
                for step in steps
                if not step.is_met
            ],
            "fields": None if self.fields is None else list(self.fields),
        }


def simulate(
    path: Path,
    *,
    organisation: str,
    roles: tuple[str, ...],
    purpose: str,
    item: str,
    at: datetime,
    organisation_kind: str | None = None,
    holder: str | None = None,
    audience: tuple[str, ...] = (),
    marking: str = "restricted",
    break_glass: str | None = None,
) -> Simulated:
    """Return what somebody could see of an item under the agreement in `path`, and why.

    `item` is a kind, or KIND:FEED, or KIND:FEED:FIELD,FIELD; without fields it is asked of all that the agreement
    lists. `organisation` and `holder` are slugs, or names: of a party, or that give a slug. The kind of a party stands
    where `organisation_kind` is not given. Raises Refusal where the file, a role, a kind or an item is none.
    """
    agreement = read_agreement(path)
    try:
        named, held_by = _slug(organisation, agreement), None if holder is None else _slug(holder, agreement)
        party = agreement.party(named)
        kind = organisation_kind or (party.kind if party is not None else None) or "other"
        asker = Asker(None, named, kind, frozenset(roles))
        what, feed, fields = _parts(item, agreement)
        asked = Item(what, feed, fields, id=agreement.id, holder=held_by, audience=audience, marking=marking)
    except ValueError as fault:
        raise Refusal(str(fault)) from None
    explained = explain(asker, purpose, asked, (agreement,), at, break_glass=break_glass)
    if feed is None or item.count(":") > 1:
        return Simulated(explained, None)
    return Simulated(explained, fields_seen(asker, purpose, what, feed, (agreement,), at))


def instant_named(text: str | None, *, now: datetime) -> datetime:
    """Return the instant that an option named, in UK local time or with an offset; `now` where it named none."""
    if text is None:
        return now
    try:
        return instant_of(text)
    except ValueError as fault:
        raise Refusal(str(fault)) from None


def state_lines(path: Path, *, at: datetime) -> list[str]:
    """Return what the agreement in a file is at an instant, and when its end is warned of."""
    agreement = read_agreement(path)
    now = standing(agreement, at)
    due = warning_due(agreement, at)
    told = [f"{now.state}: {now.sentence}"]
    told += [f"Warning, {days} days before: {uk_text(when)}" for days, when in warning_instants(agreement, at)]
    return (
        told
        if due is None
        else [*told, f"It ends within {due} days: renew it, or say who does what when it has ended."]
    )


def _slug(name: str, agreement: Agreement) -> str:
    return next((party.organisation for party in agreement.parties if party.name == name), None) or slug_of(name)


def _parts(text: str, agreement: Agreement) -> tuple[str, str | None, tuple[str, ...]]:
    """Return kind, feed and fields of an item as it is named on a command line."""
    kind, _, rest = text.partition(":")
    feed, _, named = rest.partition(":")
    if kind not in ITEM_KINDS or not ITEM_KINDS[kind].is_of_feed:
        if rest:
            raise ValueError(f"'{text}' is no item: it is one of {', '.join(ITEM_KINDS)}, some with :FEED:FIELD.")
        return kind, None, ()
    if not feed:
        raise ValueError(f"{ITEM_KINDS[kind].title}: say of which feed, {kind}:FEED or {kind}:FEED:FIELD,FIELD.")
    fields = tuple(named.split(",")) if named else fields_listed(kind, feed, (agreement,))
    if kind == "person-field" and len(fields) != 1:
        raise ValueError("One field of a feed is one field: name it, person-field:FEED:FIELD.")
    return kind, feed, fields or ("*",)
