"""What Django calls this app."""

from django.apps import AppConfig


class Scrutiny(AppConfig):
    """Challenges and sign-offs."""

    name = "joinedup.apps.scrutiny"
    label = "scrutiny"
