"""What `measures` says about one indicator, place, period and group."""

from dataclasses import dataclass, field

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which deliveries a number rests on, whether they are published open figures, and whether they cover the window.

    `covers` is False where an expected sender's delivery does not cover the whole window; `gaps` says which.
    """

    deliveries: tuple[str, ...] = ()
    is_published: bool = False
    is_synthetic: bool = False
    covers: bool = True
    gaps: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The same measure, place and period as another publication prints it, for the reconciliation."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """One measured number before release.

    `value`, `low`, `high` are in the indicator's unit (percent 0-100, rate per its `per`, people, days); they and
    the counts are None wherever they do not exist. `known` is the share (0-1) of those asked about whose answer is
    recorded, 1.0 where the question does not arise. `rounding` is half the last printed digit of a published
    value (0.5 for "189"), 0 for our own exact arithmetic. `group` is ('sex', '1') for a breakdown, else None.
    `verdict` is the publisher's own word for a published value ('Worse'); `beside` holds what else is printed for it.
    """

    indicator: str
    place: Place
    period: Period
    group: tuple[str, str] | None = None
    state: State = State.OK
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    method: str = ""
    known: float = 1.0
    rounding: float = 0.0
    note: str = ""
    verdict: str = ""
    beside: tuple[Beside, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def key(self) -> tuple[str, str, Period, tuple[str, str] | None]:
        """What identifies it among estimates of one run."""
        return (self.indicator, self.place.code, self.period, self.group)
