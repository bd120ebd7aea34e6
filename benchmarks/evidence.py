"""Run the long measurements and write each to docs/evidence/ with commit, seed and counts.

`make evidence` runs all; `python -m benchmarks.evidence false_alarms` runs one. Long: up to an hour in all.
"""

import importlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = (
    "targets",
    "false_alarms",
    "faults",
    "loads",
    "main_job",
    "intake",
    "fuzzing",
    "statistics",
    "coverage",
    "published",
    "site",
    "site_at_once",
)


def commit() -> str:
    """The commit measured, marked where files differ from it."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return described.stdout.strip()


def main(parts: tuple[str, ...]) -> int:
    folder = ROOT / "docs" / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    for part in parts:
        module = importlib.import_module(f"benchmarks.{part}")
        print(f"{part}: {module.__doc__.splitlines()[0]}", flush=True)
        lines, holds = module.measure()
        if not lines:
            print("Not measured: what it reads is not on this machine. The page of the last measurement stays.")
            continue
        pages = {getattr(module, "PAGE", part.replace("_", "-")): (module.TITLE, lines)}
        pages |= module.more_pages() if hasattr(module, "more_pages") else {}
        for page, (title, told) in pages.items():
            text = "\n".join([f"# {title}", "", f"Commit {commit()}.", "", *told, ""])
            (folder / f"{page}.md").write_text(text, encoding="utf-8")
        print("\n".join(lines), flush=True)
        if not holds:
            failed.append(part)
    print("Everything held." if not failed else f"Did not hold: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PARTS))
