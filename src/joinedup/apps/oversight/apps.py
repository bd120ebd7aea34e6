"""How Django knows the app."""

from django.apps import AppConfig


class Oversight(AppConfig):
    """The record of acts, read on a page."""

    name = "joinedup.apps.oversight"
    label = "oversight"
