"""Each thing that a yes rests on, looked at one by one: the policy function and the simulator read the same steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import NOBODY, Agreement
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis
from joinedup.sharing.purposes import DIRECT_CARE, PURPOSES, is_law_enforcement
from joinedup.sharing.roles import ROLES
from joinedup.sharing.state import State, standing

STATE: Final = "state"
LIFTED_BY_GLASS: Final = frozenset({"purpose", "item", "fields"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing looked at: which, whether it lets the asker on, and the sentence that says so."""

    part: str
    is_met: bool
    sentence: str


def of_asker(asker: Asker, purpose: str, item: Item, agreements: Sequence[Agreement]) -> Iterator[Step]:
    """Yield what no agreement can change: the police wall, the ceiling of the roles, the originator's word."""
    behind = _behind_the_wall(asker, purpose, agreements)
    if not item.is_walled:
        yield Step("police wall", True, "It is not behind the police wall.")
    else:
        yield Step(
            "police wall", behind is None, behind or "Neither role, organisation nor purpose is law enforcement."
        )
    above = [kind for kind in (item.kind, *item.holds) if not (item.is_open or _reaches(asker, kind))]
    roles = ", ".join(role.title for role in asker.held) or "nobody signed in"
    if above:
        yield Step("role", False, f"No agreement lets this role ({roles}) reach {ITEM_KINDS[above[0]].title}.")
    else:
        yield Step("role", True, f"This role ({roles}) may reach it at most.")
    if item.handling is not None:
        lets = item.handling.lets(asker.organisation)
        not_to = "" if lets else f" It does not let it go to {asker.organisation}."
        yield Step("handling code", lets, f"{item.handling.sentence}{not_to}")


def of_holder(asker: Asker, item: Item) -> Iterator[Step]:
    """Yield what opening one's own organisation's things, or a document, rests on."""
    basis = item.declared.basis
    if basis is Basis.HOLDER or item.marking == "pre-release":
        is_own = asker.organisation == item.holder
        yield Step("holder", is_own, f"It opens only to its holder, which {asker.organisation} {_is(is_own)}.")
    if item.marking == "pre-release":
        yield Step("marking", asker.law_enforcement is None, "What is not released yet does not go to law enforcement.")
    if basis is Basis.AUDIENCE and not item.is_open:
        meant = ", ".join(ROLES[slug].title for slug in item.audience) or "nobody"
        is_meant = bool(asker.roles & set(item.audience))
        yield Step("audience", is_meant, f"Its marking is '{item.marking}' and its audience {meant}.")


def of_agreement(asker: Asker, purpose: str, item: Item, agreement: Agreement, at: datetime) -> Iterator[Step]:
    """Yield what one agreement says: party, state, purpose, item, fields, whom it is about, re-use."""
    name = f"Agreement '{agreement.id}'"
    party = agreement.party(asker.organisation)
    said = asker.organisation if party is None else party.name
    yield Step("parties", party is not None, f"{said} {_is(party is not None)} a party of agreement '{agreement.id}'.")
    now = standing(agreement, at)
    yield Step(STATE, now.state is State.LIVE, now.sentence)
    yield _purpose(purpose, agreement)
    yield _item(item, agreement)
    if item.fields:
        absent = [field for field in item.fields if not _gives(agreement, item, field)]
        listed = f"{name} lists the fields asked for, with a reason each."
        left = f"{name} leaves out the field {', '.join(absent)} of {item.feed}."
        yield Step("fields", not absent, left if absent else listed)
    for group in item.about:
        held = getattr(agreement, group).strip()
        given = bool(held) and held.casefold() != NOBODY
        yield Step(group, given, f"{name} says of `{group}`: {held or 'nothing'}.")
    if item.handling is not None and not is_law_enforcement(purpose):
        reuse = agreement.reuse.strip()
        yield Step("reuse", bool(reuse), f"{name} names this law for using it otherwise: {reuse or 'none'}.")


def may_break_glass(asker: Asker, purpose: str, item: Item, agreement: Agreement) -> bool:
    """Return whether glass may be broken to this item: a direct-care role, for direct care, of a feed about people.

    It lifts what the purposes and fields of a live agreement leave out. It lifts no lapse, no ceiling and no wall.
    """
    may = any(role.is_direct_care and item.kind in role.reaches for role in asker.held)
    about_people = any(
        share.feed == item.feed and share.item in ITEM_KINDS and ITEM_KINDS[share.item].breaks_glass
        for share in agreement.shares
    )
    return may and purpose == DIRECT_CARE and item.declared.breaks_glass and about_people


def _behind_the_wall(asker: Asker, purpose: str, agreements: Sequence[Agreement]) -> str | None:
    rule = (
        "and law enforcement never reaches this, whatever is agreed: a lawful disclosure is the controller's decision."
    )
    if asker.law_enforcement is not None:
        return f"{asker.law_enforcement}, {rule}"
    named = [agreement.party(asker.organisation) for agreement in agreements]
    if any(party is not None and party.is_law_enforcement for party in named):
        return f"{asker.organisation} is of law enforcement, {rule}"
    if not is_law_enforcement(purpose):
        return None
    if purpose in PURPOSES:
        return f"The purpose '{purpose}' is law enforcement, {rule}"
    return f"The purpose '{purpose}' is not declared ({', '.join(PURPOSES)}), so it reaches nothing that is walled."


def _reaches(asker: Asker, kind: str) -> bool:
    return ITEM_KINDS[kind].basis is Basis.OPEN or any(kind in role.reaches for role in asker.held)


def _purpose(purpose: str, agreement: Agreement) -> Step:
    name = f"Agreement '{agreement.id}'"
    if purpose not in agreement.purposes:
        listed = ", ".join(agreement.purposes)
        return Step("purpose", False, f"{name} does not list the purpose '{purpose}'; it lists {listed}.")
    if purpose not in PURPOSES:
        return Step("purpose", False, f"{name} lists the purpose '{purpose}', which is not declared.")
    return Step("purpose", True, f"{name} lists the purpose '{purpose}'.")


def _item(item: Item, agreement: Agreement) -> Step:
    name, title = f"Agreement '{agreement.id}'", item.declared.title
    if item.feed is not None and item.feed not in agreement.feeds:
        listed = ", ".join(agreement.feeds)
        return Step("item", False, f"{name} does not list the feed {item.feed}; it lists {listed}.")
    if agreement.kind == "emergency" and not item.declared.in_emergency:
        return Step("item", False, f"{name} is for emergencies, which need no {title}.")
    of = f" ({item.feed})" if item.feed else ""
    is_shared = any(share.feed == item.feed and share.item in item.declared.shared_as for share in agreement.shares)
    return Step("item", is_shared, f"{name} {'shares' if is_shared else 'does not share'} {title}{of}.")


def _gives(agreement: Agreement, item: Item, field: str) -> bool:
    return any(
        share.feed == item.feed and share.item in item.declared.shared_as and share.gives(field)
        for share in agreement.shares
    )


def _is(whether: bool) -> str:
    return "is" if whether else "is not"
