"""What Django calls this app."""

from django.apps import AppConfig


class Glass(AppConfig):
    """Glass broken and reviewed. Reasons name people: all of it is in the database of what identifies people."""

    name = "joinedup.apps.glass"
    label = "glass"
    kept_in = ("identifiable",)
