"""Log lines as JSON, without personal data: what others wrote into a message is never repeated."""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType

OWN = "joinedup"
"""Our loggers say fixed words, and put what varies into `fields`: never a path, query, address or id of a person."""


class JsonLines(logging.Formatter):
    """One JSON object a line.

    Messages of other packages, and those of exceptions, may hold a path, an address or a row: of them stand only which
    logger spoke, where in the code, and what kind of exception it was.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name == OWN or record.name.startswith(f"{OWN}."):
            said["said"] = str(record.msg)
            said.update(getattr(record, "fields", {}))
        else:
            said["where"] = f"{_short(record.pathname)}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            said["fault"] = record.exc_info[0].__name__
            said["frames"] = _frames(record.exc_info[2])
        return json.dumps(said, ensure_ascii=False)


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]


def _short(path: str) -> str:
    return "/".join(PurePath(path).parts[-3:])
