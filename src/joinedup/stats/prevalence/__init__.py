"""How many people there are, of whom lists show only some; and how many of them are not in treatment."""

from joinedup.stats.prevalence.abundance import Abundance
from joinedup.stats.prevalence.histories import tabulate
from joinedup.stats.prevalence.multiplier import multiplier
from joinedup.stats.prevalence.several_lists import LogLinear, bias_corrected, log_linear
from joinedup.stats.prevalence.two_lists import chapman
from joinedup.stats.prevalence.unmet import MORE_THAN_ESTIMATED, unmet_need

__all__ = [
    "MORE_THAN_ESTIMATED",
    "Abundance",
    "LogLinear",
    "bias_corrected",
    "chapman",
    "log_linear",
    "multiplier",
    "tabulate",
    "unmet_need",
]
