"""The one policy function: asker, purpose, item, agreements and instant give a Grant or a reason. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import NOT_THERE, Grant, Refused
from joinedup.sharing.item_kinds import Basis
from joinedup.sharing.state import HAS_STOPPED, ends_at, standing
from joinedup.sharing.steps import LIFTED_BY_GLASS, STATE, Step, may_break_glass, of_agreement, of_asker, of_holder

GLASS_DUTIES: Final = (
    "The Caldicott Guardian reviews it on the next working day.",
    "The person whom it is about is told, unless that is unsafe.",
)


def answer(
    asker: Asker,
    purpose: str,
    item: Item | None,
    agreements: Sequence[Agreement],
    at: datetime,
    *,
    break_glass: str | None = None,
) -> Grant | Refused:
    """Return a Grant to see `item` for `purpose` at the instant `at`, or a Refused with its reason.

    `item` is None where nothing of that name exists; `at` carries a time zone. `break_glass` is the reason for which
    a direct-care role asks to see what an agreement leaves out; blank is none. First what no agreement can change
    (the police wall, what a role may reach at most, an originator's word), then what the kind of item rests on. Of
    several agreements any one is enough. The no to whoever is no party is the same whether or not the item exists.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    if item is None:
        return NOT_THERE
    refused = _unmet(of_asker(asker, purpose, item, agreements))
    if item.declared.basis is Basis.AGREEMENT:
        return _by_agreement(_Question(asker, purpose, item, at, (break_glass or "").strip()), agreements, refused)
    if item.declared.basis is Basis.PARTY:
        own = [one for one in agreements if one.id == item.id and one.party(asker.organisation) is not None]
        if not own:
            return NOT_THERE
        return Refused(refused[0].sentence) if refused else Grant(own[0].id, purpose, (), at, None, asker.account)
    refused += _unmet(of_holder(asker, item))
    if refused:
        return NOT_THERE if item.holder != asker.organisation else Refused(refused[0].sentence)
    return Grant(None, purpose, (), at, None, asker.account, duties=_duties(item))


@dataclass(frozen=True, slots=True)
class _Question:
    asker: Asker
    purpose: str
    item: Item
    at: datetime
    glass: str


def _by_agreement(asked: _Question, agreements: Sequence[Agreement], refused: list[Step]) -> Grant | Refused:
    own = [one for one in agreements if one.party(asked.asker.organisation) is not None]
    if not own:
        return NOT_THERE
    if refused:
        return Refused(refused[0].sentence)
    given = [grant for one in own if (grant := _given(asked, one)) is not None]
    if given:
        return max(given, key=lambda grant: (grant.broke_glass is None, grant.until, grant.agreement))
    return min((_no(asked, one) for one in own), key=lambda no: not no.is_told)


def _given(asked: _Question, agreement: Agreement) -> Grant | None:
    unmet = {step.part for step in _unmet(_steps(asked, agreement))}
    may = bool(asked.glass) and may_break_glass(asked.asker, asked.purpose, asked.item, agreement)
    if unmet - (LIFTED_BY_GLASS if may else set()):
        return None
    item = asked.item
    return Grant(
        agreement.id,
        asked.purpose,
        () if item.feed is None else (item.feed,),
        asked.at,
        ends_at(agreement, asked.at),
        asked.asker.account,
        fields=item.fields,
        duties=(*_duties(item), *(GLASS_DUTIES if unmet else ())),
        broke_glass=asked.glass if unmet else None,
    )


def _no(asked: _Question, agreement: Agreement) -> Refused:
    """Return why one agreement gives nothing; told to its party where only its stop or end is in the way."""
    unmet = _unmet(_steps(asked, agreement))
    has_stopped = standing(agreement, asked.at).state in HAS_STOPPED
    return Refused(unmet[0].sentence, is_told=has_stopped and [step.part for step in unmet] == [STATE])


def _steps(asked: _Question, agreement: Agreement) -> Iterable[Step]:
    return of_agreement(asked.asker, asked.purpose, asked.item, agreement, asked.at)


def _unmet(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if not step.is_met]


def _duties(item: Item) -> tuple[str, ...]:
    return () if item.handling is None else (item.handling.sentence,)
