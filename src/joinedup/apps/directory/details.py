"""What one entry of the directory says: checked the moment it is made."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from joinedup.apps.directory.models import Service, StepFree
from joinedup.core.refusal import Refusal
from joinedup.definitions.public_help import needs as known_needs
from joinedup.kinds.readability import reading_age

_PHONE = re.compile(r"[0-9]+(?: [0-9]+)*")
_OLDEST = 120
_READ_AT = 11
_FEWEST_WORDS = 5
"""Fewer tell nothing of how hard a text is: "Adults." alone would count as hard."""
NAMED = {
    "name": "name",
    "summary": "what it offers",
    "who_for": "who it is for",
    "opening": "opening times",
    "how_to_refer": "how to ask for help",
    "phone": "phone number",
}
"""What an entry cannot do without, each with its name in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The fields that an editor fills in. Raises Refusal with a sentence for each of them that cannot stand."""

    name: str
    summary: str
    who_for: str
    opening: str
    how_to_refer: str
    phone: str
    eligibility: str = ""
    access: str = ""
    address: str = ""
    languages: str = ""
    step_free: str = StepFree.UNKNOWN
    age_from: int | None = None
    age_to: int | None = None
    needs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        found = [sentence for _, sentence in faults({name: getattr(self, name) for name in self.__slots__})]
        if found:
            raise Refusal(" ".join(found))

    def advice(self) -> tuple[str, ...]:
        """Return what would make the entry easier to read; advice only, the service knows its own words best."""
        texts = {name: getattr(self, name) for name in ("summary", "who_for", "eligibility", "access", "how_to_refer")}
        hard = [
            NAMED.get(name, name)
            for name, text in texts.items()
            if len(text.split()) >= _FEWEST_WORDS and reading_age(text) > _READ_AT
        ]
        return tuple(f"Use shorter words and sentences in {name}: aim for a reader aged 9 to 11." for name in hard)


def faults(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that cannot stand with a sentence of what is allowed; `given` names every field of Details."""
    yield from ((name, f"Fill in {says}.") for name, says in NAMED.items() if not given[name].strip())
    for name in (*NAMED, "eligibility", "access", "address", "languages"):
        most = getattr(Service._meta.get_field(name), "max_length", None)
        if most is not None and len(given[name]) > most:
            yield name, f"Say {NAMED.get(name, name)} in at most {most} characters."
        if "\0" in given[name]:
            yield name, f"Take what cannot be printed out of {NAMED.get(name, name)}."
    if given["phone"].strip() and not _PHONE.fullmatch(given["phone"]):
        yield "phone", "Write the phone number in digits and single spaces."
    if given["step_free"] not in StepFree.values:
        yield "step_free", f"Say of steps one of: {', '.join(StepFree.values)}."
    youngest, oldest = given["age_from"], given["age_to"]
    if any(age is not None and not 0 <= age <= _OLDEST for age in (youngest, oldest)):
        yield "age_from", f"Ages are whole years from 0 to {_OLDEST}."
    elif youngest is not None and oldest is not None and youngest > oldest:
        yield "age_from", "The youngest age is above the oldest."
    known = {need.slug for need in known_needs()}
    if not given["needs"] or not set(given["needs"]) <= known:
        yield "needs", f"Choose what it helps with, of: {', '.join(sorted(known))}."
    if not given["places"] or not all(0 < len(place.strip()) <= 80 for place in given["places"]):
        yield "places", "Name each place that it is for, in at most 80 characters."


def details_of(service: Service) -> Details:
    """Return what an entry says as it stands."""
    held = {name: getattr(service, name) for name in Details.__slots__ if name not in ("needs", "places")}
    needed, places = service.needs.all(), service.places.all()
    return Details(**held, needs=tuple(one.need for one in needed), places=tuple(one.place for one in places))
