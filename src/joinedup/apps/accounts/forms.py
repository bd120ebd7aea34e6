"""What people type to sign in, and what an administrator types about people. Only what is named here is read."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from joinedup.apps.accounts.models import Organisation, Person
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.roles import ROLES

MOST_CHARACTERS = 200
"""Of a password: whatever is longer only makes the site work."""


class Password(forms.CharField):
    """A password, never shown again."""

    def __init__(self, *, label: str, autocomplete: str, help_text: str = "") -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(label=label, help_text=help_text, widget=widget, strip=False, max_length=MOST_CHARACTERS)


class Code(forms.CharField):
    """A code of a device, or one kept on paper."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(label=label, help_text=help_text, widget=forms.TextInput(attrs=attrs), max_length=20)


class SignIn(forms.Form):
    """The first step."""

    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = Password(label="Password", autocomplete="current-password")


class SecondStep(forms.Form):
    """The second step."""

    code = Code(
        label="Code",
        help_text="Six figures that your app shows now. If your device is lost: one of the codes you keep on paper.",
    )


class FirstCode(forms.Form):
    """That a device has the secret."""

    code = Code(label="Code", help_text="The six figures that your app now shows for this site.")


class Passkey(forms.Form):
    """What a browser answered; a script fills it."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=20_000)


class NewPasskey(Passkey):
    """A passkey to keep."""

    name = forms.CharField(
        label="What you call it",
        help_text="So that you know it among others, for example “work laptop”.",
        max_length=60,
        initial="My passkey",
    )


class Forgotten(forms.Form):
    """Where a link to set a new password goes."""

    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class NewPassword(forms.Form):
    """A password to set, twice. `person` is whose it is to be."""

    password = Password(
        label="New password",
        autocomplete="new-password",
        help_text="At least 12 characters. Three words that do not belong together are good.",
    )
    again = Password(label="The same once more", autocomplete="new-password")

    def __init__(self, *told: Any, person: Person, **more: Any) -> None:
        super().__init__(*told, **more)
        self._person = person

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed, or two that differ."""
        said: dict[str, Any] = super().clean() or {}
        password, again = said.get("password"), said.get("again")
        if password and again and password != again:
            self.add_error("again", "The two are not the same.")
        elif password:
            try:
                validate_password(password, self._person)
            except ValidationError as fault:
                self.add_error("password", fault)
        return said


class ChangedPassword(NewPassword):
    """Another password, by whoever knows the present one."""

    field_order = ("old", "password", "again")
    old = Password(label="Present password", autocomplete="current-password")


class NewOrganisation(forms.Form):
    """An organisation that takes part."""

    name = forms.CharField(label="Name", max_length=200)
    slug = forms.CharField(
        label="Short name",
        help_text="Small letters, figures and hyphens, as in its agreements: “thornmarch-council”. It never changes.",
        max_length=60,
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose one"), *((one.slug, one.title) for one in ORGANISATION_KINDS.values())]
    )


class NewRole(forms.Form):
    """A role in an organisation."""

    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.all(),
        empty_label="Choose one",
        to_field_name="slug",
    )
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose one"), *((one.slug, one.title) for one in ROLES.values())]
    )


class NewInvitation(NewRole):
    """An offer of an account."""

    field_order = ("email", "organisation", "role")
    email = forms.EmailField(label="Email address", max_length=254)
