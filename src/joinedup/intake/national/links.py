"""Look-ups from area to area as rows of the LOOKUP contract, from tables whose columns name level and year.

Such a table has one row a smallest area and columns like `ltla24_code`, `ltla24_name`: the level and the year whose
areas these are. Next year's has other years and is read the same way.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import conform
from joinedup.kinds.area import Area

_CODE = re.compile(r"[A-Z]\d{8}")


@dataclass(frozen=True, slots=True)
class Link:
    """One area in another: `share` of the part is in the whole; None where it is cut and the shares are not printed."""

    part: str
    part_name: str | None
    part_kind: str
    whole: str
    whole_name: str | None
    whole_kind: str
    share: float | None


def lookup(links: Sequence[Link], on: date | None, source: str) -> pa.Table:
    """Return the LOOKUP table, sorted by kind and code of part and whole."""
    ordered = sorted(links, key=lambda link: (link.part_kind, link.part, link.whole_kind, link.whole))
    names = ("part", "part_name", "part_kind", "whole", "whole_name", "whole_kind", "share")
    columns = {name: [getattr(link, name) for link in ordered] for name in names}
    return conform("lookup", columns | {"on": [on] * len(ordered), "source": [source] * len(ordered)})


def council_kind(code: str) -> str:
    """Return the kind of a council by its ONS code."""
    return "district" if code.startswith("E07") else "upper-tier"


def of_kind(kind: str) -> Callable[[str], str]:
    """Return a function that gives one kind for every code."""
    return lambda _code: kind


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a look-up: how its columns start, and the kind of area by its code.

    `stem` ends in a year where the level has one of its own (`lsoa21`: small areas of the 2021 census); else the year
    that follows it in the header is that of the look-up.
    """

    stem: str
    kind: Callable[[str], str]

    def columns(self, header: tuple[str, ...]) -> tuple[int, int, int | None] | None:
        """Return where code and name stand, and the year's two digits; None unless there is exactly one of each."""
        year = "" if self.stem[-1].isdigit() else r"(\d\d)"
        codes = [
            (i, found) for i, name in enumerate(header) if (found := re.fullmatch(f"{self.stem}{year}_code", name))
        ]
        if len(codes) != 1:
            return None
        at, found = codes[0]
        name = found[0].removesuffix("code") + "name"
        return (at, header.index(name), int(found[1]) if year else None) if name in header else None


@dataclass(frozen=True, slots=True)
class Look:
    """What a look-up declares: its levels, the smallest first, and which lies in which."""

    slug: str
    title: str
    levels: tuple[Level, ...]
    pairs: tuple[tuple[str, str], ...]
    """Stems of part and whole."""
    told_by: tuple[str, ...]
    """Stems that together no other look-up has."""
    keys: int = 1
    """How many of the first levels' codes together stand in one row only."""
    beside: str = r"(?!)"
    """A pattern of columns that may stand beside and are not read."""

    def matches(self, header: tuple[str, ...]) -> bool:
        """Return whether a header has columns of the levels that tell this look-up, of any years."""
        return all(any(re.match(rf"{stem}(\d\d)?_", name) for name in header) for stem in self.told_by)

    def parse(self, sheet: Sheet, _areas: Mapping[str, Area]) -> National:
        """Return the links; refuse other columns, what is no code, an area twice and a code with two names."""
        found = {level.stem: level.columns(sheet.header) for level in self.levels}
        at = {stem: columns for stem, columns in found.items() if columns is not None}
        years = sorted({year for _, _, year in at.values() if year is not None})
        read = {index for code, name, _ in at.values() for index in (code, name)}
        other = [
            column
            for index, column in enumerate(sheet.header)
            if index not in read and not re.fullmatch(self.beside, column)
        ]
        if other or len(at) < len(self.levels) or not years:
            wanted = ", ".join(f"{level.stem}{'' if level.stem[-1].isdigit() else 'YY'}_code" for level in self.levels)
            raise Refusal(
                f"{sheet.file}, row 1: found {listed(other or sheet.header)}; allowed are {wanted} with their names "
                "(YY: the year)."
            )
        year = 2000 + years[-1]
        links = self._links(sheet, {stem: (code, name) for stem, (code, name, _) in at.items()})
        return National(
            {"lookup": lookup(links, date(year, 1, 1), f"{self.title}, {year}")},
            sender=f"{self.slug}-{year}",
            sender_name=f"{self.title}, {year}",
            feed="lookup",
            covers=Period.years(year),
            released_on=None,
            notes=_cut(links),
        )

    def _links(self, sheet: Sheet, at: Mapping[str, tuple[int, int]]) -> list[Link]:
        names: dict[tuple[str, str], str] = {}
        wholes: dict[tuple[str, str], dict[str, set[str]]] = {pair: {} for pair in self.pairs}
        seen: dict[tuple[str, ...], int] = {}
        for number, cells in sheet.rows:
            codes = {}
            for stem, (code_at, name_at) in at.items():
                code, name = cells[code_at], cells[name_at]
                if not _CODE.fullmatch(code):
                    sheet.refuse(number, sheet.header[code_at], code, "an ONS area code: a letter and eight digits")
                if names.setdefault((stem, code), name) != name:
                    sheet.refuse(
                        number, sheet.header[name_at], name, f"the name {code} had above, '{names[stem, code]}'"
                    )
                codes[stem] = code
            key = tuple(codes[level.stem] for level in self.levels[: self.keys])
            if key in seen:
                raise Refusal(
                    f"{sheet.file}, row {number}: found {' in '.join(key)} again (first in row {seen[key]}); "
                    "each may have one row."
                )
            seen[key] = number
            for part, whole in self.pairs:
                wholes[part, whole].setdefault(codes[part], set()).add(codes[whole])
        kinds = {level.stem: level.kind for level in self.levels}
        return [
            Link(
                part=code,
                part_name=names[part, code],
                part_kind=kinds[part](code),
                whole=into,
                whole_name=names[whole, into],
                whole_kind=kinds[whole](into),
                share=1.0 if len(found) == 1 else None,
            )
            for (part, whole), by_part in wholes.items()
            for code, found in by_part.items()
            for into in found
        ]


def reader(look: Look, *, origin: str, cadence: str) -> Reader:
    """Return the reader of a look-up, of whichever year."""
    return Reader(
        slug=look.slug,
        title=look.title,
        publisher="Office for National Statistics (ONS)",
        origin=origin,
        licence="Open Government Licence v3.0",
        cadence=cadence,
        encoding="cp1252",
        markers={},
        shape="one row an area: its code and name and those of what it lies in, the year in each column's name",
        gives=("lookup",),
        matches=look.matches,
        parse=look.parse,
    )


def _cut(links: Sequence[Link]) -> tuple[str, ...]:
    """Return a sentence on the areas that lie in more than one, where nothing printed says in what shares."""
    cut: dict[tuple[str, str], set[str]] = {}
    for link in links:
        if link.share is None:
            cut.setdefault((link.part_kind, link.whole_kind), set()).add(link.part)
    return tuple(
        f"Of the kind {part}, {len(parts)} lie{'s' if len(parts) == 1 else ''} in more than one {whole}; "
        "the shares are not printed."
        for (part, whole), parts in sorted(cut.items())
    )
