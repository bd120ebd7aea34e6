"""Ask whether a fault is known of any part that the site is installed with; to be run while there is a network.

Ends with 1 where one is. pip-audit asks for the very version. Where that is not answered, the part's own page in the
register is asked, which tells the known faults of the latest version, and of each version whether its makers took it
back. What nobody answered is counted and ends with 0: a machine without a register must still be able to build.
"""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
LOCKS = ("site.lock",)
REGISTER = "https://pypi.org/pypi/{name}/json"
_SECONDS = 10
_PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)

Part = dict[str, Any]


def asked(lock: Path) -> list[Part]:
    """Return what is known of each part in a lock, as pip-audit writes it: `vulns`, or `skip_reason`."""
    sure = {(one["name"], one["version"]): one for one in _audited(lock) if "vulns" in one}
    pinned = _PINNED.findall(lock.read_text(encoding="utf-8"))
    with ThreadPoolExecutor(8) as pages:
        return list(pages.map(lambda part: sure.get(part) or on_its_page(*part, _page_of(part[0])), pinned))


def on_its_page(name: str, version: str, page: Part | None) -> Part:
    """Return what a part's own page tells of a version: that it was taken back, or the faults known of the latest."""
    part = {"name": name, "version": version}
    if page is None:
        return part | {"skip_reason": "its page does not answer"}
    files = page["releases"].get(version, [])
    if files and all(one["yanked"] for one in files):
        return part | {"vulns": [{"id": f"taken back by its makers: {files[0]['yanked_reason'] or 'no reason given'}"}]}
    if page["info"]["version"] != version:
        return part | {"skip_reason": f"its page tells of {page['info']['version']} alone"}
    return part | {"vulns": [one for one in page["vulnerabilities"] if not one.get("withdrawn")]}


def told(lock: str, parts: list[Part]) -> tuple[list[str], bool]:
    """Return what to say of a lock, and whether a fault is known."""
    known = [one for one in parts if one.get("vulns")]
    unasked = [f"{one['name']} {one['version']}" for one in parts if "skip_reason" in one]
    lines = [f"{lock}: {one['name']} {one['version']} has a known fault: {_ids(one['vulns'])}" for one in known]
    if len(unasked) == len(parts):
        lines.append(f"{lock}: NOT ASKED: no register of known faults answers here, so nothing is known of any part.")
        return lines, False
    lines.append(f"{lock}: {len(parts) - len(unasked)} parts asked, {len(known)} with a known fault.")
    if unasked:
        lines.append(f"{lock}: of {len(unasked)} nothing is known: {', '.join(unasked)}.")
    return lines, bool(known)


def main() -> int:
    found = [told(lock, asked(ROOT / "requirements" / lock)) for lock in LOCKS]
    sys.stdout.write("\n".join(line for lines, _ in found for line in lines) + "\n")
    return 1 if any(is_known for _, is_known in found) else 0


def _audited(lock: Path) -> list[Part]:
    command = [Path(sys.executable).with_name("pip-audit"), "--disable-pip", "--require-hashes", "-r", lock]
    options = ["--format", "json", "--progress-spinner", "off", "--timeout", str(_SECONDS)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return []


def _page_of(name: str) -> Part | None:
    try:
        with urlopen(REGISTER.format(name=name), timeout=_SECONDS) as answer:
            return dict(json.load(answer))
    except (URLError, TimeoutError, ValueError):
        return None


def _ids(faults: list[Part]) -> str:
    return ", ".join(str(one["id"]) for one in faults)


if __name__ == "__main__":
    sys.exit(main())
