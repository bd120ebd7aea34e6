"""What Django calls this app."""

from django.apps import AppConfig


class Agreements(AppConfig):
    """Agreements and their stops."""

    name = "joinedup.apps.agreements"
    label = "agreements"
