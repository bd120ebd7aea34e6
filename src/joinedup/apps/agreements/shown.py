"""What the pages behind sign-in tell of agreements: states with words and colours, parts, what was done about one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.apps.audit.models import Line
from joinedup.kinds.agreement import EVERY_FIELD, Agreement
from joinedup.kinds.agreement_parts import PARTS, missing
from joinedup.kinds.party import ORGANISATION_KINDS, Party
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.state import State, standing, warning_due, warning_instants
from joinedup.sharing.uk_time import uk_text

COLOURS: Final[Mapping[State, str]] = {
    State.DRAFT: "grey",
    State.LIVE: "green",
    State.LAPSED: "orange",
    State.WITHDRAWN: "red",
    State.EXPIRED: "red",
}


_NOTHING: Final = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement of the list. `warning` says how soon a live one ends; blank where no warning is due."""

    id: str
    state: State
    colour: str
    sentence: str
    warning: str
    is_emergency: bool
    lacking: tuple[str, ...]


def row(agreement: Agreement, at: datetime) -> Row:
    """Return an agreement as the list tells it at an instant."""
    now, days = standing(agreement, at), warning_due(agreement, at)
    return Row(
        agreement.id,
        now.state,
        COLOURS[now.state],
        now.sentence,
        "" if days is None else f"It ends within {days} days: renew it by a new edition, or say who does what then.",
        agreement.kind == "emergency",
        missing(agreement),
    )


def parts_of(agreement: Agreement, feeds: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return label and text of each part but parties and shares; of an absent one that it is not said."""
    rows = [
        ("Kind", agreement.kind),
        ("What for", "; ".join(PURPOSES[slug].title if slug in PURPOSES else slug for slug in agreement.purposes)),
        ("Feeds", "; ".join(feeds.get(slug, slug) for slug in agreement.feeds)),
        ("Holds from", uk_text(agreement.valid_from)),
        ("Holds no longer from", uk_text(agreement.valid_to)),
        ("Rows are kept for", f"{agreement.keep_days} days" if agreement.keep_days else "as long as it holds"),
        ("Article 6", agreement.article_6),
        ("Article 9", agreement.article_9),
        ("Common law", agreement.common_law),
        ("Impact assessment", agreement.dpia),
    ]
    for part in PARTS:
        held = getattr(agreement, part.field)
        absent = "not said yet" if agreement.kind in part.needed_by else "not needed of this kind"
        rows.append((f"{part.says[:1].upper()}{part.says[1:]}", str(held) if held else absent))
    return [*rows, ("Law for using it otherwise", agreement.reuse)] if agreement.reuse else rows


def party_of(party: Party) -> tuple[str, list[tuple[str, str]]]:
    """Return the name of a party and what is said of it."""
    kind = ORGANISATION_KINDS[party.kind].title if party.kind is not None else "not said yet"
    rows = [
        ("Called here", party.organisation),
        ("Kind", kind),
        ("Capacity", party.role),
        ("Signs", party.signatory),
        ("Signed on", party.signed_on.isoformat() if party.signed_on else "not said yet"),
        ("Arrangement", party.arrangement),
        ("Contract", party.contract),
        ("Sends as", ", ".join(party.senders)),
    ]
    return party.name, [(label, text) for label, text in rows if text]


def shares_of(agreement: Agreement, feeds: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each thing that is shared, with its fields and the reason for each."""
    told = []
    for share in agreement.shares:
        title = ITEM_KINDS[share.item].title
        line = title if share.feed is None else f"{title}, of {feeds.get(share.feed, share.feed)}"
        fields = [("every field" if one.name == EVERY_FIELD else one.name, one.why) for one in share.fields]
        told.append((line[:1].upper() + line[1:], fields))
    return told


def warnings_of(agreement: Agreement, at: datetime) -> list[tuple[str, str]]:
    """Return when its end is warned of, each with the instant."""
    return [(f"{days} days before the end", uk_text(when)) for days, when in warning_instants(agreement, at)]


def stops_told(stopped: Iterable[Stopped]) -> list[list[str]]:
    """Return a row for each lapse and withdrawal: what, from when, until when, by which post, why."""
    return [
        [one.how, uk_text(one.at), uk_text(one.until) if one.until else "not renewed", one.post, one.why]
        for one in stopped
    ]


def editions_told(editions: Iterable[Edition]) -> list[list[str]]:
    """Return a row for each edition: number, when and by which account it was entered, from when it counts."""
    return [
        [
            str(one.number),
            uk_text(one.entered_at),
            one.entered_by,
            uk_text(one.agreed_at) if one.agreed_at else "waits for a yes, or never got it",
        ]
        for one in editions
    ]


def changes(before: Agreement, after: Agreement, feeds: Mapping[str, str]) -> list[list[str]]:
    """Return a row for each thing that an edition says otherwise than the one that counts: which, until now, then.

    What goes by one name twice, as two parties may, stands in one row together: nothing hides behind a name.
    """
    was, says = (_by_label(told(one, feeds)) for one in (before, after))
    return [
        [label, *("; ".join(one.get(label, [_NOTHING])) for one in (was, says))]
        for label in dict.fromkeys((*says, *was))
        if was.get(label) != says.get(label)
    ]


def _by_label(rows: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, text in rows:
        found.setdefault(label, []).append(text)
    return found


def told(agreement: Agreement, feeds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield label and text of everything that an agreement says: each part, each of a party's, each shared field."""
    yield from parts_of(agreement, feeds)
    for name, rows in map(party_of, agreement.parties):
        yield from ((f"{name}: {label}", text) for label, text in rows)
    for line, fields in shares_of(agreement, feeds):
        yield line, "shared"
        yield from ((f"{line}: {field}", why) for field, why in fields)


def acts_about(agreement: str, most: int = 50) -> list[list[str]]:
    """Return a row for each of the last lines of the record about an agreement, newest first. One query."""
    lines = Line.objects.filter(about=f"agreement:{agreement}").order_by("-number")[:most]
    return [[str(one.number), one.at, one.act, one.by or "", one.reason or ""] for one in lines]
