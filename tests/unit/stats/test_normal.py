import numpy as np
import pytest

from joinedup.stats import normal

# Two-sided confidence, normal quantile: printed tables of the normal distribution, to six decimals.
QUANTILES = [(0.90, 1.644854), (0.95, 1.959964), (0.99, 2.575829), (0.998, 3.090232)]


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, np.nan])
def test_a_confidence_lies_between_nought_and_one(confidence):
    with pytest.raises(ValueError, match=rf"^confidence is {confidence:g}: it must lie between 0 and 1"):
        normal.z_for(confidence)


@pytest.mark.parametrize(("confidence", "z"), QUANTILES)
def test_normal_quantiles_and_tails(confidence, z):
    assert normal.z_for(confidence) == pytest.approx(z, abs=5e-7)
    assert normal.two_sided(np.array([z, -z])) == pytest.approx([1 - confidence, 1], abs=1e-6)
