"""The forms of an agreement: every part a field, parties and shared fields as rows. `kinds` says what may stand."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from joinedup.apps.accounts.models import Organisation
from joinedup.apps.agreements.titles import feed_titles
from joinedup.kinds.agreement import EVERY_FIELD, KINDS, LAPSE, WITHDRAWAL
from joinedup.kinds.agreement_parts import PARTS
from joinedup.kinds.party import CAPACITIES, ORGANISATION_KINDS, Party
from joinedup.sharing.fit import SHAREABLE
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.roles import ROLES
from joinedup.sharing.uk_time import instant_of

LONGEST: Final = 250
_DAY = "A day such as 2026-04-01."
_INSTANT = "A day such as 2026-04-01, which begins at UK midnight, or an instant with its offset."
_BLANK = ("", "Choose one")
Choices = list[tuple[str, str]]


class Words(forms.CharField):
    """One line of text as an agreement's file can hold it."""

    def __init__(self, label: str, *, help_text: str = "", required: bool = False) -> None:
        super().__init__(label=label, help_text=help_text, required=required, max_length=LONGEST)
        if required:
            self.error_messages["required"] = f"Fill in: {label[:1].lower()}{label[1:]}."

    def validate(self, value: str) -> None:
        """Refuse what cannot be printed: it could hide what stands beside it."""
        super().validate(value)
        if not value.isprintable():
            raise forms.ValidationError(f"{self.label}: it holds a character that cannot be printed.")


class Instant(Words):
    """A day or an instant, as text."""

    def clean(self, value: Any) -> str:
        """Return the text; refuse one that names no instant, or one that UK clocks skip or show twice."""
        text = str(super().clean(value))
        if text:
            try:
                instant_of(text)
            except ValueError as fault:
                raise forms.ValidationError(str(fault)) from None
        return text


class Day(forms.DateField):
    """A day, written as the agreement's file writes it: 02/03 would be read in two ways."""

    def __init__(self, label: str) -> None:
        widget = forms.DateInput(format="%Y-%m-%d")
        super().__init__(label=label, required=False, help_text=_DAY, input_formats=["%Y-%m-%d"], widget=widget)
        self.error_messages["invalid"] = f"{label}: {_DAY[0].lower()}{_DAY[1:]}"


class Parts(forms.Form):
    """All that an agreement says, but for its parties, what it shares and its stops."""

    id = forms.SlugField(
        label="Its id",
        max_length=80,
        help_text="Small letters, digits and dashes, such as treatment-2026. It never changes.",
    )
    kind = forms.ChoiceField(
        label="Which kind of agreement it is",
        choices=[(one, one) for one in KINDS],
        help_text="An emergency agreement is kept apart, so that early warning goes on when the ordinary one ends.",
    )
    purposes = forms.MultipleChoiceField(
        label="What for",
        choices=[(slug, one.title) for slug, one in PURPOSES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one purpose."},
    )
    feeds = forms.MultipleChoiceField(
        label="Which feeds it is about",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one feed."},
    )
    valid_from = Instant("Holds from", help_text=_INSTANT, required=True)
    valid_to = Instant("Holds no longer from", help_text=_INSTANT, required=True)
    keep_days = forms.IntegerField(
        label="Days for which rows about people are kept",
        min_value=1,
        max_value=36_525,
        required=False,
        help_text="Left blank: while the agreement holds.",
    )
    article_6 = Words("The condition of Article 6 of the UK GDPR", required=True)
    article_9 = Words("The condition of Article 9 of the UK GDPR", required=True)
    common_law = Words("The common-law basis of confidentiality", required=True)
    dpia = Words("The reference of the data-protection impact assessment", required=True)
    reuse = Words("The law by which data given for law enforcement may be used otherwise, where there is any")

    def __init__(self, *args: Any, feeds: Iterable[str] = (), is_new: bool = True, **given: Any) -> None:
        super().__init__(*args, **given)
        if not is_new:
            del self.fields["id"]
        titles = feed_titles()
        chosen = self.fields["feeds"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(slug, f"{titles.get(slug, slug)} ({slug})") for slug in dict.fromkeys((*titles, *feeds))]
        for part in PARTS:
            label = f"{part.says[:1].upper()}{part.says[1:]}"
            if part.field == "dpo_advised_on":
                self.fields[part.field] = Day(label)
            else:
                self.fields[part.field] = Words(label)


def organisations() -> Choices:
    """Return the organisations that have an account here, by slug. One query."""
    return [(one.slug, f"{one.name} ({one.slug})") for one in Organisation.objects.all()]


_SAYS_WHICH: Final = (
    ("signs, not", "signatory"),
    ("kind '", "kind"),
    ("arrangement", "arrangement"),
    ("contract", "contract"),
    ("`sender`", "sender"),
    ("key", "signing_key"),
)
"""By which words of a sentence its field is found: the sentence itself is said where the party is made."""


class PartyRow(forms.Form):
    """One party. A row in which nothing stands is none."""

    organisation = forms.ChoiceField(
        label="Organisation", error_messages={"required": "Choose the organisation of this party."}
    )
    name = Words("Its name, as it stands in the agreement")
    kind = forms.ChoiceField(
        label="What kind of organisation it is",
        choices=[_BLANK, *((slug, one.title) for slug, one in ORGANISATION_KINDS.items())],
        required=False,
    )
    role = forms.ChoiceField(
        label="In which capacity",
        choices=[_BLANK, *((one, one) for one in CAPACITIES)],
        error_messages={"required": "Choose the capacity of this party."},
    )
    signatory = Words("The post that signs for it", help_text="A post, never a person's name.", required=True)
    signed_on = Day("The day on which it signed")
    arrangement = Words("Of a joint controller: a summary of the arrangement")
    contract = Words("Of a processor: the contract")
    sender = Words("The codes that its files are sent under", help_text="With commas between.")
    signing_key = Words("The public key by which its signature on files is known")

    def __init__(self, *args: Any, known: Choices = [], **given: Any) -> None:  # noqa: B006 - never changed
        super().__init__(*args, **given)
        self.titles = dict(known)
        chosen = self.fields["organisation"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [_BLANK, *known]

    def clean(self) -> dict[str, Any]:
        """Say of the row what the party that it names cannot be."""
        if not self.has_changed() or self.errors:
            return self.cleaned_data
        try:
            made = self.said()
            senders = tuple(made.pop("sender"))
            Party(**{name: value for name, value in made.items() if value}, senders=senders)
        except ValueError as fault:
            self.add_error(next((name for words, name in _SAYS_WHICH if words in str(fault)), None), str(fault))
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """Return the party as its file says it."""
        held = self.cleaned_data
        name = held["name"] or self.titles.get(held["organisation"], held["organisation"]).rpartition(" (")[0]
        codes = [code.strip() for code in held["sender"].split(",") if code.strip()]
        return {**held, "name": name, "sender": codes}


class FieldRow(forms.Form):
    """One shared field with its reason, or one kind of item that has no fields. A row without anything is none."""

    item = forms.ChoiceField(
        label="What is shared",
        choices=[_BLANK, *((one, ITEM_KINDS[one].title) for one in SHAREABLE)],
        error_messages={"required": "Choose what is shared in this row."},
    )
    feed = forms.ChoiceField(label="Of which feed", required=False)
    field = Words("Which field", help_text="As the file calls it.")
    why = Words("Why")

    def __init__(self, *args: Any, known: Choices = [], **given: Any) -> None:  # noqa: B006 - never changed
        super().__init__(*args, **given)
        chosen = self.fields["feed"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [_BLANK, *known]

    def clean(self) -> dict[str, Any]:
        """Say which of the four is missing."""
        if not self.has_changed() or self.errors:
            return self.cleaned_data
        held = self.cleaned_data
        if not ITEM_KINDS[held["item"]].is_of_feed:
            if held["feed"] or held["field"] or held["why"]:
                self.add_error("item", f"{ITEM_KINDS[held['item']].title}: it has no feed, field or reason of its own.")
        else:
            for name, says in (("feed", "of which feed"), ("field", "which field"), ("why", "why it is shared")):
                if not held[name]:
                    self.add_error(name, f"Say {says}, or leave the whole row blank.")
            if held["field"] == EVERY_FIELD:
                self.add_error("field", "Name each field, with its own reason.")
        return held


class StopForm(forms.Form):
    """A lapse or a withdrawal."""

    how = forms.ChoiceField(
        label="What happens",
        choices=[
            (LAPSE, "It lapses: renewing it restores what it opens"),
            (WITHDRAWAL, "It is withdrawn: only a new agreement opens anything again"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens."},
    )
    at = Instant("From when, in UK time", help_text="Left blank: now. Or such as 2026-04-01, or 2026-04-01T17:00.")
    post = Words("The post that decided it", help_text="A post, never a person's name.", required=True)
    why = Words("Why", help_text="The parties are told these words.", required=True)


class Sure(forms.Form):
    """Nothing to fill in: the button is the answer."""


class WordsForm(forms.Form):
    """An agreement as the words of its file."""

    words = forms.CharField(
        label="The words of the agreement",
        widget=forms.Textarea({"rows": 30, "spellcheck": "false"}),
        strip=False,
        error_messages={"required": "Fill in the words of the agreement."},
    )


class Simulation(forms.Form):
    """Who could see what, for what, when."""

    organisation = forms.ChoiceField(label="Which organisation asks")
    role = forms.MultipleChoiceField(
        label="In which roles there",
        choices=[(slug, one.title) for slug, one in ROLES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.ChoiceField(label="What for", choices=[(slug, one.title) for slug, one in PURPOSES.items()])
    item = forms.ChoiceField(label="What", choices=[(slug, one.title) for slug, one in ITEM_KINDS.items()])
    feed = forms.ChoiceField(label="Of which feed", required=False)
    field = Words(
        "Which fields of it", help_text="As the file calls them, with commas. Left blank: all that are shared."
    )
    at = Instant("When, in UK time", help_text="Left blank: now. Or such as 2026-04-01, or 2026-04-01T17:00.")

    def __init__(self, *args: Any, known: Choices, feeds: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, choices in (("organisation", known), ("feed", [("", "None"), *feeds])):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices


def filled(data: Mapping[str, Any], names: Iterable[str], prefix: str) -> dict[str, Any]:
    """Return what stands in the fields of one row of a form that was sent."""
    return {name: text for name in names if (text := data.get(f"{prefix}-{name}", ""))}
