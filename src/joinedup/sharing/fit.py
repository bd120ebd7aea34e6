"""Whether what an agreement names is declared: its purposes and the kinds of items it shares."""

from collections.abc import Iterator

from joinedup.kinds.agreement import Agreement
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis
from joinedup.sharing.purposes import PURPOSES

SHAREABLE = tuple(slug for slug, one in ITEM_KINDS.items() if one.basis is Basis.AGREEMENT and not one.given_by)


def misfits(agreement: Agreement) -> Iterator[str]:
    """Yield a sentence for each purpose or share that no answer could rest on; none where all are declared."""
    for purpose in agreement.purposes:
        if purpose not in PURPOSES:
            yield f"Purpose '{purpose}' of agreement '{agreement.id}' is not one of {', '.join(PURPOSES)}."
    for share in agreement.shares:
        if share.item not in SHAREABLE:
            yield f"Agreement '{agreement.id}' shares '{share.item}', which is not one of {', '.join(SHAREABLE)}."
            continue
        kind = ITEM_KINDS[share.item]
        if kind.is_of_feed != (share.feed is not None):
            which = "of which feed, with its fields" if kind.is_of_feed else "without a feed"
            yield f"Agreement '{agreement.id}' shares {share.item}: say so {which}."
        if agreement.kind == "emergency" and not kind.in_emergency:
            least = ", ".join(slug for slug in SHAREABLE if ITEM_KINDS[slug].in_emergency)
            yield f"Agreement '{agreement.id}' is for emergencies and shares {share.item}; it may share {least}."
