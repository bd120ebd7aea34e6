"""What Django calls this app."""

from django.apps import AppConfig


class Letters(AppConfig):
    """What messages say while they wait."""

    name = "joinedup.apps.letters"
    label = "letters"
    kept_in = ("identifiable",)
