"""An entry as its pages show it: rows of labels and words, and how fresh it is."""

from dataclasses import dataclass
from datetime import date

from joinedup.apps.directory.freshness import is_stale
from joinedup.apps.directory.models import Service
from joinedup.definitions.public_help import needs as known_needs


@dataclass(frozen=True, slots=True)
class Shown:
    """One service for a page. `rows` are labels with text; `dial` is the number as a telephone takes it."""

    slug: str
    name: str
    summary: str
    phone: str
    dial: str
    rows: tuple[tuple[str, str], ...]
    helps_with: tuple[str, ...]
    places: str
    checked_on: date
    is_stale: bool
    closed_on: date | None


def shown(service: Service, *, today: date) -> Shown:
    """Return an entry as shown on a day. Reads needs and places from what was fetched with it."""
    labels = {need.slug: need.label for need in known_needs()}
    helped = {one.need for one in service.needs.all()}
    places = ", ".join(one.place for one in service.places.all())
    rows = (
        ("Who it is for", service.who_for),
        ("Ages", ages(service.age_from, service.age_to)),
        ("Can you use it?", service.eligibility),
        ("When it is open", service.opening),
        ("How to get in", service.access),
        ("How to ask for help", service.how_to_refer),
        ("Where", service.address or "Call first. We will tell you where."),
        ("Places it is for", places),
        ("Languages", service.languages),
        ("Can you get in without steps?", service.get_step_free_display()),
    )
    return Shown(
        slug=service.slug,
        name=service.name,
        summary=service.summary,
        phone=service.phone,
        dial=service.phone.replace(" ", ""),
        rows=tuple((label, text) for label, text in rows if text),
        helps_with=tuple(label for slug, label in labels.items() if slug in helped),
        places=places,
        checked_on=service.checked_on,
        is_stale=is_stale(service.checked_on, today=today),
        closed_on=service.closed_on,
    )


def ages(first: int | None, last: int | None) -> str:
    """Return whom a service is for by age, in words; empty where all ages are."""
    if first is None and last is None:
        return ""
    if last is None:
        return f"{first} and over"
    return f"Up to {last}" if first is None else f"{first} to {last}"
