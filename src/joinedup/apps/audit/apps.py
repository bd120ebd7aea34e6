"""What Django calls this app."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The record of acts."""

    name = "joinedup.apps.audit"
    label = "audit"
    kept_in = ("default", "identifiable")
    """Each database has a chain of its own."""
