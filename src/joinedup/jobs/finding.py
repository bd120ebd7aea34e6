"""Which council a person means, said back to them before anything is made."""

from dataclasses import dataclass

from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas, became, figures_are_for, find, lay_in, upper_tier_codes
from joinedup.jobs.assess import places_of
from joinedup.jobs.surroundings import day, notes_of
from joinedup.kinds.area import Area
from joinedup.warehouse.store import Opened


@dataclass(frozen=True, slots=True)
class Found:
    """The council meant, and what its reader should know of it: other names, what it has since become."""

    place: Place
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return which council was found, and the notes."""
        return [f"{self.place.name} ({self.place.code})", *(f"  {note}" for note in self.notes)]


def find_council(opened: Opened, asked: str) -> Found:
    """Return the one upper-tier council of that code, name, former name or postcode.

    Refuses what is no council, or names several, with the candidates; a district, with the council it is part of; and
    a council that is no more on the day the figures are held for, with what it became.
    """
    if not asked.strip():
        raise Refusal('Say which council: a name, a code or a postcode, such as "Peterborough" or PE1.')
    known = _known(asked)
    if known is not None:
        _refuse_no_council(known)
    [place] = places_of(opened, [asked])
    notes = []
    if asked.strip().casefold() not in (place.name.casefold(), place.code.casefold()):
        notes.append(f"Found by '{asked.strip()}'.")
    return Found(place, (*notes, *notes_of(place)))


def every_council(opened: Opened) -> tuple[Place, ...]:
    """Return every upper-tier authority that figures are held for, by code; in a synthetic warehouse the invented."""
    if opened.is_synthetic:
        rows = opened.table("population").select("area", "area_name", "area_kind").distinct().to_pyarrow().to_pylist()
        held = sorted({Place(row["area"], row["area_name"], row["area_kind"]) for row in rows})
        return tuple(place for place in held if place.is_synthetic and place.kind == "upper-tier")
    return tuple(areas()[code].place for code in upper_tier_codes())


def _known(asked: str) -> Area | None:
    """Return the declared area meant, where exactly one is; None leaves it to the warehouse's own names."""
    held = areas()
    if asked.strip().upper() in held:
        return held[asked.strip().upper()]
    try:
        return held[find(asked).code]
    except Refusal:
        return None


def _refuse_no_council(area: Area) -> None:
    """Refuse an area that is not an upper-tier council of the day figures are held for, naming the one to ask for."""
    held_for = figures_are_for()
    if area.kind == "district" and area.part_of is not None:
        upper = areas()[area.part_of]
        raise Refusal(
            f"{area.name} ({area.code}) is a district of {upper.name} ({upper.code}), and documents are for whole "
            "upper-tier councils: ask for that."
        )
    if area.kind != "upper-tier":
        raise Refusal(f"{area.name} ({area.code}) is not an upper-tier council: documents are for whole councils.")
    if area.exists_on(held_for):
        return
    if area.valid_to is not None and area.valid_to <= held_for:
        into = [areas()[code] for code in became(area.code, held_for)]
        raise Refusal(
            f"{area.name} ({area.code}) has not been a council since {day(area.valid_to)}; what it was is now in "
            f"{_named(into)}. Ask for {'that' if len(into) == 1 else 'one of them'}."
        )
    then = [areas()[code] for code in lay_in(area.code, held_for)]
    began = f" on {day(area.valid_from)}" if area.valid_from else " later"
    raise Refusal(
        f"{area.name} ({area.code}) began{began}. The figures held are for the councils of {day(held_for)}, when "
        f"it lay in {_named(then)}: ask for that."
    )


def _named(found: list[Area]) -> str:
    return "; ".join(f"{area.name} ({area.code})" for area in found) or "no council that we know of"
