"""A folder with a warehouse, its key and its ring, to load small extracts into and look at what is left."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from joinedup.jobs.load import LoadReport, load
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import open_warehouse
from support.agreements import AGREEMENT, fields_of, real_row
from support.extract import HEADERS, SIDECAR, row, write_extract

RECEIVED = date(2026, 4, 20)
NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
SHARING = AGREEMENT.replace("fields = [", 'fields = [{name = "SHOE", why = "a column that nobody knows"}, ', 1)
SHARED = (("ndtms-adult", fields_of("ndtms-adult")),)
GRANT = Grant("county-2026", "needs-assessment", ("ndtms-adult",), NOON, None, shared=SHARED)


# Three who are told apart by what they take.
THEM = {"EPISODID": "e1", "CLIENTID": "c1", "FINITIAL": "P", "DRUG1": "3201"}
OTHER = {"EPISODID": "e2", "CLIENTID": "c2", "FINITIAL": "Q", "DRUG1": "7000"}
THIRD = {"EPISODID": "e3", "CLIENTID": "c3", "FINITIAL": "R", "DRUG1": "2102"}


class Place:
    """The warehouse of one test; `is_real` ones take rows under codes that are not reserved, and an agreement."""

    def __init__(self, folder: Path, *, is_real: bool = False):
        folder.mkdir(exist_ok=True)
        self.folder, self.warehouse, self.key = folder, folder / "w", folder / "key"
        self.ring = folder / "key.ring"
        self.is_real = is_real
        (folder / "agreement.toml").write_text(SHARING)

    def copied_to(self, folder: Path) -> "Place":
        """Return a copy of the whole place in `folder`, in place of what is there; its paths are its own."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        copy = Place(folder, is_real=self.is_real)
        for name in ("vault.json", "backups.json"):
            if (copy.warehouse / name).exists():
                said = (copy.warehouse / name).read_text()
                (copy.warehouse / name).write_text(said.replace(str(self.folder), str(folder)))
        return copy

    def extract(self, rows, *, on: date = RECEIVED, name: str = "a.csv", sender: str = "X0001") -> Path:
        """Write rows (what matters of them) as an extract of a sender taken on a day."""
        make = real_row if self.is_real else row
        said = dict(SIDECAR) | {"sender": f'"{sender}"', "extract_on": on.isoformat()}
        made = [one if one.get("CONSENT") == "N" else make(AGNCY=sender, **one) for one in rows]
        return write_extract(self.folder / name, made, headers=(*HEADERS, "SHOE"), sidecar=said)

    def load(self, rows, *, on: date = RECEIVED, **more: Any) -> LoadReport:
        """Load rows as the extract of a sender, taken and received on a day."""
        named = {key: more.pop(key) for key in ("name", "sender") if key in more}
        return self.load_files(self.extract(rows, on=on, **named), on=on, **more)

    def load_files(self, *files: Path, on: date = RECEIVED, **more: Any) -> LoadReport:
        """Load files received on a day."""
        options = {"agreement": self.folder / "agreement.toml"} if self.is_real else {}
        return load(files, self.warehouse, received_on=on, key_path=self.key, **(options | more))

    def read(self, table: str = "episode", grant: Grant | None = GRANT, **which: Any) -> list[dict[str, Any]]:
        """Return a table's rows."""
        opened = open_warehouse(self.warehouse, grant=grant, threads=1, **which)
        try:
            return opened.table(table).to_pyarrow().to_pylist()
        finally:
            opened.close()

    def drugs(self, **which: Any) -> list[str]:
        """Return the main substances of the episodes read, sorted: tests tell people apart by them."""
        return sorted(one["drug1"] for one in self.read(**which))
