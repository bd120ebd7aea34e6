"""A drop folder with its senders and agreements, and small files to put into it."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from joinedup.definitions.catalogue import feeds
from joinedup.jobs.watch import Desk, watch
from support.agreements import COUNCIL, SERVICE, whole_toml
from support.extract import SIDECAR, row, write_extract

FEED = feeds()["police-seizures"]
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SENDERS = """
[[senders]]
code = "X0001"
feeds = ["ndtms-adult"]
agreement = "county-2026"
[[senders]]
code = "X0103"
feeds = ["police-seizures"]
agreement = "county-2026"
[[senders]]
code = "X0104"
feeds = ["police-seizures"]
agreement = "lapsed"
[[senders]]
code = "X0105"
feeds = ["police-seizures"]
agreement = "never-made"
"""
AGREEMENT = f"""
id = "ID"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult", "police-seizures"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2026-04-01
valid_to = UNTIL
{whole_toml("ndtms-adult", "police-seizures")}parties = [
  {{name = "County council", role = "controller", signatory = "Senior information risk owner", {COUNCIL}}},
  {{name = "Recovery service", role = "joint controller", signatory = "Caldicott guardian", {SERVICE}}},
]
"""


class Drop:
    """The drop folder of one test: what is in it, and runs of `watch` with a clock and a wait of the test's own."""

    def __init__(self, home: Path) -> None:
        self.home = self.folder = home
        self.drop, self.warehouse, self.agreements = home / "drop", home / "w", home / "agreements"
        self.key = home / "key"
        self.said: list[str] = []
        if self.agreements.exists():
            return
        self.agreements.mkdir(parents=True)
        (self.agreements / "senders.toml").write_text(SENDERS)
        for name, until in (("county-2026", "2026-07-01"), ("lapsed", "2026-05-04T11:00:00Z")):
            (self.agreements / f"{name}.toml").write_text(AGREEMENT.replace("ID", name, 1).replace("UNTIL", until))
        for sender in ("X0001", "X0103", "X0104", "X0105", "stranger"):
            (self.drop / sender / "in").mkdir(parents=True)
        (self.drop / "watch.lock").touch()

    def inbox(self, sender: str = "X0103") -> Path:
        return self.drop / sender / "in"

    def seizures(self, name: str = "a.csv", *, of: str = "X0103", many: int = 4, month: int = 1, **said: str) -> Path:
        """Put a month's counts into a sender's folder; `said` replaces what its sidecar says."""
        path = self.inbox(of) / name
        rows = [f"2026-{month:02d}-01,X06000001,crack,{many},{10 * many}"]
        path.write_text("\n".join((",".join(FEED.headers), *rows)) + "\n", encoding="utf-8")
        telling = {"sender": f'"{of}"', "feed": '"police-seizures"', "extract_on": "2026-05-01"}
        telling |= {"covers_from": f"2026-{month:02d}-01", "covers_to": f"2026-{month + 1:02d}-01"} | said
        path.with_name(f"{name}.toml").write_text("".join(f"{key} = {value}\n" for key, value in telling.items()))
        return path

    def extract(self, *rows: dict[str, str], name: str = "people.csv", on: str = "2026-05-01") -> Path:
        """Put an extract into the folder of the service that sends them."""
        sidecar = dict(SIDECAR) | {"extract_on": on}
        return write_extract(self.inbox("X0001") / name, [row(**one) for one in rows], sidecar=sidecar)

    def desk(self, *, at: datetime = NOON, between: Callable[[], None] = lambda: None, looks: int = 1, **more) -> Desk:
        """Return a desk whose clock stands still and whose waits do `between` and end after so many looks."""
        left = [looks]

        def wait(seconds: float) -> bool:
            if seconds:
                between()
                left[0] -= 1
            return left[0] >= 0

        return Desk(
            self.drop, self.warehouse, self.agreements, lambda: at, wait, self.said.append, self.key, threads=1, **more
        )

    def watch(self, **how) -> list[str]:
        """Look twice; return what was said."""
        self.said.clear()
        watch(self.desk(**how), every=5, once=True)
        return self.said

    def entries(self, sender: str, part: str) -> list[Path]:
        """Return the folders of items in a sender's `done` or `returned`, or in its `quarantine`."""
        home = self.drop / "quarantine" / sender if part == "quarantine" else self.drop / sender / part
        return sorted(home.iterdir()) if home.exists() else []

    def whereabouts(self, content: bytes) -> list[str]:
        """Return every file under the home that holds these bytes, compressed or not, by its place."""
        found = []
        for path in self.home.rglob("*"):
            if path.is_file() and not path.is_symlink():
                held = path.read_bytes()
                if content in (gzip.decompress(held) if path.suffix == ".gz" else held):
                    found.append(str(path.relative_to(self.home)))
        return sorted(found)

    def receipt(self, entry: Path) -> dict:
        return json.loads((entry / "receipt.json").read_text())


def run_once(home: Path) -> None:
    """Look twice in a process of its own."""
    Drop(home).watch()
