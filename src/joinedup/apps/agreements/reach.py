"""Which fields of a partner's feed somebody may see at an instant: asked anew for every page, token and export."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from joinedup.apps.agreements.queries import agreements
from joinedup.jobs.purpose import groups_of
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.decide import COUNTS
from joinedup.sharing.grant import Grant, Refused


def fields_open(
    asker: Asker, purpose: str, feed: str, fields: Iterable[str], at: datetime
) -> Mapping[str, Grant | Refused]:
    """Return the policy function's answer for each of `fields` of a feed's counts, in the order given. Two queries.

    A field that is refused is to disappear; what is told of it, if anything, is `Refused.shown`. Nothing is kept from
    one asking to the next: an agreement that has lapsed since gives a no at once, one that is renewed a yes.
    """
    return feeds_open(asker, purpose, {feed: fields}, at)[feed]


def feeds_open(
    asker: Asker, purpose: str, fields: Mapping[str, Iterable[str]], at: datetime, *, only: str | None = None
) -> Mapping[str, Mapping[str, Grant | Refused]]:
    """Return the same for several feeds, by feed. Two queries, however many; under the agreement `only`, if named."""
    held = tuple(one for one in agreements() if only in (None, one.id))
    found = {}
    for feed, names in fields.items():
        about = groups_of((feed,))
        found[feed] = {name: answer(asker, purpose, Item(COUNTS, feed, (name,), about), held, at) for name in names}
    return found
