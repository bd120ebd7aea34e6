"""A true state of the world, samples drawn from it, and the limits that the statistics room gives for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

Draw = np.random.Generator


class Limits(Protocol):
    """Anything with limits and a status."""

    low: Any
    high: Any
    status: Any


@dataclass(frozen=True)
class Case:
    """One true state. `slack` is by how much an approximation may cover less than it says, at 95% and at 99.8%."""

    function: str
    says: str
    truth: float
    limits: Callable[[Draw, int, float], Limits]
    slack: tuple[float, float] = (0.01, 0.002)
    is_exact: bool = False
    most_samples: int = 100_000
