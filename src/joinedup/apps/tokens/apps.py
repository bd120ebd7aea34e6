"""What Django calls this app."""

from django.apps import AppConfig


class Tokens(AppConfig):
    """Keys for programs."""

    name = "joinedup.apps.tokens"
    label = "tokens"
