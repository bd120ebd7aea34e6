"""The public page of data flows: who shares what with whom, for what, and until when. Posts and bodies, no person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from joinedup.kinds.agreement import EVERY_FIELD, Agreement, Share
from joinedup.kinds.party import ORGANISATION_KINDS, Party
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.state import State, ends_at, standing
from joinedup.sharing.uk_time import uk_day

_TOLD = {
    State.LIVE: "In force",
    State.LAPSED: "Stopped for now",
    State.WITHDRAWN: "Withdrawn",
    State.EXPIRED: "Ended",
}
"""What the public is told. A draft shares nothing, so there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that is shared, and of its fields each with the reason; none where every field is."""

    line: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """One agreement for the page. `rows` are labels with text."""

    id: str
    state: str
    is_live: bool
    is_emergency: bool
    until: date
    parties: tuple[str, ...]
    shared: tuple[Shared, ...]
    rows: tuple[tuple[str, str], ...]


def flows(agreements: Sequence[Agreement], feeds: Mapping[str, str], at: datetime) -> tuple[Flow, ...]:
    """Return the flows at an instant, those in force first; `feeds` are the titles of feeds by slug."""
    told = [(one, state) for one in agreements if (state := standing(one, at).state) in _TOLD]
    told.sort(key=lambda pair: (pair[1] is not State.LIVE, pair[0].id))
    return tuple(_flow(agreement, state, feeds, at) for agreement, state in told)


def _flow(agreement: Agreement, state: State, feeds: Mapping[str, str], at: datetime) -> Flow:
    rows = (
        ("Why", "; ".join(PURPOSES[slug].title for slug in agreement.purposes if slug in PURPOSES)),
        ("The law we rely on", f"Article {agreement.article_6} and Article {agreement.article_9} of the UK GDPR"),
        ("About children", agreement.children),
        ("How long it is kept", agreement.retention),
        ("Who else may get it", agreement.onward),
        ("The national data opt-out", agreement.opt_out),
        ("To ask what is held about you", agreement.access_lead),
        ("Where you are told of this", agreement.privacy_notice),
    )
    return Flow(
        id=agreement.id,
        state=_TOLD[state],
        is_live=state is State.LIVE,
        is_emergency=agreement.kind == "emergency",
        until=uk_day(ends_at(agreement, at)),
        parties=tuple(_party(one) for one in agreement.parties),
        shared=tuple(_shared(one, feeds) for one in agreement.shares),
        rows=tuple((label, text) for label, text in rows if text),
    )


def _party(party: Party) -> str:
    kind = ORGANISATION_KINDS[party.kind].title if party.kind is not None else "organisation"
    return f"{party.name} ({kind}, {party.role})"


def _shared(share: Share, feeds: Mapping[str, str]) -> Shared:
    title = ITEM_KINDS[share.item].title
    if share.feed is None:
        return Shared(title[:1].upper() + title[1:], ())
    every = next((one.why for one in share.fields if one.name == EVERY_FIELD), None)
    line = f"{feeds.get(share.feed, share.feed)}: {title}"
    if every is not None:
        return Shared(f"{line}. Every field, because {every}", ())
    return Shared(f"{line}. No field but these:", tuple((one.name, one.why) for one in share.fields))
