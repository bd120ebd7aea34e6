"""Components from outside Python: a test that needs one is skipped without it, or fails where all must be present."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Component:
    """A program by the names it goes under, how to get it, and where it may lie that no path leads to."""

    programs: tuple[str, ...]
    install: str
    elsewhere: str = "nowhere"

    @property
    def path(self) -> str | None:
        folders = [None, *sorted(map(str, Path("/").glob(self.elsewhere)), reverse=True)]
        asked = [(name, folder) for folder in folders for name in self.programs]
        return next((found for name, folder in asked if (found := shutil.which(name, path=folder))), None)


COMPONENTS = {
    "chromium": Component(("chromium", "chromium-browser", "google-chrome"), "apt-get install chromium"),
    "libreoffice": Component(("soffice",), "apt-get install libreoffice-writer libreoffice-impress"),
    "poppler": Component(("pdftoppm",), "apt-get install poppler-utils"),
    "unshare": Component(("unshare",), "apt-get install util-linux"),
    "postgresql": Component(("initdb",), "apt-get install postgresql", elsewhere="usr/lib/postgresql/*/bin"),
}
_LACKS = "lacks component "


def need(item: pytest.Item) -> None:
    """Skip a test whose component is absent; fail it where JOINEDUP_COMPLETE says that all are present."""
    for marker in item.iter_markers("component"):
        name = marker.args[0]
        if COMPONENTS[name].path is not None:
            continue
        if os.environ.get("JOINEDUP_COMPLETE") == "1":
            pytest.fail(f"{_LACKS}{name}, and JOINEDUP_COMPLETE=1 says that every component is here", pytrace=False)
        pytest.skip(f"{_LACKS}{name}")


def lines_of(skipped: Iterable[Any]) -> list[str]:
    """Return one line for each component that skipped tests lacked: how many tests, and how to install it."""
    counts: dict[str, int] = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        name = reason.rpartition(_LACKS)[2] if _LACKS in reason else ""
        if name in COMPONENTS:
            counts[name] = counts.get(name, 0) + 1
    return [f"{name}: {counts[name]} not run; to run: {COMPONENTS[name].install}" for name in sorted(counts)]
