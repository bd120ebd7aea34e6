"""The same report gives the same bytes whatever the machine's time zone, language, home, fonts or hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from joinedup.documents.render import NAMES

SCRIPT = Path(__file__).parents[1] / "support" / "write_sample.py"


def _write(folder: Path, *, before: tuple[str, ...] = (), **world: str) -> dict[str, str]:
    home = folder.parent / world.get("HOME", "home")
    home.mkdir(exist_ok=True)
    keep = {name: os.environ[name] for name in ("PATH", "OPENBLAS_CORETYPE") if name in os.environ}
    command = [*before, sys.executable, str(SCRIPT), str(folder)]
    subprocess.run(command, check=True, cwd=home, env={**keep, **world, "HOME": str(home)})
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in NAMES}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("plain") / "out"
    return _write(folder, TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="0")


def test_another_zone_language_home_folder_and_hash_seed(plain: dict[str, str], tmp_path: Path) -> None:
    other = _write(
        tmp_path / "other place", TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="C", HOME="h2", PYTHONHASHSEED="7"
    )
    assert other == plain


@pytest.mark.component("unshare")
def test_no_system_fonts_at_all(plain: dict[str, str], tmp_path: Path) -> None:
    hide = 'for d in /usr/share/fonts /usr/local/share/fonts; do [ -d $d ] && mount -t tmpfs none $d; done; exec "$@"'
    without = ("unshare", "-rm", "sh", "-c", hide, "without-fonts")
    listed = subprocess.run([*without, "ls", "/usr/share/fonts"], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("lacks component unshare")
    assert listed.stdout == ""
    assert _write(tmp_path / "out", before=without, TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="0") == plain
