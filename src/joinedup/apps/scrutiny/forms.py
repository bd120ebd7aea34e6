"""The forms of a challenge, of its answer, and of a sign-off."""

from django import forms

from joinedup.apps.scrutiny.models import MOST_WORDS


class ChallengeForm(forms.Form):
    """What is thought to be wrong."""

    words = forms.CharField(
        label="What do you think is wrong, and how do you know?",
        help_text="Do not write about any one person: no name, date or place of somebody.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    """What the steward says to it."""

    words = forms.CharField(
        label="Your answer",
        help_text="Everybody who may read the claim reads it. Say what was looked at, and what changes.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SignOffForm(forms.Form):
    """That it was read by somebody who did not make it."""

    was_read = forms.BooleanField(label="I have read this document, and I did not make it")
