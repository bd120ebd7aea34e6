"""The planted faults are still plantable, and the runner tells noticed from unnoticed."""

import pytest

from support.faults import Fault, copy_package, first_failure, plant, read_faults, table, try_fault
from support.repository import ROOT, SOURCE

FAULTS = read_faults()


def test_at_least_ten_faults_lie_in_several_rooms():
    assert len({fault.slug for fault in FAULTS}) == len(FAULTS) >= 10
    assert {"core", "stats", "treatment", "measures", "claims", "release"} <= {
        fault.file.split("/")[0] for fault in FAULTS
    }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.slug)
def test_the_text_to_change_stands_once_in_its_file_and_its_tests_exist(fault):
    assert fault.times_in(SOURCE) == 1
    assert fault.old != fault.new
    assert all((ROOT / test).exists() for test in fault.tests)


@pytest.fixture
def fault():
    return next(fault for fault in FAULTS if fault.file == "core/period.py")


def test_a_planted_fault_is_noticed_by_a_named_test(fault):
    assert "test_period.py::test_periods_share_time" in (try_fault(fault) or "nothing")


def test_a_copy_without_a_fault_passes(tmp_path, fault):
    assert first_failure(copy_package(tmp_path), fault.tests) is None


def test_a_stale_fault_is_not_planted(tmp_path, fault):
    stale = Fault("stale", "is gone", fault.file, "no such text", "", fault.tests)
    with pytest.raises(ValueError, match="stands 0 times in core/period"):
        plant(stale, copy_package(tmp_path))


def test_the_page_says_when_nothing_noticed(fault):
    page = table([(fault, None)])
    assert f"| {fault.says} | `core/period.py` | **nothing** |" in page
