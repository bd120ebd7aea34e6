"""What Django calls this app."""

from django.apps import AppConfig


class Insight(AppConfig):
    """The evidence pages."""

    name = "joinedup.apps.insight"
    label = "insight"
