"""What Django calls this app."""

from django.apps import AppConfig


class Operations(AppConfig):
    """The worker, messages on their way, releases."""

    name = "joinedup.apps.operations"
    label = "operations"

    def ready(self) -> None:
        """Hear of links that are to be sent."""
        from joinedup.apps.operations import links_sent

        links_sent.listen()
