"""Every address of the interface, once: what leads there, and what it gives. Its description is made from this."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from joinedup.apps.insight.api import views
from joinedup.apps.insight.opened import FeedCounts
from joinedup.shelf.records import (
    About,
    AreaSheet,
    Card,
    ClaimSheet,
    IndicatorSheet,
    ShelfDocument,
    ShelfFeed,
    ShelfFigure,
)

ROOT = "api/v1/"


@dataclass(frozen=True, slots=True)
class Asks:
    """Something that an address can be asked with, after the question mark."""

    name: str
    says: str
    is_needed: bool = False


VERSION = Asks("version", "The number of the released version; the current one where none is given.")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its path with names in braces, the view, what it gives (None: a table as CSV)."""

    path: str
    view: Callable[..., Any]
    gives: Any
    asks: tuple[Asks, ...] = (VERSION,)
    converters: tuple[tuple[str, str], ...] = ()
    is_for_parties: bool = False
    """Whether it gives what an agreement opens, and nothing to anybody else."""

    @property
    def name(self) -> str:
        """What the address is called."""
        return f"api-{self.view.__name__}"

    @property
    def route(self) -> str:
        """The address as Django reads it: what stands in braces is a slug, or as `converters` say."""
        route = self.path
        for name in self.names:
            route = route.replace(f"{{{name}}}", f"<{dict(self.converters).get(name, 'slug')}:{name}>")
        return ROOT + route

    @property
    def names(self) -> tuple[str, ...]:
        """What stands in braces."""
        return tuple(part.partition("}")[0] for part in self.path.split("{")[1:])


_AREA = Asks("area", "The code of one area.")
_WORDS = Asks("words", "Words of which each must be there; at most five are read.")
_PURPOSE = Asks("purpose", "What it is for, as agreements name it; not needed with a token, which has its own.")

ENDPOINTS = (
    Endpoint("", views.release, About),
    Endpoint("indicators", views.indicators, tuple[Card, ...], (VERSION, _WORDS)),
    Endpoint("indicators/{slug}", views.indicator, IndicatorSheet),
    Endpoint("indicators/{slug}/figures", views.figures, tuple[ShelfFigure, ...], (VERSION, _AREA)),
    Endpoint("indicators/{slug}/figures.csv", views.table, None),
    Endpoint("areas", views.areas, tuple[tuple[str, str], ...]),
    Endpoint("areas/{code}", views.area, AreaSheet),
    Endpoint("claims/{claim_id}", views.claim, ClaimSheet, converters=(("claim_id", "path"),)),
    Endpoint("documents", views.documents, tuple[ShelfDocument, ...]),
    Endpoint("feeds", views.feeds, tuple[ShelfFeed, ...]),
    Endpoint("feeds/{feed}/counts", views.counts, FeedCounts, (VERSION, _PURPOSE), is_for_parties=True),
)
