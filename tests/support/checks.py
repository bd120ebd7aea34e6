"""Run every check and list all that fail, so that one run shows everything there is to mend."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "style": ["ruff", "check", "--quiet", "."],
    "layout": ["ruff", "format", "--check", "--quiet", "."],
    "types": ["mypy"],
    "arrows": ["lint-imports"],
    "quick tests": [
        "pytest",
        "-q",
        "-n",
        "auto",
        "-p",
        "no:cacheprovider",
        "tests/architecture",
        "tests/unit",
        "tests/spec",
    ],
}


def main() -> int:
    failed = []
    for name, command in CHECKS.items():
        run = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{'ok    ' if run.returncode == 0 else 'FAILED'} {name}", flush=True)
        if run.returncode != 0:
            failed.append(name)
            print(run.stdout + run.stderr, flush=True)
        elif name == "quick tests":
            print(run.stdout.strip().splitlines()[-1], flush=True)
    print("All checks passed." if not failed else f"To mend: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
