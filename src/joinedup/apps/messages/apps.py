"""What Django calls this app."""

from django.apps import AppConfig


class Messages(AppConfig):
    """The outbox."""

    name = "joinedup.apps.messages"
    label = "messages"
