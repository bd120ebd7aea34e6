"""Find one area by what people call it: code, name, other name, postcode. Nothing is guessed; doubt is answered."""

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.area_changes import became, lay_in, successions
from joinedup.definitions.area_table import areas, declared_rows, figures_are_for
from joinedup.definitions.postcodes import councils_of, district_in
from joinedup.kinds.area import AREA_KINDS, COUNCIL_KINDS, Area

_TITLES_BEFORE = re.compile(r"^(?:the )?(?:(?:london|royal|metropolitan) borough of|(?:city|county|borough) of) ")
_TITLES_AFTER = re.compile(r" (?:(?:county|city|borough|district|metropolitan( borough| district)?) )?council$")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_COMMON = {"of", "and", "the", "upon", "on", "city", "county", "council", "borough", "district", "nhs", "board"}


def find(asked: str, on: date | None = None, kind: str | None = None) -> Place:
    """Return the one area of that code, name, other name or postcode district; refuse an unknown or doubtful one.

    Codes find any area, former ones too. Names find what existed on day `on` (default: the day the figures are held
    for), so that 'Somerset' is one council and not the county and its successor; without `kind` they find councils
    and England. A council that is no more is answered with what it became, one that had not begun with what it lay
    in; a name that two areas share, or a postcode district in several councils, with all of them. Nothing is guessed
    from part of a name.
    """
    if kind is not None and kind not in AREA_KINDS:
        raise ValueError(f"No kind of area is called '{kind}'.")
    day = on or figures_are_for()
    held = areas()
    code = asked.strip().upper()
    if code in held:
        if kind is not None and held[code].kind != kind:
            raise Refusal(f"'{asked}' is {_named([held[code]])}: it is not of the kind {kind}.")
        return held[code].place
    if kind in (None, "upper-tier") and (district := district_in(asked)):
        return _by_postcode(asked, district, day)
    return _by_name(asked, day, kind)


def _by_name(asked: str, day: date, kind: str | None) -> Place:
    held = areas()
    wanted = _forms(asked)
    kinds = (*COUNCIL_KINDS, "country") if kind is None else (kind,)
    present = [area for area in held.values() if area.kind in kinds and area.exists_on(day)]
    for form in wanted:
        own = [area for area in present if form in _own_names(area)]
        if len(own) == 1:
            return own[0].place
        if own:
            raise Refusal(f"'{asked}' names more than one area: give the code of one of {_named(own)}.")
        elsewhere = [
            area
            for area in held.values()
            if area.kind not in kinds and kind is None and area.exists_on(day) and form in _own_names(area)
        ]
        other = [held[code] for code in _other_names().get(form, ()) if held[code] in present]
        if len(other) == 1 and not elsewhere:
            return other[0].place
        if other:
            raise Refusal(f"'{asked}' names more than one area: give the code of one of {_named(other + elsewhere)}.")
        _refuse_former(asked, form, day, kinds)
        if elsewhere:
            near = _near(wanted, present)
            meant = f" Did you mean: {_named(near)}?" if near else ""
            raise Refusal(f"No council is called '{asked}', but {_named(elsewhere)} is.{meant} Give the code.")
    near = _near(wanted, present)
    if near:
        raise Refusal(
            f"No area is called '{asked}'. Did you mean: {_named(near)}? Give the full name, the code or a postcode."
        )
    raise Refusal(
        f"No area is called '{asked}'. Give an English council's full name, its code such as E10000003, or a postcode "
        "in it."
    )


def _by_postcode(asked: str, district: str, day: date) -> Place:
    found = councils_of(district, day)
    english = [each for each in found if each.is_english]
    if len(found) == 1 and english:
        return areas()[english[0].code].place
    if not english:
        raise Refusal(f"'{asked}': postcode district {district} is in {found[0].name}; only English councils are held.")
    listed = "; ".join(f"{each.name} ({each.code}, {_percent(each.share)})" for each in found)
    raise Refusal(
        f"'{asked}': postcode district {district} lies in more than one council: give the name or code of one of "
        f"{listed}."
    )


def _refuse_former(asked: str, form: str, day: date, kinds: Iterable[str]) -> None:
    """Say what became of a council that is no more, or what one that had not begun lay in."""
    held = areas()
    gone = [each for each in successions() if each.on <= day and form in _forms_of(each.former_name)]
    gone = [each for each in gone if held[each.became].kind in kinds]
    if gone:
        on = max(each.on for each in gone)
        into = {code for each in gone if each.on == on for code in became(each.became, day)}
        code = f" ({gone[-1].former})" if gone[-1].former else ""
        raise Refusal(
            f"'{asked}'{code} has not been a council since {_day(on)}; what it was is now in "
            f"{_named(held[each] for each in sorted(into))}. Ask for {'that' if len(into) == 1 else 'one of them'}."
        )
    for area in held.values():
        if area.kind in kinds and area.valid_from and area.valid_from > day and form in _own_names(area):
            then = [held[code] for code in lay_in(area.code, day)]
            raise Refusal(
                f"{area.name} ({area.code}) began on {_day(area.valid_from)}. The figures held are for the councils "
                f"of {_day(day)}, when it lay in {_named(then)}: ask for that."
            )


def _near(wanted: Iterable[str], present: Iterable[Area]) -> list[Area]:
    names: dict[str, list[Area]] = {}
    for area in sorted(present, key=lambda area: area.code):
        for name in _own_names(area):
            names.setdefault(name, []).append(area)
    form = list(wanted)[-1]
    words = set(form.split()) - _COMMON
    sharing = sorted(name for name in names if words & set(name.split()))
    close = list(dict.fromkeys(sharing + difflib.get_close_matches(form, sorted(names), n=5, cutoff=0.7)))[:8]
    return list({area.code: area for name in close for area in names[name]}.values())


@cache
def _other_names() -> Mapping[str, tuple[str, ...]]:
    """Other names in use, each with the codes it may stand for: those in force by their own dates."""
    found: dict[str, list[str]] = {}
    for row in declared_rows("other_names.csv"):
        if row["code"] not in areas():
            raise ValueError(f"other_names.csv names {row['code']}, which is not in areas.csv.")
        found.setdefault(_plain(row["name"]), []).append(row["code"])
    return {name: tuple(codes) for name, codes in found.items()}


def _own_names(area: Area) -> frozenset[str]:
    names = set(_forms_of(area.name)) if area.is_council else {_plain(area.name)}
    if area.kind == "integrated-care-board":
        names |= {name.removeprefix("nhs ").removesuffix(" integrated care board") for name in tuple(names)}
    return frozenset(names)


def _forms(asked: str) -> tuple[str, ...]:
    """Return the name as asked for, then without a council's title: each is tried in turn."""
    plain = _plain(asked)
    after = _TITLES_AFTER.sub("", plain)
    return tuple(dict.fromkeys(form for form in (plain, after, _TITLES_BEFORE.sub("", after)) if form))


def _forms_of(name: str) -> frozenset[str]:
    """Return a council's name with and without the title that ONS prints after a comma: 'Bristol, City of'."""
    return frozenset({_plain(name), _plain(re.sub(r", (?:City|County) of$", "", name))})


def _plain(name: str) -> str:
    straight = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&", " and ").replace(",", " ")
    return " ".join(straight.replace("-", " ").replace(".", " ").casefold().split())


def _named(found: Iterable[Area]) -> str:
    return "; ".join(f"{area.name} ({area.code}, {area.kind})" for area in found)


def _percent(share: float | None) -> str:
    if share is None:
        return "share not held"
    said = "under 1%" if share < 0.01 else "over 99%" if share > 0.99 else f"{share:.0%}"
    return f"{said} of its postcodes"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
