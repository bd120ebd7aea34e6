"""Assess a warehouse while keeping what passed through: estimates before release, figures after, and the report."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from joinedup.core.estimate import Estimate
from joinedup.core.status import State
from joinedup.documents.report import Report
from joinedup.jobs import assess as assessing
from joinedup.jobs import measured, writing
from joinedup.jobs.demo import AREAS, DATED_ON
from joinedup.release.figure import Figure, Showing
from support.loaded import built_once
from support.opened import texts


@dataclass(frozen=True)
class Done:
    """One run for the two areas and 2021/22: its folder, every estimate beside what was released of it, its report."""

    folder: Path
    released: tuple[tuple[Estimate, Figure], ...]
    report: Report
    read: tuple[tuple[str, str], ...]
    """Everything readable in the six files, each text under where it stands."""

    @property
    def secrets(self) -> tuple[Estimate, ...]:
        """Estimates with numbers that were hidden, of whole places and of groups."""
        return tuple(estimate for estimate, figure in self.released if _has_secret(estimate, figure))

    @property
    def hidden(self) -> Mapping[tuple[str, str, str], Estimate]:
        """The secrets of whole places, by indicator, place and period as printed."""
        return {(one.indicator, one.place.code, one.period.label): one for one in self.secrets if one.group is None}

    @property
    def visible(self) -> tuple[Figure, ...]:
        return tuple(figure for _, figure in self.released if figure.is_visible)


def whole_job(warehouse: Path) -> Done:
    """Return one run on a shared warehouse, made by whichever worker asks first."""
    home = warehouse.with_name("assessed")
    kept = home / "kept.pickle"

    def build() -> None:
        home.mkdir()
        kept.write_bytes(pickle.dumps(_assess_openly(warehouse, home / "documents")))

    with built_once(home, build):
        return pickle.loads(kept.read_bytes())


def _assess_openly(warehouse: Path, folder: Path) -> Done:
    kept: list[tuple[Estimate, Figure]] = []
    reports: list[Report] = []
    release, compose = measured.release, writing.compose

    def releasing(estimates, indicators, policy):
        figures = release(estimates, indicators, policy)
        kept.extend(zip(estimates, figures, strict=True))
        return figures

    def composing(*given, **named):
        reports.append(compose(*given, **named))
        return reports[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measured, "release", releasing)
        patch.setattr(writing, "compose", composing)
        assessing.assess(warehouse, areas=AREAS, year="2021/22", out=folder, dated_on=DATED_ON)
    [report] = reports
    read = tuple(found for path in sorted(folder.iterdir()) for found in texts(path))
    return Done(folder, tuple(kept), report, read)


def _has_secret(estimate: Estimate, figure: Figure) -> bool:
    return figure.showing is Showing.HIDDEN and estimate.state is State.OK
