"""A directory with nothing in it, people who change it, and an entry to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from joinedup.apps.audit.models import Line
from joinedup.apps.directory.details import Details
from joinedup.sharing.asking import Asker
from joinedup.site.environment import database
from support.site import on_database

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
KEEPER = Asker("person:1", "partnership", "council", frozenset({"partnership-manager"}))
OWNER = Asker("person:2", "harbour", "care", frozenset({"provider-worker"}))
OTHER = Asker("person:3", "elsewhere", "care", frozenset({"provider-worker"}))


def details(**changed: object) -> Details:
    """Return an entry that can stand, with some fields changed."""
    sound: dict[str, object] = {
        "name": "Harbour Lane",
        "summary": "We give out needles and naloxone.",
        "who_for": "Adults.",
        "opening": "Every day.",
        "how_to_refer": "Just come in.",
        "phone": "01632 960001",
        "needs": ("naloxone", "needle-exchange"),
        "places": ("Ashwold", "Carrowmere"),
    }
    return Details(**(sound | changed))  # type: ignore[arg-type]


@contextmanager
def on_empty_directory(folder: Path) -> Iterator[None]:
    """Let the site stand on a new database in `folder`, with a new record of acts."""
    with on_database(database({}, folder=folder)):
        yield


def lines_written() -> list[tuple[str, str | None, str]]:
    """Return each line of the audit as act, by, about, in order."""
    return list(Line.objects.order_by("number").values_list("act", "by", "about"))
