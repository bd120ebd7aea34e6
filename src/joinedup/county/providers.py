"""The providers' files: one NDTMS flat CSV each, with its sidecar."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from joinedup.county.draw import Ints
from joinedup.county.episodes import Episodes
from joinedup.county.packing import ToPack, pack
from joinedup.county.places import SERVICES, Service
from joinedup.kinds.standard import Standard

_WITHHELD = 0.03
"""Clients whose consent is withheld, as a share of a service's clients."""


@dataclass(frozen=True, slots=True)
class Records:
    """All that providers hold: items by episode and child records whose `episode` is a row of `episodes`."""

    episodes: Episodes
    items: pl.DataFrame
    children: Mapping[str, pl.DataFrame]
    person: Ints
    """Each episode's person."""


def provider_rows(
    rng: np.random.Generator, service: int, records: Records, standard: Standard, *, has_plants: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return one provider's flat rows, and which local ids it gave (episode, client_id, episode_id)."""
    rows = np.flatnonzero(records.episodes.service == service)
    # Client numbers come in an order that says nothing of who came first.
    people, client = np.unique(records.person[rows], return_inverse=True)
    withheld = round(len(people) * _WITHHELD) if has_plants else 0
    numbers = 10_001 + rng.permutation(len(people) + withheld)
    order = np.lexsort((records.episodes.start[rows], numbers[client]))
    rows, client = rows[order], client[order]
    client_id = _ids("C", numbers[client])
    episode_id = _ids("E", 100_001 + np.arange(len(rows)))
    agency = SERVICES[service].code
    items = records.items[rows].with_columns(
        client_id.alias("CLIENTID"), (pl.lit(f"{agency}-") + client_id).alias("CLIENT"), episode_id.alias("EPISODID")
    )
    to_pack = ToPack(
        SERVICES[service].dataset,
        records.episodes.start[rows],
        items,
        {level: _of(frame, rows, len(records.episodes)) for level, frame in records.children.items()},
    )
    flat = pack(to_pack, standard)
    ids = pl.DataFrame({"episode": rows, "client_id": client_id, "episode_id": episode_id})
    return _with_withheld(flat, agency, _ids("C", numbers[len(people) :])), ids


def _ids(letter: str, numbers: Ints) -> pl.Series:
    return pl.select(pl.lit(letter) + pl.Series(numbers).cast(pl.String).str.zfill(6)).to_series()


def _of(frame: pl.DataFrame, rows: Ints, size: int) -> pl.DataFrame:
    """Return the child records of episodes `rows`, with `episode` now a place in `rows`."""
    place = np.full(size, -1)
    place[rows] = np.arange(len(rows))
    own = place[frame["episode"].to_numpy()]
    return frame.with_columns(pl.Series("episode", own)).filter(pl.col("episode") >= 0)


def _with_withheld(flat: pl.DataFrame, agency: str, client_ids: pl.Series) -> pl.DataFrame:
    """Add a row for each client who has not consented: agency, client id and the flag, and nothing else."""
    if len(client_ids) == 0:
        return flat
    bare = pl.DataFrame({"AGNCY": [agency] * len(client_ids), "CLIENTID": client_ids, "CONSENT": "N"})
    return pl.concat([flat, bare], how="diagonal").sort("CLIENTID", maintain_order=True).select(flat.columns)


def write_provider(folder: Path, service: Service, flat: pl.DataFrame, covers: tuple[str, str], extract: str) -> None:
    """Write the provider's CSV (values in double quotes, missing ones blank) and its sidecar."""
    path = folder / f"ndtms_{service.code}.csv"
    flat.write_csv(path, quote_style="non_numeric", null_value="", line_terminator="\r\n")
    feed = "ndtms-adult" if service.dataset == "AD" else "ndtms-young-people"
    write_sidecar(path, service.code, service.name, feed, covers, extract, letter="R")


def write_sidecar(
    path: Path, sender: str, sender_name: str, feed: str, covers: tuple[str, str], extract: str, *, letter: str = ""
) -> None:
    """Write FILE.toml beside a file: who sends it, what it is, what it covers (half-open)."""
    lines = [
        f'sender = "{sender}"',
        f'sender_name = "{sender_name}"',
        f'feed = "{feed}"',
        *([f'letter = "{letter}"'] if letter else []),
        f"extract_on = {extract}",
        f"covers_from = {covers[0]}",
        f"covers_to = {covers[1]}",
    ]
    path.with_name(path.name + ".toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
