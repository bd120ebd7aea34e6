"""The parts that an agreement must have before it binds, each with what it says (rules of practice 34 and 35)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from joinedup.kinds.agreement import EVERY_FIELD, KINDS, Agreement


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the field of `Agreement` that holds it, what it says, and which kinds of agreement need it."""

    field: str
    says: str
    needed_by: tuple[str, ...] = ("ordinary",)

    def __post_init__(self) -> None:
        if self.field not in Agreement.__dataclass_fields__:
            raise ValueError(f"An agreement has no field `{self.field}`.")
        if not self.says.strip() or not self.needed_by or set(self.needed_by) - set(KINDS):
            raise ValueError(f"Part `{self.field}` needs what it says, and the kinds of agreement that need it.")


PARTS: Final = (
    Part("schedule_1", "the condition of Schedule 1 to the Data Protection Act 2018", KINDS),
    Part("article_10", "what is shared of convictions and offences, and on which condition ('none' where nothing)"),
    Part("deceased", "what is shared about people who have died ('none' where nothing)"),
    Part("children", "what is shared about people under 18, and what protects them ('none' where nothing)", KINDS),
    Part("privacy_notice", "where people are told of this sharing"),
    Part("opt_out", "the position on the national data opt-out"),
    Part("onward", "to whom it may be passed on, and on whose word"),
    Part("retention", "how long it is kept, and why so long", KINDS),
    Part("destruction", "who certifies its destruction, to whom"),
    Part("breach_lead", "the post that leads when something is lost or seen wrongly", KINDS),
    Part("foi_lead", "the post that leads on freedom-of-information requests"),
    Part("access_lead", "the post that leads when people ask what is held about them"),
    Part("successor", "which body follows when a party ends"),
    Part("dpo_advice", "what the data-protection officer advised", KINDS),
    Part("dpo_advised_on", "the day of that advice", KINDS),
)


def missing(agreement: Agreement) -> tuple[str, ...]:
    """Return what an agreement lacks before it can bind, a phrase for each part; none where it is whole."""
    return (*_parts(agreement), *_of_parties(agreement), *_of_shares(agreement))


def _parts(agreement: Agreement) -> Iterator[str]:
    for part in PARTS:
        held = getattr(agreement, part.field)
        if agreement.kind in part.needed_by and (held is None or not str(held).strip()):
            yield f"{part.says} (`{part.field}`)"


def _of_parties(agreement: Agreement) -> Iterator[str]:
    for party in agreement.parties:
        if party.kind is None:
            yield f"what kind of organisation {party.name} is (`kind`)"
        if party.signed_on is None:
            yield f"the day on which the {party.signatory} of {party.name} signed (`signed_on`)"
        if party.role == "joint controller" and not party.arrangement.strip():
            yield f"a summary of the arrangement of {party.name} as joint controller (`arrangement`)"
        if party.role == "processor" and not party.contract.strip():
            yield f"the contract of {party.name} as processor (`contract`)"


def _of_shares(agreement: Agreement) -> Iterator[str]:
    for feed in agreement.feeds:
        if not any(share.feed == feed for share in agreement.shares):
            yield f"which fields of {feed} are shared, with a reason each (`shares`)"
    for share in agreement.shares:
        if any(field.name == EVERY_FIELD for field in share.fields):
            yield f"each field of {share.feed} by name, with its own reason, where it shares '{EVERY_FIELD}' (`shares`)"
