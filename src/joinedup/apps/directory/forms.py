"""The form of an entry. What may stand in it is said once, where the details are made."""

from typing import Any

from django import forms

from joinedup.apps.accounts.models import Organisation
from joinedup.apps.directory.details import NAMED, Details, faults
from joinedup.apps.directory.models import StepFree
from joinedup.definitions.public_help import needs

_HELP = {
    "summary": "What it offers, in short words and sentences: a reader of 9 to 11 should understand it.",
    "opening": "Such as: Monday to Friday, 9am to 5pm. Every day but bank holidays.",
    "how_to_refer": "What somebody does who wants help, and what a professional does who refers them.",
    "phone": "Digits and single spaces.",
    "places": "One place on each line, by the name that people there know it under.",
}


def _words(label: str, name: str, *, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, help_text=_HELP.get(name, ""), widget=widget)


class Entry(forms.Form):
    """Every field of an entry, with a sentence beside each that cannot stand."""

    name = _words("Name", "name")
    summary = _words("What it offers", "summary", rows=4)
    needs = forms.MultipleChoiceField(label="It helps with", required=False, widget=forms.CheckboxSelectMultiple)
    places = _words("Places that it is for", "places", rows=4)
    who_for = _words("Who it is for", "who_for", rows=2)
    age_from = forms.IntegerField(label="Youngest age", required=False)
    age_to = forms.IntegerField(label="Oldest age", required=False)
    eligibility = _words("Who can use it", "eligibility", rows=2)
    opening = _words("When it is open", "opening", rows=2)
    access = _words("How to get in", "access", rows=2)
    how_to_refer = _words("How to ask for help", "how_to_refer", rows=3)
    phone = _words("Phone number", "phone")
    address = _words("Address", "address")
    languages = _words("Languages", "languages")
    step_free = forms.ChoiceField(label="Can somebody get in without steps?", choices=StepFree.choices)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen = self.fields["needs"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(need.slug, need.label) for need in needs()]
        for name, says in {**NAMED, "needs": "what it helps with", "places": "the places that it is for"}.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = f"Fill in {says}."

    def clean_places(self) -> tuple[str, ...]:
        """Return the lines that hold something."""
        return tuple(line.strip() for line in self.cleaned_data["places"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """Say of each field what it lacks."""
        given = {**dict.fromkeys(self.fields, ""), "age_from": None, "age_to": None, **self.cleaned_data}
        for name, sentence in faults(given):
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    def details(self) -> Details:
        """Return what the entry says; only of a form that is valid."""
        held = {name: self.cleaned_data[name] for name in Details.__slots__}
        return Details(**{**held, "needs": tuple(held["needs"])})


class NewEntry(Entry):
    """An entry that is not there yet: its address and whose it is."""

    slug = forms.SlugField(
        label="Its address on this site",
        max_length=80,
        help_text="Small letters, digits and dashes. It never changes and is never used again.",
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.all(), label="Organisation whose people keep it", to_field_name="slug"
    )


def of_details(details: Details) -> dict[str, Any]:
    """Return what the form of an entry begins with."""
    held = {name: getattr(details, name) for name in Details.__slots__}
    return {**held, "needs": list(details.needs), "places": "\n".join(details.places)}
