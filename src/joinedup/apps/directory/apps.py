"""What Django calls this app."""

from django.apps import AppConfig


class Directory(AppConfig):
    """The public directory."""

    name = "joinedup.apps.directory"
    label = "directory"
