"""The site in a test: Django set up once a process, on a database of the test's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "support.site_settings"

import django
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()


@contextmanager
def on_database(settings: dict[str, Any], *, migrated: bool = True) -> Iterator[None]:
    """Let the site use this database, with its tables made, and give back the one before."""
    before = connections.settings
    _use(settings)
    try:
        if migrated:
            call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connections.close_all()
        _use(before["default"])


def _use(settings: dict[str, Any]) -> None:
    connections.close_all()
    connections.settings = connections.configure_settings({"default": dict(settings)})
    if hasattr(connections._connections, "default"):
        del connections["default"]
