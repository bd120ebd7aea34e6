"""Episodes and their child records packed side by side into the rows of a flat file, under the letters rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from joinedup.county.days import Days, day
from joinedup.county.draw import Ints
from joinedup.kinds.standard import Item, Standard

CHILD_IDS = {
    "intervention": ("MODID", "M"),
    "sub_intervention_review": ("SUBMID", "S"),
    "time_in_treatment": ("TITID", "I"),
    "outcomes_profile": ("TOPID", "T"),
    "client_information_review": ("X_CIRID", "R"),
}
_ADULT_FORMS = ("AD", "TOP")


@dataclass(frozen=True, slots=True)
class ToPack:
    """One provider's episodes in the file's order, with child records whose `episode` is a row here."""

    dataset: str
    triaged: Days
    episodes: pl.DataFrame
    children: Mapping[str, pl.DataFrame]


def pack(records: ToPack, standard: Standard) -> pl.DataFrame:
    """Return the file's rows: every emitted item of the standard as text, missing where it has no value.

    An episode has as many rows as its most numerous child; its own items repeat on each.
    """
    in_force = _In(records, standard)
    children = {level: _numbered(frame, level, in_force) for level, frame in records.children.items()}
    size = len(records.episodes)
    turns = {level: _turn(frame["episode"].to_numpy(), size) for level, frame in children.items()}
    rows_of = np.max([count for _, count in turns.values()] + [np.ones(size, dtype=np.int64)], axis=0)
    first_row = np.cumsum(rows_of) - rows_of
    owner = np.repeat(np.arange(size), rows_of)

    columns: dict[str, pl.Series] = {}
    own = _blanked(records.episodes, in_force, np.arange(size))
    for name in own.columns:
        columns[name] = own[name].gather(owner)
    for level, frame in children.items():
        owners = frame["episode"].to_numpy()
        shown = _blanked(frame.drop("episode"), in_force, owners)
        at = np.full(len(owner), -1, dtype=np.int64)
        at[first_row[owners] + turns[level][0]] = np.arange(len(owners))
        where = pl.Series(at).set(pl.Series(at < 0), None)
        for name in shown.columns:
            columns[name] = shown[name].gather(where)
    return pl.DataFrame([_emitted(item, columns, len(owner)) for item in standard.items if item.is_emitted])


class _In:
    """Which items were in force at each episode's triage, for the data set of the file."""

    def __init__(self, records: ToPack, standard: Standard) -> None:
        self.triaged, self.dataset = records.triaged, records.dataset
        self.items = standard.by_header
        ids = {header: level for level, (header, _) in CHILD_IDS.items()}
        self.parents = {level: self.items[header] for header, level in ids.items()}

    def mask(self, header: str, owners: Ints) -> np.ndarray:
        """Return for the rows of `owners` (episodes) whether the item, and the record it is part of, existed."""
        item = self.items[header]
        parts: Sequence[Item] = [item] + ([self.parents[item.level]] if item.level in self.parents else [])
        triaged = self.triaged[owners]
        keep = np.ones(len(owners), dtype=np.bool_)
        for part in parts:
            keep &= np.full(len(owners), _is_for(part, self.dataset))
            if part.since is not None:
                keep &= triaged >= day(part.since.year, part.since.month, part.since.day)
            if part.until is not None:
                keep &= triaged < day(part.until.year, part.until.month, part.until.day)
        return keep


def _is_for(item: Item, dataset: str) -> bool:
    meant = [part.strip() for part in item.datasets.split(",")]
    return "All" in meant or dataset in meant or (dataset == "AD" and any(part in _ADULT_FORMS for part in meant))


def _numbered(frame: pl.DataFrame, level: str, in_force: _In) -> pl.DataFrame:
    """Return the child records that existed under the letter in force, in episode order, with their ids."""
    header, letter = CHILD_IDS[level]
    existed = frame.filter(pl.Series(in_force.mask(header, frame["episode"].to_numpy()), dtype=pl.Boolean))
    ordered = existed.sort("episode", maintain_order=True)
    number = pl.Series(np.arange(1, len(ordered) + 1)).cast(pl.String)
    return ordered.with_columns((pl.lit(letter) + number.str.zfill(7)).alias(header))


def _turn(owners: Ints, size: int) -> tuple[Ints, Ints]:
    """Return each sorted child's place within its episode, and each episode's number of children."""
    return np.arange(len(owners)) - np.searchsorted(owners, owners, side="left"), np.bincount(owners, minlength=size)


def _blanked(frame: pl.DataFrame, in_force: _In, owners: Ints) -> pl.DataFrame:
    """Return the frame with empty text missing, and missing wherever an item was not in force."""
    return frame.select(
        pl.when(pl.Series(in_force.mask(name, owners)) & (pl.col(name) != "")).then(pl.col(name)).alias(name)
        for name in frame.columns
    )


def _emitted(item: Item, columns: Mapping[str, pl.Series], size: int) -> pl.Series:
    if item.header not in columns:
        return pl.Series(item.header, [None], dtype=pl.String).new_from_index(0, size)
    return columns[item.header].alias(item.header)
