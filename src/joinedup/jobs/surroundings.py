"""What lies around and within a council, and what its reader should know of it: from declared areas alone."""

from collections.abc import Mapping
from datetime import date

from joinedup.core.place import Place
from joinedup.definitions.areas import areas, became, figures_are_for, lowest_tier, places, within
from joinedup.documents.compose.wording import listed
from joinedup.intake.national.named_areas import merged_areas
from joinedup.intake.national.recognise import READERS
from joinedup.kinds.indicator import Base, Indicator

DISTRICTS_ON = date(2025, 1, 1)
"""The day whose districts are told of: those that the latest indices of deprivation are printed for."""

_COPIES = "github.com"
"""Where copies of published files are kept, pointed at only for what no publisher's own page is known of."""

_WITHOUT_THE = ("London", "Yorkshire and The Humber")


def around(place: Place, kind: str) -> tuple[Place, ...]:
    """Return the areas of one of `kinds.document.AROUND` for a council, under the names that sentences use.

    The largest share first of what it lies in; none of a kind that is not declared for it, as for invented councils.
    """
    if place.code not in areas():
        return ()
    if kind == "several-councils":
        merged = (one for one in merged_areas().values() if place.code in one.parts)
        return tuple(Place(one.code, one.name, kind) for one in sorted(merged, key=lambda one: one.code))
    if kind == "district":
        return tuple(places()[code] for code in lowest_tier(place.code, DISTRICTS_ON) if code != place.code)
    return tuple(_named(places()[link.whole]) for link in within(place.code, kind))


def notes_of(place: Place) -> tuple[str, ...]:
    """Return sentences on a council that has ended since the day its figures are for, or lies in several areas."""
    held = areas()
    if place.code not in held:
        return ()
    area = held[place.code]
    notes = []
    if area.valid_to is not None:
        into = [held[code] for code in became(area.code, area.valid_to)]
        if [one.name for one in into] == [area.name]:
            notes.append(f"Since {day(area.valid_to)} {area.name} has had the code {into[0].code}.")
        else:
            notes.append(
                f"{area.name} ended as a council on {day(area.valid_to)} and became "
                f"{listed([one.name for one in into]) or 'no council that we know of'}. Figures are for the council as "
                f"it was on {day(figures_are_for())}."
            )
    for kind, what in (("police-force", "police force areas"), ("region", "regions")):
        wholes = [held[link.whole].name for link in within(place.code, kind)]
        if len(wholes) > 1:
            notes.append(f"{area.name} lies in several {what}: {listed(wholes)}.")
    return tuple(notes)


def origins_of(catalogue: Mapping[str, Indicator]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return by indicator where its figures can be had: each publisher and page; a copy's only where none else is."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for slug, indicator in catalogue.items():
        names = {"population"} if indicator.base is Base.POPULATION else {slug, indicator.published_as}
        readers = [reader for reader in READERS if names & set(reader.gives)]
        if readers:
            pages = dict.fromkeys((one.publisher, one.origin) for one in readers)
            official = tuple(one for one in pages if _COPIES not in one[1])
            found[slug] = official or tuple(pages)
    return found


def day(on: date) -> str:
    """Return '1 April 2021'."""
    return f"{on.day} {on:%B} {on.year}"


def _named(place: Place) -> Place:
    if place.kind == "police-force":
        name = "City of London" if place.name == "London, City of" else place.name.removesuffix(" Police")
        return Place(place.code, f"the {name} police force area", place.kind)
    return place if place.name in _WITHOUT_THE else Place(place.code, f"the {place.name}", place.kind)
