"""What a county is to hold, as declared data: integer journey targets, shares of answers, chances."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from joinedup.county.lengths import Course


@dataclass(frozen=True, slots=True)
class Flow:
    """Journeys of one place and group in the year that is held exactly, as whole numbers.

    `latest` counts people by their latest journey of the year; `earlier` are further journeys of the same people,
    completed earlier in the year. `new` start in the year, `new_before` in the year before, of which
    `carried_one_year` are still there on 1 April. `second_year_exits` started two years before and end within 729
    days. `exits` end in the year, `new_exits` of them started in it, `early` of those left within twelve weeks.
    What the named reasons leave over of `exits` left early. `mean_days` is the mean length of all exits.
    """

    place: int
    group: int
    latest: int
    new: int
    new_before: int
    carried_one_year: int
    exits: int
    new_exits: int
    early: int
    completed: int
    beyond: int
    """Mean days that those still in treatment have before them."""
    earlier: int = 0
    second_year_exits: int = 0
    died: int = 0
    transferred: int = 0
    custody: int = 0
    withdrawn: int = 0
    inconsistent: int = 0
    mean_days: int | None = None
    inpatient: int = 0
    residential: int = 0
    at_young_peoples_service: int = 0
    """Adults (18 and over) seen by the young people's service; among `latest`, new in the year."""
    drift: float = 0.0
    """Change of new journeys a year, outside the two years that are held exactly."""

    def times(self, scale: float) -> "Flow":
        """Return the same flow with every count multiplied by `scale` and rounded."""
        fixed = ("place", "group", "beyond", "mean_days", "drift")
        counts = {name: getattr(self, name) for name in self.__slots__ if name not in fixed}
        return replace(self, **{name: round(count * scale) for name, count in counts.items()})


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Journeys of one place and group that arrive by chance, at the same rate every year.

    `returns` is the chance that a completed journey is followed by another 22 to 170 days later.
    """

    place: int
    group: int
    per_year: float
    course: Course
    returns: float = 0.0
    inpatient: float = 0.0
    residential: float = 0.0


@dataclass(frozen=True, slots=True)
class Answers:
    """Shares of answers among those known, for one place and family (drug, alcohol, young people)."""

    referral: Mapping[str, float]
    housing: Mapping[str, float]
    employment: Mapping[str, float]
    parental_status: Mapping[str, float]
    disability: float
    mental_health_need: float
    mental_health_treatment: Mapping[str, float]
    injecting: Mapping[str, float]
    """Among people who use opiates or crack; nobody else injects."""
    over_three_weeks: float
    women: float
    psychosocial: float = 0.97
    abstinent_at_exit: float = 0.55
    alcohol_cited: float = 0.0
    """Young people only: the share that cites alcohol, and below the share that cites cannabis."""
    cannabis_cited: float = 0.0
    known: float = 0.97


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure for England: as printed, or as counts."""

    measure: str
    source: str
    value: float | None = None
    decimals: int | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """An estimate of how many people need help."""

    measure: str
    place: int
    year: int
    estimate: int
    low: int
    high: int
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole county. `flows` are held exactly in `year`; `arrivals` come by chance. Years are named by their April."""

    slug: str
    title: str
    first_year: int
    last_year: int
    year: int
    adults: tuple[int, int]
    """Residents aged 18 and over, county and city, at mid-`year`."""
    growth: float
    is_exact: bool
    """Whether answers are dealt out exactly in each year, or drawn by chance."""
    flows: tuple[Flow, ...]
    arrivals: tuple[Arrivals, ...]
    answers: Mapping[tuple[int, str], Answers]
    """By place and family: drug, alcohol, young."""
    needs: tuple[Need, ...]
    benchmarks: tuple[Benchmark, ...]
    has_plants: bool
    """Whether collisions, faulty rows and withheld consent are planted."""
    courses: Mapping[tuple[int, int], Course] = field(default_factory=dict)
    """By place and group: how journeys of the flows go in the years that are not held exactly."""
