"""The simulator: what could organisation X see of item Y for purpose Z, and why? It opens nothing, reveals no data."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joinedup.apps.accounts.gates import for_roles
from joinedup.apps.accounts.models import Organisation
from joinedup.apps.agreements import queries
from joinedup.apps.agreements.desk import crumbs
from joinedup.apps.agreements.forms import Simulation
from joinedup.apps.agreements.policies import KEEPER, readable
from joinedup.apps.agreements.titles import feed_titles
from joinedup.apps.audit.instant import now
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import Explained, explain, fields_listed, fields_seen
from joinedup.sharing.grant import Grant
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis
from joinedup.sharing.uk_time import instant_of, uk_text


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer for the page: `fields` that could be seen, where the question named none; None where it did."""

    is_yes: bool
    at: str
    explained: Explained
    lines: tuple[str, ...]
    fields: tuple[str, ...] | None


@for_roles(KEEPER)
@require_safe
def simulator(request: Any) -> HttpResponse:
    """Say what somebody could see of an item under the agreements that the lead may read, step by step."""
    organisations = {one.slug: one for one in Organisation.objects.all()}
    known = [(slug, f"{one.name} ({slug})") for slug, one in organisations.items()]
    feeds = [(slug, f"{title} ({slug})") for slug, title in feed_titles().items()]
    form = Simulation(request.GET or None, known=known, feeds=feeds)
    found = None
    if form.is_bound and form.is_valid():
        agreements = readable(request.asker, queries.agreements(), now())
        try:
            found = _asked(form.cleaned_data, organisations, agreements)
        except ValueError as fault:
            form.add_error("item", str(fault))
    return render(request, "agreements/simulator.html", {"form": form, "found": found, "crumbs": crumbs()})


def _asked(said: dict[str, Any], organisations: dict[str, Organisation], agreements: tuple[Agreement, ...]) -> Shown:
    at = instant_of(said["at"]) if said["at"] else now()
    where = organisations[said["organisation"]]
    asker = Asker(None, where.slug, where.kind, frozenset(said["role"]))
    kind, feed = ITEM_KINDS[said["item"]], said["feed"] or None
    named = tuple(dict.fromkeys(one.strip() for one in said["field"].split(",") if one.strip()))
    fields: tuple[str, ...] = ()
    if kind.is_of_feed:
        if feed is None:
            raise ValueError(f"{kind.title}: choose of which feed.")
        fields = named or fields_listed(kind.slug, feed, agreements) or ("*",)
    elif feed is not None or named:
        raise ValueError(f"{kind.title}: it is of no feed, and has no fields. Choose none.")
    if kind.basis is Basis.PARTY:
        raise ValueError("Who reads an agreement: its parties, and nobody else. Choose something that it shares.")
    item = Item(
        kind.slug,
        feed,
        fields[:1] if kind.slug == "person-field" else fields,
        holder=where.slug if kind.basis is Basis.HOLDER else None,
    )
    explained = explain(asker, said["purpose"], item, agreements, at)
    seen = fields_seen(asker, said["purpose"], kind.slug, feed, agreements, at) if feed and not named else None
    lines = tuple(line for line in explained.lines() if not line.startswith(("  ", "Agreement '")))
    return Shown(isinstance(explained.answer, Grant), uk_text(at), explained, lines, seen)
