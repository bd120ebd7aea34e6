"""What the evidence pages read: one version of the shelf, opened once for each page."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from joinedup.shelf.reading import Version, open_version
from joinedup.shelf.records import Card

_MOST_WORDS = 5


def opened(number: int | None = None) -> Version:
    """Return the current version, or the one that a page's drawings and downloads belong to."""
    return open_version(Path(settings.RELEASED), number)


def found(cards: Iterable[Card], words: str) -> tuple[Card, ...]:
    """Return the indicators whose title, definition or source hold each of some words, in their order."""
    wanted = words.casefold().split()[:_MOST_WORDS]
    return tuple(card for card in cards if all(word in _text(card) for word in wanted))


def _text(card: Card) -> str:
    return " ".join((card.title, card.noun, card.why, card.chapter, card.source, card.slug)).casefold()
