"""What is asked for through glass, and what its review found."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from joinedup.apps.glass.actions import FEWEST_LETTERS, Asked
from joinedup.apps.glass.models import Outcome, Telling
from joinedup.kinds.agreement import EVERY_FIELD

_MOST = 2000


class BreakGlass(forms.Form):
    """What somebody in direct care needs beyond an agreement."""

    feed = forms.ChoiceField(label="Which records")
    fields_needed = forms.CharField(
        label="Which fields", max_length=400, help_text="Their names, with commas between. Ask for what you need."
    )
    about = forms.CharField(
        label="About whom", max_length=200, help_text="The number by which your service knows the person."
    )
    reason = forms.CharField(
        label="Why you need it now", min_length=FEWEST_LETTERS, widget=forms.Textarea({"rows": 4}), max_length=_MOST
    )

    def __init__(self, *args: Any, feeds: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["feed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in feeds]

    def clean_fields_needed(self) -> tuple[str, ...]:
        """Return the fields named; all of them at once are not to be had."""
        named = tuple(one.strip() for one in str(self.cleaned_data["fields_needed"]).split(",") if one.strip())
        if not named or EVERY_FIELD in named:
            raise ValidationError("Name each field that you need.")
        return named

    def asked(self) -> Asked:
        """Return what is asked."""
        said = self.cleaned_data
        return Asked(said["feed"], said["fields_needed"], said["about"], said["reason"])


class Review(forms.Form):
    """What a review found, and whether the person was told."""

    outcome = forms.ChoiceField(label="What you found", choices=Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="In your words", widget=forms.Textarea({"rows": 4}), max_length=_MOST)
    telling = forms.ChoiceField(label="Whom it is about", choices=Telling.choices, widget=forms.RadioSelect)
    telling_words = forms.CharField(
        label="Why telling them is not safe",
        required=False,
        help_text="Needed only where it is not safe.",
        widget=forms.Textarea({"rows": 4}),
        max_length=_MOST,
    )
