"""Which process this is: rows about people are opened in the worker and nowhere else."""

_WORKER: list[bool] = []


def begin_as_worker() -> None:
    """Say, once and for good, that this process is the worker."""
    _WORKER.append(True)


def refuse_outside_worker() -> None:
    """Raise where this is not the worker: a web worker meets the public network, and opens no warehouse."""
    if not _WORKER:
        raise RuntimeError("The warehouse is opened in the worker process only.")
