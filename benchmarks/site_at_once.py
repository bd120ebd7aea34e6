"""Three minutes of everything at once on the real site, on SQLite and PostgreSQL: nothing locked out, nothing mixed."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.jobs.county import write_county
from joinedup.jobs.demo import RECEIVED_ON
from joinedup.jobs.load import load

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

# After the line above: `support` is found only there; `support.site` sets Django up for the others.
import support.site  # noqa: F401
from support.postgresql import new_database, server
from support.site_at_once import PAUSE, READERS, WEB_WORKERS, Seen, at_once, empty_folders

TITLE = "The site: everything at once"
PAGE = "site-at-once"
SEED, SCALE, SECONDS = 3, 0.1, 180.0


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether nothing went wrong on either database."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_county(home / "files", seed=SEED, scale=SCALE)
        files = sorted((home / "files").glob("*.csv"))
        load(files, home / "warehouse", received_on=RECEIVED_ON, key_path=home / "key")
        found = {kind: _run(home, kind) for kind in ("SQLite", "PostgreSQL")}
    return _told(found), all(not seen.wrong and len(seen.versions) > 1 for seen in found.values())


def _run(home: Path, kind: str) -> Seen:
    folder = home / kind
    folder.mkdir()
    shutil.copytree(home / "warehouse", folder / "warehouse")
    for secret in home.glob("key*"):
        shutil.copy2(secret, folder)
    one = min((home / "files").glob("ndtms_*.csv"), key=lambda file: file.stat().st_size)
    with _databases(kind) as named:
        return at_once(folder, empty_folders(folder) | named, [one], seconds=SECONDS)


@contextmanager
def _databases(kind: str) -> Iterator[dict[str, str]]:
    if kind == "SQLite":
        yield {}
        return
    with server() as socket:
        yield {name: new_database(socket) for name in ("JOINEDUP_DATABASE", "JOINEDUP_IDENTIFIABLE_DATABASE")}


def _told(found: dict[str, Seen]) -> list[str]:
    done = sorted({what for seen in found.values() for what in seen.done})
    return [
        f"Seed {SEED}, county scale {SCALE}, {SECONDS:.0f} seconds each: {WEB_WORKERS} web workers, the worker, "
        f"{READERS} readers and 3 writers of real forms ({PAUSE} seconds between requests); beside them, each "
        "again as soon as it ends, `joinedup load`, `joinedup release` (another version each time) and "
        "`joinedup audit verify --site`.",
        "",
        f"| on | {' | '.join(done)} | versions read | went wrong |",
        f"|---|{'---:|' * (len(done) + 2)}",
        *(
            f"| {kind} | {_counts(seen, done)} | {len(seen.versions)} | {len(seen.wrong)} |"
            for kind, seen in found.items()
        ),
        "",
        "Wrong is: a page that is not there or names two released versions, a form that gets no answer or another "
        "than that it was taken, a command that fails, a fault in the log (a locked database is one), or a line "
        "of the record of acts that is not as it was written.",
        *(f"* {kind}: {wrong}" for kind, seen in found.items() for wrong in seen.wrong[:20]),
    ]


def _counts(seen: Seen, done: list[str]) -> str:
    return " | ".join(f"{seen.done[what]:,}" for what in done)
