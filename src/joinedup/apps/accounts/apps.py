"""What Django calls this app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Organisations, people and roles."""

    name = "joinedup.apps.accounts"
    label = "accounts"
