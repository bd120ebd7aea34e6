"""Which app is kept in which database: what identifies people has one of its own, with its own record of acts."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import models

SITE, IDENTIFIABLE = "default", "identifiable"


class Router:
    """An app says so itself (`kept_in`, the first of which is read and written); one that does not is the site's."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """Return the database of a model."""
        return kept_in(model._meta.app_label)[0]

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Return whether an app has its tables in a database."""
        return db in kept_in(app_label)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: Any) -> bool:
        """Return whether two rows may name one another: within one database only."""
        return kept_in(one._meta.app_label)[0] == kept_in(other._meta.app_label)[0]


def kept_in(app_label: str) -> tuple[str, ...]:
    """Return the databases that hold an app's tables."""
    return getattr(apps.get_app_config(app_label), "kept_in", (SITE,))


def migrate() -> None:
    """Bring both databases up to date."""
    for using in (SITE, IDENTIFIABLE):
        call_command("migrate", database=using, verbosity=0, interactive=False)
