"""How fast the site's commonest pages are, beside a bare view and one that reads a session and writes a line."""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.site_load import ask
from joinedup.jobs.county import write_county
from joinedup.jobs.demo import AREAS, DATED_ON, RECEIVED_ON
from joinedup.jobs.load import load
from joinedup.jobs.releasing import release
from joinedup.shelf import places
from joinedup.shelf.reading import Version, open_version

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

# After the line above: `support` is found only there.
from support.serving import free_port, wait_for

TITLE = "The site: how fast its commonest pages are"
PAGE = "site-speed"
SEED, SCALE, ROUNDS, WORKERS = 1, 10.0, 5, 2
TIMES = {1: 40, 10: 200, 50: 300}
"""Users at once, and how many requests they make together in one round."""
BARE, LINE = "/bench/bare", "/bench/line"
MOST_BARE, MOST_LINE, AT = 30, 3, 10
ROOT = Path(__file__).parents[1]
Times = dict[tuple[str, int], list[tuple[float, float, float]]]


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether both goals held."""
    with tempfile.TemporaryDirectory() as name:
        released = Path(os.environ.get("JOINEDUP_BENCHMARK_RELEASED") or _released(Path(name)))
        version = open_version(released)
        paths = pages(version)
        with serving(Path(name), released) as (port, cookies):
            found = _rounds(port, cookies, [BARE, LINE, *paths])
    return _told(found, paths, version)


def pages(version: Version) -> list[str]:
    """Return the addresses of the ten commonest pages: of each kind the longest that the release holds."""
    sizes = {one.path: one.size for one in version.manifest.files}
    sheet = max((path for path in sizes if path.startswith("indicators/")), key=sizes.__getitem__)
    claim = json.loads(version.read(max((path for path in sizes if path.startswith("claims/")), key=sizes.__getitem__)))
    code = max((path for path in sizes if path.startswith("areas/")), key=sizes.__getitem__)
    assert places.claim_of(claim["claim_id"]) in sizes
    return [
        *("/", "/help", "/services", "/evidence", "/evidence/indicators"),
        f"/evidence/{sheet.removesuffix('.json')}",
        f"/evidence/{code.removesuffix('.json')}",
        f"/evidence/claims/{claim['claim_id']}",
        *("/evidence/documents", "/desk"),
    ]


def _released(folder: Path) -> Path:
    write_county(folder / "files", seed=SEED, scale=SCALE)
    files = [*sorted((folder / "files").glob("*.csv")), *sorted((folder / "files" / "feeds").glob("*.csv"))]
    load(files, folder / "warehouse", received_on=RECEIVED_ON, key_path=folder / "key")
    release(folder / "warehouse", folder / "released", areas=AREAS, year="2021/22", dated_on=DATED_ON)
    return folder / "released"


@contextmanager
def serving(folder: Path, released: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Serve the site as `joinedup serve` does, on SQLite; hand back the port and the cookie of who has signed in."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.site_settings",
        "JOINEDUP_SECRET_KEY": "not a secret, and long enough to be one: a benchmark's",
        "JOINEDUP_DATA": str(folder / "site"),
        "JOINEDUP_RELEASED": str(released),
    }
    (folder / "site").mkdir()
    command, port = [sys.executable, "-m", "benchmarks.site_server"], free_port()
    prepared = subprocess.run(
        [*command, "prepare"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    cookies = {"session": prepared.stdout.strip().splitlines()[-1]}
    served = subprocess.Popen(
        [*command, "serve", str(port), str(WORKERS)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", served)
        _refuse_not_signed_in(port, cookies)
        yield port, cookies
    finally:
        served.terminate()
        served.wait()


def _refuse_not_signed_in(port: int, cookies: Mapping[str, str]) -> None:
    asked = urllib.request.Request(f"http://localhost:{port}/desk", headers={"Cookie": f"session={cookies['session']}"})
    with urllib.request.urlopen(asked) as response:
        if not response.url.endswith("/desk"):
            raise RuntimeError("Nobody is signed in, so the pages would not be those that people see.")


def _rounds(port: int, cookies: Mapping[str, str], paths: list[str]) -> Times:
    found: Times = {}
    order = random.Random(SEED)
    for path in paths:  # what is read or built once is not measured
        ask(port, path, users=4, times=16, cookies=cookies)
    for _ in range(ROUNDS):
        for users, times in TIMES.items():
            for path in order.sample(paths, len(paths)):
                spent = sorted(ask(port, path, users=users, times=times, cookies=cookies))
                found.setdefault((path, users), []).append(_percentiles(spent))
    return found


def _percentiles(spent: list[float]) -> tuple[float, float, float]:
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def _told(found: Times, paths: list[str], version: Version) -> tuple[list[str], bool]:
    middle = {
        key: tuple(statistics.median(one[place] for one in rounds) for place in range(3))
        for key, rounds in found.items()
    }
    lines = [
        f"Seed {SEED}, county ×{SCALE:g}, released as version {version.number}: {len(version.manifest.files):,} files. "
        f"SQLite, {WORKERS} workers of 4 threads as `joinedup serve` starts them, on {os.cpu_count()} cores that the "
        f"asking program shares. Signed in as an analyst. Medians of {ROUNDS} rounds, pages in a new order each; "
        f"{', '.join(f'{times} requests by {users}' for users, times in TIMES.items())} users at once.",
        "",
        "*Bare* returns a constant page under the site's own middleware; *line* reads one session and writes one line "
        "of the record of acts. A page's ratio is its 95th percentile over theirs, with as many users.",
        "",
        "| page | users | p50 ms | p95 ms | p99 ms | over bare | over line |",
        "|---|---|---|---|---|---|---|",
    ]
    worst = {BARE: 0.0, LINE: 0.0}
    for path in (BARE, LINE, *paths):
        for users in TIMES:
            p50, p95, p99 = (1000 * one for one in middle[path, users])
            over = {base: p95 / 1000 / middle[base, users][1] for base in (BARE, LINE)}
            if users == AT and path in paths:
                worst = {base: max(worst[base], over[base]) for base in worst}
            lines.append(
                f"| `{path.partition('@')[0]}` | {users} | {p50:.1f} | {p95:.1f} | {p99:.1f} "
                f"| {over[BARE]:.1f} | {over[LINE]:.1f} |"
            )
    holds = worst[BARE] <= MOST_BARE and worst[LINE] <= MOST_LINE
    lines += ["", f"Load of the machine at the end, of everything that ran on it: {os.getloadavg()[0]:.1f}."]
    lines += [
        "",
        f"Goals, with {AT} users: within {MOST_BARE} times bare (the slowest page: {worst[BARE]:.1f}) and within "
        f"{MOST_LINE} times line (the slowest: {worst[LINE]:.1f}): {'held' if holds else 'not held'}.",
    ]
    return lines, holds
