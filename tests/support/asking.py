"""An agreement that lists all that can be listed, in any state, and askers and items of every declared kind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from joinedup.core.slug import slug_of
from joinedup.kinds.agreement import Agreement, Share, SharedField, Stop
from joinedup.kinds.party import ORGANISATION_KINDS, Party
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from support.agreements import TEXTS

FEED = "ndtms-adult"
SIGNED = date(2026, 1, 5)
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
FROM, TO = AT - timedelta(days=30), AT + timedelta(days=200)
SECOND = timedelta(seconds=1)
FIELDS = (SharedField("sex", "to compare"), SharedField("age", "to compare"))
SHARES = (
    Share("sanitised-report"),
    *(Share(item, FEED, FIELDS) for item in ("small-counts", "person-rows", "identifiers", "linked-ids")),
)
OURS = "the-council"


def party(kind: str, name: str | None = None) -> Party:
    """Return a party of a kind, signed by the post that signs for it."""
    title = name or f"A {kind}"
    return Party(title, "controller", ORGANISATION_KINDS[kind].signs[0], kind=kind, signed_on=SIGNED)


def agreement(**changes) -> Agreement:
    """Return an agreement between one organisation of every kind and the council, with every purpose and item."""
    said = {
        "id": "all",
        "parties": (party("council", "The council"), *(party(kind) for kind in ORGANISATION_KINDS)),
        "purposes": tuple(PURPOSES),
        "feeds": (FEED,),
        "article_6": "6(1)(e)",
        "article_9": "9(2)(h)",
        "common_law": "consent",
        "dpia": "DPIA-1",
        "valid_from": FROM,
        "valid_to": TO,
        "shares": SHARES,
        "dpo_advised_on": SIGNED,
        **TEXTS,
    }
    return Agreement(**(said | changes))


def in_state(state: str, **changes) -> Agreement:
    """Return it as it is to be in a state at `AT`."""
    made = agreement(**changes)
    return {
        "draft": replace(made, dpo_advice=""),
        "live": made,
        "lapsed": replace(made, stops=(Stop("lapse", AT, "head of information", "a review is due"),)),
        "withdrawn": replace(made, stops=(Stop("withdrawal", AT, "head of information", "a party leaves"),)),
        "expired": replace(made, valid_to=AT),
    }[state]


def asker(role: str | None, kind: str, *, stranger: bool = False, roles: tuple[str, ...] = ()) -> Asker:
    """Return an account with a role in the party of a kind, or in an organisation of that kind that is no party."""
    name = f"Another {kind}" if stranger else f"A {kind}"
    return Asker("a1", slug_of(name), kind, frozenset({*roles, *([role] if role else [])}))


def item(kind: str, holder: str = OURS, **more) -> Item:
    """Return an item of a kind with what that kind needs."""
    if ITEM_KINDS[kind].is_of_feed:
        return Item(kind, more.pop("feed", FEED), more.pop("fields", ("sex",)), **more)
    if kind == "agreement":
        return Item(kind, id="all", **more)
    if kind == "document":
        return Item(kind, holder=holder, **more)
    return Item(kind, holder=None if kind in ("released-figures", "sanitised-report") else holder, **more)
