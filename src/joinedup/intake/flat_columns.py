"""How each column of a flat file is read of its cells, in SQL, and how those that hold next to nothing are packed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.kinds.standard import LEVELS, Item, Standard

WITHOUT_CONSENT = frozenset({"AGNCY", "CLIENTID", "CONSENT"})
"""All that a row may hold where the person refused (facts 1.3)."""

_TYPES = {"date": "DATE", "whole": "BIGINT", "decimal": "DOUBLE"}
_EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `flat`: how it is read, if the file has it, and what stands for it where no row holds anything."""

    name: str
    read: str | None
    empty: str
    holds: str | None = None
    """An aggregate that is true where a row holds something; None where a value does."""
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """Cells of one level that are nearly always empty, side by side as one list, nothing where all of them are.

    Most extracts leave most columns empty, and each column that is laid out costs as much as a full one.
    """

    level: str
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the column that the list is."""
        return f"packed_{self.level}"

    @property
    def sql(self) -> str:
        """Return SQL for the list."""
        return f"CASE WHEN {_any_filled(self.cells)} THEN [{', '.join(self.cells)}] END AS {self.name}"


def packs(standard: Standard, headers: Mapping[int, str], seldom: Collection[str]) -> tuple[Pack, ...]:
    """Return the packs of the `seldom` headers: those that nothing stood under as far as the file was looked at."""
    levels: dict[str, list[str]] = {}
    for index, header in headers.items():
        if header in seldom:
            levels.setdefault(_level(standard, header), []).append(cell(index))
    return tuple(Pack(level, tuple(cells)) for level, cells in levels.items())


def cell(index: int) -> str:
    """Return the name under which the text of a file's column is read."""
    return f"c{index}"


def clean(index: int, item: Item | None, *, is_padded: bool) -> str:
    """Return SQL for a cell without blanks around it; that empty cells and NA hold nothing the reader has seen to."""
    text = f"nullif(nullif(trim({cell(index)}), ''), 'NA')" if is_padded else cell(index)
    return f"{f'upper({text})' if item and item.kind == 'code' else text} AS {cell(index)}"


def columns(standard: Standard, headers: Mapping[int, str], packed: Sequence[Pack]) -> list[Column]:
    """Return the columns of `flat`: each item typed, headers that the standard lacks, and what each level's rows say.

    `headers` are by their place in the file. Of each level: a hash of its cells, and whether any is filled; and whether
    a cell is that no consent allows.
    """
    inside = {one: f"{pack.name}[{place}]" for pack in packed for place, one in enumerate(pack.cells, start=1)}
    places = {header: inside.get(cell(index), cell(index)) for index, header in headers.items()}
    found = [one for item in standard.items for one in _item(item, places.get(item.header), inside.values())]
    extra = [place for header, place in places.items() if header not in standard.by_header]
    found += [
        Column(f"extra_{index}", place, "NULL::VARCHAR", is_packed=place in inside.values())
        for index, place in enumerate(extra)
    ]
    apart = {header: place for header, place in places.items() if place not in inside.values()}
    for level in LEVELS[1:]:
        told = [place for header, place in apart.items() if _level(standard, header) == level]
        told += [pack.name for pack in packed if pack.level == level]
        filled = f"bool_or({level}_filled)"
        found.append(Column(f"{level}_hash", f"hash({', '.join(told)})" if told else None, "0::UBIGINT", filled))
        found.append(Column(f"{level}_filled", _any_filled(told), "false", filled))
    beyond = [place for header, place in apart.items() if header not in WITHOUT_CONSENT]
    beyond += [pack.name for pack in packed]
    return [*found, Column("filled_beyond_consent", _any_filled(beyond), "false")]


def _level(standard: Standard, header: str) -> str:
    item = standard.by_header.get(header)
    return _EXTRA if item is None else "episode" if item.level == "client" else item.level


def _any_filled(places: Iterable[str]) -> str | None:
    return f"({' OR '.join(f'{place} IS NOT NULL' for place in places)})" if places else None


def _item(item: Item, place: str | None, packed: Collection[str]) -> list[Column]:
    is_packed = place in packed
    if item.kind not in _TYPES:
        return [Column(item.column, place, "NULL::VARCHAR", is_packed=is_packed)]
    read = _parse(item, place) if place else None
    unread = f"CASE WHEN {read} IS NULL THEN {place} END" if place else None
    empty = f"NULL::{_TYPES[item.kind]}"
    return [
        Column(item.column, read, empty, is_packed=is_packed),
        Column(f"{item.column}_unread", unread, "NULL::VARCHAR", is_packed=is_packed),
    ]


def _parse(item: Item, place: str) -> str:
    if item.kind == "date":
        return (  # no year before 1000: the engine knows days that Python does not
            f"CASE WHEN regexp_full_match({place}, '[1-9][0-9]{{7}}') THEN try_strptime({place}, '%Y%m%d')::DATE "
            f"WHEN regexp_full_match({place}, '[1-9][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') "
            f"THEN try_cast({place} AS DATE) END"
        )
    pattern, kind = ("-?[0-9]{1,9}", "BIGINT") if item.kind == "whole" else ("-?[0-9]{1,9}([.][0-9]{1,6})?", "DOUBLE")
    number = f"try_cast({place} AS {kind})"
    bounds = [f"regexp_full_match({place}, '{pattern}')"]
    bounds += [f"{number} >= {item.low:g}"] if item.low is not None else []
    bounds += [f"{number} <= {item.high:g}"] if item.high is not None else []
    return f"CASE WHEN {' AND '.join(bounds)} THEN {number} END"
