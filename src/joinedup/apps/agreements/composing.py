"""The page of an agreement's parts: from words to what is shown, from what was sent to words; rows come by asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.forms import BaseFormSet, Form, formset_factory
from django.http import QueryDict

from joinedup.apps.agreements.forms import FieldRow, Parts, PartyRow, filled, organisations
from joinedup.apps.agreements.held import parsed
from joinedup.apps.agreements.titles import feed_titles
from joinedup.apps.agreements.words import said_of, words_of
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.uk_time import instant_of, uk_day, uk_midnight

MOST_PARTIES: Final = 9
MOST_FIELDS: Final = 180
"""More rows than that are entered as a file: a page that is sent holds a thousand values at most."""
_MORE: Final = {"parties": 1, "fields": 5}


@dataclass(slots=True)
class Page:
    """The forms of one page, and which agreement it changes: None where it is a new one."""

    parts: Parts
    parties: "BaseFormSet[PartyRow]"
    fields: "BaseFormSet[FieldRow]"
    agreement: Agreement | None

    @property
    def forms(self) -> list[Form]:
        """Every form of it, in the order of the page."""
        return [self.parts, *self.parties.forms, *self.fields.forms]

    def is_sound(self) -> bool:
        """Return whether each field can stand as it was sent."""
        return all([self.parts.is_valid(), self.parties.is_valid(), self.fields.is_valid()])

    def words(self) -> str:
        """Return the words of the agreement that was sent; refuse what makes none as a whole."""
        held = self.parts.cleaned_data
        identity = self.agreement.id if self.agreement is not None else held.pop("id")
        said: dict[str, Any] = {"id": identity, **held, "shares": list(self._shares().values())}
        said["parties"] = [one.said() for one in self.parties.forms if one.has_changed()]
        for name in ("valid_from", "valid_to"):
            said[name] = _instant(held[name])
        words = words_of(said)
        parsed(words, "The agreement")
        return words

    def is_as_before(self, words: str) -> bool:
        """Return whether words say what the agreement says already, but for its stops."""
        return self.agreement is not None and said_of(parsed(words, "The agreement")) == said_of(self.agreement)

    def _shares(self) -> dict[tuple[str, str], dict[str, Any]]:
        shares: dict[tuple[str, str], dict[str, Any]] = {}
        for one in self.fields.forms:
            held = one.cleaned_data if one.has_changed() else {}
            if held.get("item"):
                share = {"item": held["item"], "feed": held["feed"] or None, "fields": []}
                fields = shares.setdefault((held["item"], held["feed"]), share)["fields"]
                if held["field"] in [name for name, _ in fields]:
                    raise Refusal(f"The field {held['field']} of {held['feed']} stands twice among what is shared.")
                if held["field"]:
                    fields.append((held["field"], held["why"]))
        return shares


def is_too_long(agreement: Agreement) -> bool:
    """Return whether an agreement has more rows than a page can send back: it is changed as words."""
    fields = sum(max(1, len(share.fields)) for share in agreement.shares)
    return len(agreement.parties) > MOST_PARTIES or fields > MOST_FIELDS


def shown(agreement: Agreement | None) -> Page:
    """Return the page as it is first seen: with what an agreement says and a blank row more of each kind."""
    said = said_of(agreement) if agreement is not None else {}
    parties = [{**one, "sender": ", ".join(one["sender"])} for one in said.get("parties", ())]
    fields = [
        {"item": share["item"], "feed": share["feed"], "field": name, "why": why}
        for share in said.get("shares", ())
        for name, why in share["fields"] or [("", "")]
    ]
    texts: dict[str, Any] = {name: _text(said[name]) for name in ("valid_from", "valid_to") if name in said}
    return _unbound(agreement, {**said, **texts}, parties, fields, 1 if parties else 2, _MORE["fields"])


def sent(data: QueryDict, agreement: Agreement | None) -> Page:
    """Return the page with what was sent, to be looked at."""
    data = data.copy()
    for prefix in _MORE:
        data[f"{prefix}-INITIAL_FORMS"] = (
            "0"  # each row counts by what stands in it, whatever the page says it began as
        )
    parties, fields = _sets()
    return Page(
        Parts(data, feeds=_named(agreement), is_new=agreement is None),
        parties(data, prefix="parties", form_kwargs={"known": organisations()}),
        fields(data, prefix="fields", form_kwargs={"known": _feeds(agreement)}),
        agreement,
    )


def with_more(data: QueryDict, agreement: Agreement | None) -> Page:
    """Return the page with what was sent, unjudged, and rows more of the kind that was asked for."""
    lists = ("purposes", "feeds")
    first = {name: data.getlist(name) if name in lists else data.get(name) for name in data}
    parties = [row for n in range(MOST_PARTIES) if (row := filled(data, PartyRow.base_fields, f"parties-{n}"))]
    fields = [row for n in range(MOST_FIELDS) if (row := filled(data, FieldRow.base_fields, f"fields-{n}"))]
    more = {prefix: rows if data.get("more") == prefix else 0 for prefix, rows in _MORE.items()}
    blank = {"parties": max(0, _rows_sent(data, "parties") - len(parties))}
    blank["fields"] = max(0, _rows_sent(data, "fields") - len(fields))
    return _unbound(
        agreement, first, parties, fields, blank["parties"] + more["parties"], blank["fields"] + more["fields"]
    )


def _rows_sent(data: QueryDict, prefix: str) -> int:
    """Return how many rows the page had, blank ones among them; what names no number that a page can have is none."""
    said = data.get(f"{prefix}-TOTAL_FORMS", "")
    most = MOST_PARTIES if prefix == "parties" else MOST_FIELDS
    return min(int(said), most) if said.isascii() and said.isdecimal() and len(said) < 5 else most


def _unbound(
    agreement: Agreement | None,
    first: Mapping[str, Any],
    parties: list[dict[str, Any]],
    fields: list[dict[str, Any]],
    more_parties: int,
    more_fields: int,
) -> Page:
    made_parties, made_fields = _sets(more_parties, more_fields)
    return Page(
        Parts(initial=dict(first), feeds=_named(agreement), is_new=agreement is None),
        made_parties(initial=parties, prefix="parties", form_kwargs={"known": organisations()}),
        made_fields(initial=fields, prefix="fields", form_kwargs={"known": _feeds(agreement)}),
        agreement,
    )


def _sets(
    more_parties: int = 0, more_fields: int = 0
) -> tuple[type[BaseFormSet[PartyRow]], type[BaseFormSet[FieldRow]]]:
    parties = formset_factory(PartyRow, extra=more_parties, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES)
    fields = formset_factory(FieldRow, extra=more_fields, max_num=MOST_FIELDS, absolute_max=MOST_FIELDS)
    return parties, fields


def _feeds(agreement: Agreement | None) -> list[tuple[str, str]]:
    titles = feed_titles()
    return [(slug, titles.get(slug, slug)) for slug in dict.fromkeys((*titles, *_named(agreement)))]


def _named(agreement: Agreement | None) -> tuple[str, ...]:
    return agreement.feeds if agreement is not None else ()


def _instant(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == len("2026-04-01") else instant_of(text)


def _text(at: datetime) -> str:
    return uk_day(at).isoformat() if uk_midnight(uk_day(at)) == at else at.isoformat()
