"""The desk: what somebody who has signed in can do here. What each page asks for decides who is shown the way to it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from joinedup.apps.accounts.gates import GATE
from joinedup.apps.accounts.models import Organisation
from joinedup.sharing.asking import Asker


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in: the name of its address, and what it is for in a sentence."""

    name: str
    title: str
    says: str

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.name)

    def is_for(self, asker: Asker) -> bool:
        """Return whether the page lets somebody through: as its own gate says, declared there alone."""
        roles: frozenset[str] = getattr(resolve(self.address).func, GATE)
        return bool(roles & asker.roles)


ENTRIES = (
    Entry("accounts:people", "People", "Who works here in which role: invite, give and end roles, close accounts."),
    Entry("agreements:agreements", "Agreements", "Who shares what with whom, and whether it is in force."),
    Entry("agreements:simulator", "What could somebody see?", "Ask who reaches what, for what and when, and why."),
    Entry("directory:kept", "Services", "Entries of the public directory that you may add to, mend, confirm or close."),
    Entry("insight:desk-feeds", "Feeds", "Counts that partners send, as an agreement opens them to your organisation."),
    Entry(
        "scrutiny:challenges", "Challenges", "What people say is wrong with a released figure, and what is answered."
    ),
    Entry("tokens:tokens", "Tokens", "Keys with which a program reads what you may read."),
    Entry("oversight:acts", "Record of acts", "Who did what, when, and whether the record is as it was written."),
    Entry("glass:break", "Break glass", "Ask, for somebody's care, for what an agreement leaves out."),
    Entry("glass:reviews", "Reviews", "What was opened by breaking glass, for you to review on the next working day."),
    Entry("operations:releases", "Releases", "Put new figures on the evidence pages, and see how each release went."),
    Entry("operations:messages", "Messages", "What the site sends by e-mail, to whom, and what became of it."),
    Entry("oversight:own", "What you did", "The lines of the record that are about your own sign-ins and acts."),
    Entry("accounts:account", "Your account", "Your roles, your second step, your password, and signing out."),
)


@require_safe
def desk(request: Any) -> HttpResponse:
    """Show the ways on for the roles that somebody holds where they act now."""
    asker = request.asker
    if asker is None:
        return render(request, "desk_home.html")
    context = {
        "organisation": Organisation.objects.get(slug=asker.organisation).name,
        "roles": ", ".join(role.title for role in asker.held),
        "entries": [entry for entry in ENTRIES if entry.is_for(asker)],
    }
    return render(request, "desk_home.html", context)
