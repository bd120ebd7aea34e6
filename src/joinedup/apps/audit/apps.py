"""What Django calls this app."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The record of acts."""

    name = "joinedup.apps.audit"
    label = "audit"
