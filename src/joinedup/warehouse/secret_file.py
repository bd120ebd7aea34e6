"""A file that holds keys: outside the warehouse and readable by one account, or it is not used."""

import stat
from pathlib import Path

from joinedup.core.refusal import Refusal


def read_secret(path: Path, *, warehouse: Path | None, what: str, missing: str) -> str:
    """Return the text of `path`.

    Refuses one that lies in the warehouse (who takes a copy of both can read everything), one that is not there
    (saying `missing`), a folder, and one that other accounts can read. `what` is what people call it: "key file".
    `warehouse` is None where the caller has asked of every one.
    """
    if warehouse is not None:
        refuse_inside(path, warehouse=warehouse, what=what)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal(missing) from None
    if not stat.S_ISREG(mode):
        raise Refusal(f"{path} is not a file; a {what} is one.")
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refusal(f"Other accounts can read the {what} {path}: run `chmod 600 {path}` first.")
    return path.read_text(encoding="ascii", errors="replace")


def refuse_inside(path: Path, *, warehouse: Path, what: str) -> None:
    """Refuse a path within the warehouse's folder."""
    if path.resolve().is_relative_to(warehouse.resolve()):
        raise Refusal(f"The {what} {path} lies inside the warehouse {warehouse}: keep it elsewhere.")
