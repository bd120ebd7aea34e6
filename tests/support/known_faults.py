"""Ask whether a fault is known of any part that the site is installed with; to be run while there is a network.

Ends with 1 where one is. Where the register of faults does not answer, it says that nothing could be asked, and ends
with 0: a machine without that register must still be able to build.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKS = ("site.lock",)


def asked(lock: Path) -> list[dict[str, object]]:
    """Return what pip-audit says of each part in a lock; nothing where it says nothing that can be read."""
    command = [Path(sys.executable).with_name("pip-audit"), "--disable-pip", "--require-hashes", "-r", lock]
    options = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return []


def told(lock: str, parts: list[dict[str, object]]) -> tuple[list[str], bool]:
    """Return what to say of a lock, and whether a fault is known."""
    known = [one for one in parts if one.get("vulns")]
    unasked = sum("skip_reason" in one for one in parts)
    lines = [f"{lock}: {one['name']} {one['version']} has a known fault: {_ids(one['vulns'])}" for one in known]
    if not parts or unasked == len(parts):
        lines.append(f"{lock}: NOT ASKED: no register of known faults answers here, so nothing is known of any part.")
    else:
        lines.append(
            f"{lock}: {len(parts) - unasked} parts asked, {len(known)} with a known fault, {unasked} not asked."
        )
    return lines, bool(known)


def main() -> int:
    found = [told(lock, asked(ROOT / "requirements" / lock)) for lock in LOCKS]
    sys.stdout.write("\n".join(line for lines, _ in found for line in lines) + "\n")
    return 1 if any(is_known for _, is_known in found) else 0


def _ids(faults: object) -> str:
    return ", ".join(str(one["id"]) for one in faults) if isinstance(faults, list) else "unnamed"


if __name__ == "__main__":
    sys.exit(main())
