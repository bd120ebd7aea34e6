"""What to release."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal


class AskRelease(forms.Form):
    """The year, the councils and the agreement of a release."""

    year = forms.CharField(label="Financial year", max_length=7, help_text="Such as 2021/22.")
    areas = forms.CharField(
        label="Councils",
        required=False,
        max_length=500,
        help_text="Codes or full names, with commas between. In a demonstration, nothing means every invented one.",
    )
    agreement = forms.ChoiceField(
        label="Agreement",
        required=False,
        help_text="The one under which rows about real people are opened. Invented people need none.",
    )

    def __init__(self, *args: Any, agreements: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["agreement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "None"), *((one, one) for one in agreements)]

    def clean_year(self) -> str:
        """Return the year; say what a financial year looks like where it is none."""
        year = str(self.cleaned_data["year"])
        try:
            Period.financial_year(year)
        except (Refusal, ValueError) as fault:
            raise ValidationError(str(fault)) from None
        return year
