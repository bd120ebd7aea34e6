"""The site in a test: Django set up once a process, on a database of the test's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "support.site_settings"

import django
from django.core.management import call_command
from django.db import connections
from django.test.utils import override_settings, setup_test_environment

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # read by now; commands that a test starts have settings of their own
setup_test_environment()


@contextmanager
def on_database(settings: dict[str, Any], *, migrated: bool = True) -> Iterator[Path]:
    """Let the site use this database, with its tables made, and give back the one before.

    Hands back the folder of the keys and heads of its record of acts: a new one each time.
    """
    before = connections.settings
    _use(settings)
    with tempfile.TemporaryDirectory() as keys:
        audit = {"default": {"KEY": Path(keys) / "audit.key", "HEADS": Path(keys) / "audit.key.heads"}}
        try:
            with override_settings(AUDIT=audit):
                if migrated:
                    call_command("migrate", verbosity=0, interactive=False)
                yield Path(keys)
        finally:
            connections.close_all()
            _use(before["default"])


def _use(settings: dict[str, Any]) -> None:
    connections.close_all()
    connections.settings = connections.configure_settings({"default": dict(settings)})
    if hasattr(connections._connections, "default"):
        del connections["default"]
