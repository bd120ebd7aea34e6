"""Which lines of the record somebody asks for."""

from typing import Any

from django import forms

from joinedup.apps.oversight.queries import Asked

_MOST = 100


class Search(forms.Form):
    """By whom, about what, which act, between which days: whatever is left out asks for all."""

    by = forms.CharField(label="By whom", required=False, max_length=_MOST, help_text="An id, such as person:7.")
    about = forms.CharField(
        label="About what", required=False, max_length=_MOST, help_text="An id, such as agreement:thornmarch-2026."
    )
    act = forms.ChoiceField(label="Act", required=False)
    since = forms.DateField(
        label="From the day", required=False, help_text="Such as 2026-04-01.", widget=forms.DateInput({"inputmode": ""})
    )
    until = forms.DateField(label="To the day", required=False, help_text="That day too.")
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, acts: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *((act, act) for act in acts)]

    def asked(self) -> Asked:
        """Return what is asked; nothing beyond what is sound."""
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
