"""Which models the data support."""

import numpy as np
import numpy.typing as npt

from joinedup.stats.interval import FloatArray
from joinedup.stats.prevalence.designs import Design, stacked, with_unseen

SUPPORTED_WITHIN = 4.0


def chosen_and_supported(
    designs: list[Design], score: FloatArray, may_choose: npt.NDArray[np.bool_]
) -> tuple[int | None, npt.NDArray[np.bool_]]:
    """Return the place of the lowest `score` among those that may be chosen, and which stand within 4 of it.

    A model that holds all the columns of another with no higher score only adds to it, and is not supported. Sources:
    Burnham and Anderson (2002), section 2.6, for the 4; Richards (2008) for leaving out what only adds. Refuses
    nothing: `log_linear` checks.

    Example:
        >>> from joinedup.stats.prevalence.designs import tied
        >>> designs = [tied(np.ones(7), 3, pairs) for pairs in ((), ((0, 1),), ((0, 2),))]
        >>> place, supported = chosen_and_supported(designs, np.array([50.0, 49.0, 51.0]), np.full(3, True))
        >>> (place, supported.tolist())
        (1, [True, True, False])

    Truth: simulated people whose number is known, through `log_linear`; the figures above by hand.
    """
    if not np.any(may_choose):
        return None, may_choose
    held = np.where(may_choose, score, np.inf)
    chosen = int(np.argmin(held))
    near = np.flatnonzero(held <= held[chosen] + SUPPORTED_WITHIN)
    columns = with_unseen(stacked([designs[i] for i in near]))
    supported = np.zeros(len(designs), dtype=np.bool_)
    for i in near:
        # Models that say the same of those seen may differ in the unseen, which is what is asked for: both are kept.
        basis, _ = np.linalg.qr(with_unseen(designs[i].columns[None])[0])
        left = columns - (basis @ basis.T) @ columns
        is_inside = np.max(np.abs(left), axis=(1, 2)) < 1e-8
        # Of two that are the same model (Chao's bound with nothing left in it is the plain one) the first is kept.
        is_no_worse = (held[near] < held[i]) | ((held[near] == held[i]) & (near < i))
        supported[i] = not np.any(is_inside & is_no_worse)
    return chosen, supported
