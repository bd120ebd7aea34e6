"""What the evidence pages read: one version of the shelf, opened once for each page."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from joinedup.apps.insight.policies import may_read
from joinedup.sharing.asking import Asker
from joinedup.shelf import places
from joinedup.shelf.manifest import read_current
from joinedup.shelf.reading import Version, open_version
from joinedup.shelf.records import Card

_MOST_WORDS = 5


def opened(number: int | None = None) -> Version:
    """Return the current version, or the one that a page's drawings and downloads belong to."""
    return open_version(Path(settings.RELEASED), number)


def before(version: Version, asker: Asker | None, at: datetime) -> Version | None:
    """Return the version released before one, where whoever asks may read it; None where there is none for them."""
    earlier = [number for number, _ in read_current(Path(settings.RELEASED)) if number < version.number]
    found = opened(max(earlier)) if earlier else None
    return found if found is not None and may_read(asker, found, at, is_demo=settings.DEMO) else None


def name_of(claim_id: str) -> str:
    """Return the name under which a claim lies on the shelf: short, and an id as the record of acts takes it."""
    return places.claim_of(claim_id).removeprefix("claims/").removesuffix(".json")


def found(cards: Iterable[Card], words: str) -> tuple[Card, ...]:
    """Return the indicators whose title, definition or source hold each of some words, in their order."""
    wanted = words.casefold().split()[:_MOST_WORDS]
    return tuple(card for card in cards if all(word in _text(card) for word in wanted))


def _text(card: Card) -> str:
    return " ".join((card.title, card.noun, card.why, card.chapter, card.source, card.slug)).casefold()
