"""Read who may put files into the drop folder: a small TOML file that the council keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug
from joinedup.intake.coverage import COUNTS_OF, NDTMS_FEEDS
from joinedup.intake.toml_file import read_toml

FILE = "senders.toml"
_NAMES = ("code", "feeds", "agreement")


@dataclass(frozen=True, slots=True)
class Sender:
    """One sender: its code, which is its folder's name too, the feeds that it may send, and under which agreement."""

    code: str
    feeds: tuple[str, ...]
    agreement: str

    def __post_init__(self) -> None:
        if not self.code.isascii() or not self.code.replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"'{self.code}' cannot be a sender's code here: use letters, digits, '-' and '_'.")
        if not self.feeds:
            raise ValueError(f"Sender '{self.code}' may send no feed: name one.")
        check_slug(self.agreement)


def read_senders(folder: Path, known_feeds: frozenset[str]) -> Mapping[str, Sender]:
    """Return the senders that `senders.toml` in the folder of agreements declares, by code.

    Refuses a file that is missing or cannot be read, one that leaves something out or names a feed that nobody knows,
    and a sender declared twice.
    """
    path = folder / FILE
    try:
        said = read_toml(path)
    except FileNotFoundError:
        raise Refusal(
            f"There is no {path}: it says who may send what, [[senders]] with code, feeds and agreement for each."
        ) from None
    listed = said.get("senders", [])
    if set(said) - {"senders"} or not isinstance(listed, list):
        raise Refusal(f"{path.name} holds something other than [[senders]].")
    known = known_feeds | set(NDTMS_FEEDS) | set(COUNTS_OF)
    found: dict[str, Sender] = {}
    for one in listed:
        sender = _sender(path, one)
        unknown = [feed for feed in sender.feeds if feed not in known]
        if unknown:
            named = ", ".join(sorted(known))
            raise Refusal(f"{path.name}: the feed '{unknown[0]}' of {sender.code} is not one of {named}.")
        if sender.code.lower() in {code.lower() for code in found}:  # some disks take X1 and x1 for one folder
            raise Refusal(f"{path.name} declares the sender '{sender.code}' twice.")
        found[sender.code] = sender
    return found


def _sender(path: Path, said: Any) -> Sender:
    if not isinstance(said, dict) or set(said) != set(_NAMES):
        raise Refusal(f"{path.name}: each of [[senders]] gives {', '.join(_NAMES)}, and nothing else.")
    feeds = said["feeds"]
    if not isinstance(feeds, list) or not all(
        isinstance(one, str) for one in [*feeds, said["code"], said["agreement"]]
    ):
        raise Refusal(f"{path.name}: code and agreement are texts in quotes, feeds a list of them.")
    try:
        return Sender(said["code"], tuple(feeds), said["agreement"])
    except ValueError as fault:
        raise Refusal(f"{path.name}: {fault}") from None
