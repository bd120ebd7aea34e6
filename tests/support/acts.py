"""What tests do to a place in a process of its own: a process of these ends as the command would."""

import sys
from datetime import date
from pathlib import Path

from joinedup.jobs import backups
from joinedup.jobs import erase as erasing
from joinedup.jobs.check import rulebook
from support.vault_place import NOON, Place

rulebook()  # read before any process is forked from the one that has read this


def load(folder: Path, on: date, *names: str) -> None:
    """Load files of the place that lie there already."""
    place = Place(folder)
    sys.exit(place.load_files(*(folder / one for one in names), on=on, threads=1).exit_status)


def load_new(folder: Path, key: Path, warehouse: str) -> None:
    """Load the place's `a.csv` into a warehouse of this name under the folder, with this key."""
    place = Place(folder)
    place.warehouse, place.key = folder / warehouse, key
    sys.exit(place.load_files(folder / "a.csv", threads=1).exit_status)


def erase_listed(folder: Path, on: date) -> None:
    """Erase the people of the place's `list.csv`."""
    place = Place(folder)
    erasing.erase(place.warehouse, at=NOON, on=on, key_path=place.key, people=folder / "list.csv")


def erase_in_folder_of_keys(folder: Path, on: date) -> None:
    """Erase the people of `list.csv` where the keys have a folder of their own."""
    key = folder / "keys" / "key"
    erasing.erase(Place(folder).warehouse, at=NOON, on=on, key_path=key, people=folder / "list.csv")


def change_keys(folder: Path, on: date) -> None:
    """Give every sender's feed a new key."""
    erasing.erase(Place(folder).warehouse, at=NOON, on=on, change_keys=True)


def back_up(folder: Path) -> None:
    """Bring the place's `copy` up to date."""
    backups.backup(Place(folder).warehouse, folder / "copy")


def restore(folder: Path, on: date) -> None:
    """Make the warehouse `new` from the place's `copy`."""
    backups.restore(folder / "copy", folder / "new", ring=Place(folder).ring, on=on)
