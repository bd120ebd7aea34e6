"""Tell published files apart by the shape of their header, never by their name."""

from pathlib import Path

from joinedup.intake.national.deaths import DEATHS
from joinedup.intake.national.population import POPULATION_BY_AGE
from joinedup.intake.national.reader import Reader
from joinedup.intake.national.sheet import first_header
from joinedup.intake.national.treatment_profile import TREATMENT_PROFILE

READERS: tuple[Reader, ...] = (POPULATION_BY_AGE, DEATHS, TREATMENT_PROFILE)


def recognise(path: Path) -> Reader | None:
    """Return the reader for a file, plain or gzipped, from its first bytes; None where no reader knows its shape."""
    header = first_header(path)
    return next((reader for reader in READERS if reader.matches(header)), None)
