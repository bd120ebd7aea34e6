"""The site in a test: Django set up once a process, on a database of the test's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "support.site_settings"

import django
from django.db import connections
from django.test.utils import override_settings, setup_test_environment

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # read by now; commands that a test starts have settings of their own
setup_test_environment()

# Django must be set up before anything of the site is read.
from joinedup.site.environment import audit  # noqa: E402
from support.tables import is_file, make, with_tables  # noqa: E402


@contextmanager
def on_database(
    settings: dict[str, Any],
    *,
    migrated: bool = True,
    beside: dict[str, Any] | None = None,
    kept: dict[str, dict[str, Path]] | None = None,
) -> Iterator[Path]:
    """Let the site use this database, with its tables made, and give back the one before.

    What identifies people is in a second one `beside` it. Hands back the folder of the keys and heads of their records
    of acts: a new one each time, or where a server that runs on them has them `kept`.
    """
    before = connections.settings
    databases = {"default": settings, "identifiable": beside or _beside(settings)}
    use(databases)
    with tempfile.TemporaryDirectory() as keys:
        paths = kept or audit({"JOINEDUP_AUDIT_KEY": f"{keys}/audit.key"}, folder=Path("unused"), demo=True)
        try:
            with override_settings(
                AUDIT=paths, LETTERS_KEY=Path(keys) / "letters.key", BACKUP_KEY=Path(keys) / "backup.key"
            ):
                if migrated:
                    with_tables(databases)
                yield Path(keys)
        finally:
            connections.close_all()
            use(before)


def _beside(settings: dict[str, Any]) -> dict[str, Any]:
    name = settings["NAME"]
    if is_file(settings):
        return {**settings, "NAME": str(Path(name).with_name(f"identifiable-{Path(name).name}"))}
    beside = {**settings, "NAME": f"{name}_identifiable"}
    make(beside)
    return beside


def use(settings: dict[str, Any]) -> None:
    """Let the site use these databases from now on."""
    connections.close_all()
    connections.settings = connections.configure_settings({name: dict(one) for name, one in settings.items()})
    for name in settings:
        if hasattr(connections._connections, name):
            del connections[name]
