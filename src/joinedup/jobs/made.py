"""What a run over many councils has made so far, kept so that a run that was killed can go on."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from joinedup.claims.recheck import recheck_file
from joinedup.core.cells import plain_text
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.documents.render import refuse_strange
from joinedup.jobs.holdings import Holding

TABLE = "councils.csv"
"""The table of results: written last, so that it is there only after a whole run."""

_RECORDS = ".made"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one council: the files in its folder, or the reason why there are none.

    `sections` holds slug, heading, how many claims say something and how many were asked for; `faults` what a second
    reading of the ledger found to break the rules of practice.
    """

    code: str
    name: str
    folder: str
    reason: str = ""
    claims: int = 0
    sections: tuple[tuple[str, str, int, int], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Name and sha256 of each file made."""
    faults: tuple[str, ...] = ()

    @property
    def supported(self) -> tuple[str, ...]:
        """Slugs of the sections that say something."""
        return tuple(slug for slug, _, told, _ in self.sections if told)


def made_of(place: Place, paths: Iterable[Path], claims: int, holdings: Iterable[Holding]) -> Made:
    """Return the record of files that have just been written, their ledger read anew."""
    paths = tuple(paths)
    sections = tuple((one.slug, one.heading, one.told, one.asked) for one in holdings)
    files = tuple((path.name, _sha256(path)) for path in paths)
    faults = tuple(str(fault) for path in paths if path.name == "claims.json" for fault in recheck_file(path))
    return Made(place.code, place.name, folder_of(place), claims=claims, sections=sections, files=files, faults=faults)


def folder_of(place: Place) -> str:
    """Return the name of a council's folder: its code, then its name in plain letters."""
    return f"{place.code}-{re.sub('[^a-z0-9]+', '-', place.name.casefold()).strip('-')}"


def key_of(*parts: object) -> str:
    """Return what tells one run's inputs from another's."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


class Record:
    """The folder of a run: one folder a council, what is known of each, and the table once all are done."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._records = out / _RECORDS

    def refuse_strange(self) -> None:
        """Refuse a folder that no such run has written: it may hold somebody's work."""
        if self.out.is_symlink() or (self.out.exists() and not self.out.is_dir()):
            raise Refusal(f"'{self.out}' is not a folder: name a new folder for the councils' folders.")
        if self.out.exists() and not self._records.is_dir() and (found := sorted(self.out.iterdir())):
            raise Refusal(f"'{self.out}' holds '{found[0].name}', which no run over councils wrote: name a new folder.")

    def begin(self) -> None:
        """Make the folder, and take away the table of an earlier run."""
        self._records.mkdir(parents=True, exist_ok=True)
        (self.out / TABLE).unlink(missing_ok=True)

    def held(self, code: str, key: str) -> Made | None:
        """Return what an earlier run with the same inputs made of a council, if its files are as it left them."""
        path = self._records / f"{code}.json"
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said.pop("key") != key:
                return None
            pairs = {name: tuple(map(tuple, said[name])) for name in ("sections", "files")}
            made = Made(**{**said, **pairs, "faults": tuple(said["faults"])})
        except (FileNotFoundError, ValueError, KeyError, TypeError):  # none, or torn by a kill: made anew
            return None
        folder = self.out / made.folder
        is_whole = all((folder / name).is_file() and _sha256(folder / name) == sha for name, sha in made.files)
        return made if is_whole else None

    def keep(self, made: Made, key: str) -> None:
        """Note what became of a council; where nothing was made, an earlier run's files of it go."""
        folder = self.out / made.folder
        if made.reason and folder.exists():
            refuse_strange(folder)
            shutil.rmtree(folder)
        partial = self._records / f".{made.code}.part"
        partial.write_text(json.dumps({"key": key, **asdict(made)}, ensure_ascii=False, indent=1), encoding="utf-8")
        partial.rename(self._records / f"{made.code}.json")

    def finish(self, made: Iterable[Made]) -> Path:
        """Write the table of results: one row a council, one column a section with how many of its claims speak."""
        rows = tuple(made)
        slugs = tuple(dict.fromkeys(slug for one in rows for slug, *_ in one.sections))
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(("code", "name", "made", "reason", "folder", "claims", "faults", *slugs))
        for one in rows:
            told = {slug: number for slug, _, number, _ in one.sections}
            is_made = "no" if one.reason else "yes"
            folder = "" if one.reason else one.folder
            numbers = (told.get(slug, 0) for slug in slugs)
            words = map(plain_text, (one.code, one.name, is_made, one.reason, folder))
            table.writerow((*words, one.claims, len(one.faults), *numbers))
        partial = self._records / ".table.part"
        partial.write_text(text.getvalue(), encoding="utf-8", newline="")
        partial.rename(self.out / TABLE)
        return self.out / TABLE


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
