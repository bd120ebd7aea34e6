"""Coverage-guided fuzzing of everything that reads what a partner sends: no crash, and every refusal a sentence.

About ten minutes with the start of each. Where atheris has no wheel (it has them for Linux), nothing is measured.
"""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

# After the line above: `support` is found only there.
from support.sound_files import sound_files, sound_secrets

TITLE = "Fuzzing: whatever the bytes, a report or a sentence"
ROOT = Path(__file__).parents[1]
SEED = 20260420
WHAT = {
    "snapshot": "a CSV's bytes, encoding, header, line ends",
    "sidecar": "what is said beside a file (TOML)",
    "agreement": "a sharing agreement (TOML)",
    "key": "the installation's key",
    "ring": "the key ring",
    "packed": "zips, gzips and what they say of themselves",
    "extract": "`check` of an NDTMS extract, its report in all forms",
    "feed": "`check` of a partner's feed",
    "table": "`check` of a shared table",
    "workbook": "`check` of a workbook",
}
CHEAP = ("snapshot", "sidecar", "agreement", "key", "ring")
"""Seconds for these are half of those for the rest, which ask an engine or a process of its own."""
_STOPPED = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to: inputs tried, corpus at its end, branches reached, and why it stopped early, if it did."""

    executions: int
    corpus: int
    covered: int
    crash: str
    seeds: int


def is_possible() -> bool:
    """Return whether atheris is on this machine."""
    return importlib.util.find_spec("atheris") is not None


def write_seeds(folder: Path) -> dict[str, Path]:
    """Write the corpus that each run begins from; return its folders by the run's name."""
    (folder / "made").mkdir()
    files, secrets = sound_files(folder / "made"), sound_secrets(folder / "made")
    held = {name: [secrets[name]] for name in ("agreement", "key", "ring")}
    held |= {name: [files[name].content] for name in ("extract", "feed", "table", "workbook")}
    held["snapshot"] = [files[name].content for name in ("extract", "feed", "table")]
    held["sidecar"] = [one.said for one in files.values()]
    held["packed"] = [files[name].content for name in ("zip", "gzip", "workbook")]
    for name, contents in held.items():
        (folder / name).mkdir()
        for number, content in enumerate(contents):
            (folder / name / f"seed-{number}").write_bytes(content)
    return {name: folder / name for name in held}


def fuzz(name: str, corpus: Path, *, seconds: int = 0, runs: int = -1) -> Run:
    """Fuzz one reader from a corpus for so many seconds (0: without a limit) or executions; return what came of it."""
    seeds = len(list(corpus.iterdir()))
    with tempfile.TemporaryDirectory() as artifacts:
        limits = (f"-max_total_time={seconds}", f"-runs={runs}", f"-seed={SEED}", "-max_len=20000", "-timeout=300")
        options = (*limits, "-rss_limit_mb=4096", "-print_final_stats=1", f"-artifact_prefix={artifacts}/")
        command = [sys.executable, "-m", "benchmarks.fuzzing_target", name, *options, str(corpus)]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=False, env=os.environ | {"PYTHONHASHSEED": "0"}
        )
    said = (done.stdout + done.stderr).decode(errors="replace")
    if "libFuzzer: run interrupted" in said or -done.returncode in _STOPPED:
        raise InterruptedError(f"The run of {name} was stopped from outside: measure again.")
    tried = re.findall(r"#(\d+)\s", said)
    covered = re.findall(r"cov: (\d+)", said)
    crash = "" if done.returncode == 0 else _crash(said)
    size = len(list(corpus.iterdir()))
    return Run(max(map(int, tried), default=0), size, max(map(int, covered), default=0), crash, seeds)


def _crash(said: str) -> str:
    told = re.search(r"Uncaught Python exception: ===\s*(.+)|^(\w+Error: .+)", said, re.MULTILINE)
    return (told[1] or told[2]).strip() if told else said[-300:]


def measure(seconds: int = 20) -> tuple[list[str], bool]:
    """Return printed lines and whether nothing crashed; `seconds` for each reader that asks an engine."""
    if not is_possible():
        return [], True
    lines = [
        f"Seed {SEED}. Each reader is given bytes that atheris makes from small sound files (all invented) and from "
        "whatever has reached new branches of our own modules. Anything but a report or a Refusal is a crash; so are a "
        "sentence that does not end, does not name the file or is too long, and a value of the planted person in any "
        "form of a report.",
        "",
        "| read | seconds | executions | seeds | corpus at the end | branches | crashes |",
        "|---|---|---|---|---|---|---|",
    ]
    crashes = []
    with tempfile.TemporaryDirectory() as name:
        for target, corpus in write_seeds(Path(name)).items():
            spent = seconds // 2 if target in CHEAP else seconds
            run = fuzz(target, corpus, seconds=spent)
            crashes += [f"{target}: {run.crash}"] if run.crash else []
            lines.append(
                f"| {WHAT[target]} | {spent} | {run.executions:,} | {run.seeds} | {run.corpus} | {run.covered} "
                f"| {1 if run.crash else 0} |"
            )
            print(lines[-1], flush=True)
    lines += ["", f"Crashes: {len(crashes)}.", *(f"* {one}" for one in crashes)]
    return lines, not crashes
