"""Write the synthetic county's files."""

from pathlib import Path

from joinedup.county.build import build_county
from joinedup.definitions.catalogue import feeds
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.jobs.progress import Progress, quiet


def write_county(folder: Path, *, seed: int, scale: float, progress: Progress = quiet) -> None:
    """Write the county's partner files, and the truths planted in them, into `folder`."""
    build_county(
        folder,
        seed=seed,
        scale=scale,
        standard=ndtms_standard(),
        code_lists=code_lists(),
        feeds=feeds(),
        progress=lambda doing: progress(doing, 0.5),
    )
