"""The form of a new token: what it is for, what it reads, how long it lasts."""

from collections.abc import Iterable
from typing import Any

from django import forms

from joinedup.apps.tokens.actions import LASTS_DAYS
from joinedup.sharing.purposes import PURPOSES

RELEASED = "released"


class NewToken(forms.Form):
    """`scopes` are pairs of agreement and purpose that the organisation acted for has a part in."""

    name = forms.CharField(
        label="What will use it?",
        help_text="For example: the weekly dashboard. No names of people.",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(label="What may it read?", widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label="How long does it last?",
        coerce=int,
        choices=[(days, f"{days} days") for days in LASTS_DAYS],
        widget=forms.RadioSelect,
        initial=LASTS_DAYS[0],
    )

    def __init__(self, *given: Any, scopes: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        told = [
            (f"{agreement}/{purpose}", f"Counts under {agreement}, to {PURPOSES[purpose].title}")
            for agreement, purpose in scopes
        ]
        self.fields["scope"].choices = [(RELEASED, "What is released: figures, claims, documents"), *told]  # type: ignore[attr-defined]

    @property
    def asked(self) -> tuple[str, str]:
        """The agreement and the purpose chosen; both '' for what is released."""
        agreement, _, purpose = self.cleaned_data["scope"].partition("/")
        return (agreement, purpose) if purpose else ("", "")
