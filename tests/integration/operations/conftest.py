"""A site on SQLite and PostgreSQL, with its own folders."""

from support.whole_site import site  # noqa: F401
