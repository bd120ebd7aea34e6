"""What one entry of the directory says: checked the moment it is made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from joinedup.apps.directory.models import Service, StepFree
from joinedup.core.refusal import Refusal
from joinedup.definitions.public_help import needs as known_needs
from joinedup.kinds.readability import reading_age

_PHONE = re.compile(r"[0-9]+(?: [0-9]+)*")
_OLDEST = 120
_READ_AT = 11
_FEWEST_WORDS = 5
"""Fewer tell nothing of how hard a text is: "Adults." alone would count as hard."""
_NAMES = {
    "name": "name",
    "summary": "what it offers",
    "who_for": "who it is for",
    "opening": "opening times",
    "how_to_refer": "how to ask for help",
    "phone": "phone number",
}


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
        found = list(self._faults())
        if found:
            raise Refusal(" ".join(found))

    def _faults(self) -> Iterable[str]:
        yield from (f"Fill in {says}." for name, says in _NAMES.items() if not getattr(self, name).strip())
        for name in (*_NAMES, "eligibility", "access", "address", "languages"):
            most = getattr(Service._meta.get_field(name), "max_length", None)
            if most is not None and len(getattr(self, name)) > most:
                yield f"Say {_NAMES.get(name, name)} in at most {most} characters."
            if "\0" in getattr(self, name):
                yield f"Take what cannot be printed out of {_NAMES.get(name, name)}."
        if self.phone.strip() and not _PHONE.fullmatch(self.phone):
            yield "Write the phone number in digits and single spaces."
        if self.step_free not in StepFree.values:
            yield f"Say of steps one of: {', '.join(StepFree.values)}."
        if any(age is not None and not 0 <= age <= _OLDEST for age in (self.age_from, self.age_to)):
            yield f"Ages are whole years from 0 to {_OLDEST}."
        elif self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            yield "The youngest age is above the oldest."
        known = {need.slug for need in known_needs()}
        if not self.needs or not set(self.needs) <= known:
            yield f"Choose what it helps with, of: {', '.join(sorted(known))}."
        if not self.places or not all(0 < len(place.strip()) <= 80 for place in self.places):
            yield "Name each place that it is for, in at most 80 characters."

    def advice(self) -> tuple[str, ...]:
        """Return what would make the entry easier to read; advice only, the service knows its own words best."""
        texts = {name: getattr(self, name) for name in ("summary", "who_for", "eligibility", "access", "how_to_refer")}
        hard = [
            _NAMES.get(name, name)
            for name, text in texts.items()
            if len(text.split()) >= _FEWEST_WORDS and reading_age(text) > _READ_AT
        ]
        return tuple(f"Use shorter words and sentences in {name}: aim for a reader aged 9 to 11." for name in hard)
