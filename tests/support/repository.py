"""What the architecture tests look at: the repository's own files, as git would list them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "joinedup"
_GENERATED = {".venv", ".git", "__pycache__", "demo", "build", ".hypothesis"}


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file of the repository that is or could be committed, sorted; not what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:  # an unpacked archive without its history
        paths = [path for path in ROOT.rglob("*") if not _GENERATED & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def modules() -> tuple[Path, ...]:
    """Return every Python module of the package."""
    return tuple(path for path in repository_files() if path.suffix == ".py" and path.is_relative_to(SOURCE))


def named(path: Path) -> str:
    """Return a file's path inside the repository, for messages."""
    return path.relative_to(ROOT).as_posix()
