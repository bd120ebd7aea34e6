"""Rows about real people: only with an agreement, never beside synthetic ones. The rows here are invented."""

from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.load import load
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import open_warehouse
from support.agreements import AGREEMENT, fields_of
from support.extract import HEADERS, SIDECAR, row, write_extract

RECEIVED = date(2026, 4, 20)


@pytest.fixture
def real(tmp_path):
    codes = {"AGNCY": "N0852", "UTLA": "E10000000", "LA": "E07000000", "DAT": "Z01B"}
    return write_extract(tmp_path / "real.csv", [row(**codes)], sidecar=dict(SIDECAR) | {"sender": '"N0852"'})


@pytest.fixture
def synthetic(tmp_path):
    return write_extract(tmp_path / "synthetic.csv", [row()])


@pytest.fixture
def agreement(tmp_path):
    path = tmp_path / "agreement.toml"
    path.write_text(AGREEMENT)
    return path


def run(tmp_path, *paths, **options):
    return load(paths, tmp_path / "w", received_on=RECEIVED, key_path=tmp_path / "key", **options)


def test_without_an_agreement_real_rows_are_checked_and_not_loaded(tmp_path, real):
    report = run(tmp_path, real)
    assert report.exit_status == 1
    text = "\n".join(report.lines())
    assert "checked only" in text
    assert "--agreement FILE" in text
    assert "Article 9" in text
    assert not list((tmp_path / "w" / "deliveries").iterdir())


def test_one_code_that_is_not_reserved_makes_a_file_real(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row(), row(EPISODID="e2", LA="E07000000")])
    assert "checked only" in "\n".join(run(tmp_path, path).lines())


def test_with_an_agreement_they_load_and_open_only_with_its_yes(tmp_path, real, agreement):
    assert run(tmp_path, real, agreement=agreement).exit_status == 0
    opened = open_warehouse(tmp_path / "w")
    assert not opened.is_synthetic
    with pytest.raises(Refusal, match="agreement 'county-2026'"):
        opened.table("episode")
    assert opened.table("population").count().to_pyarrow().as_py() == 0
    instant = datetime(2026, 4, 20, tzinfo=UTC)
    other = Grant("another", "needs-assessment", ("ndtms-adult",), instant, None)
    with pytest.raises(Refusal, match="agreement 'county-2026'"):
        open_warehouse(tmp_path / "w", grant=other).table("client")
    shared = (("ndtms-adult", fields_of("ndtms-adult")),)
    grant = Grant("county-2026", "needs-assessment", ("ndtms-adult",), instant, None, shared=shared)
    assert open_warehouse(tmp_path / "w", grant=grant).table("client").count().to_pyarrow().as_py() == 1


def test_an_agreement_that_has_ended_or_lists_other_feeds_loads_nothing(tmp_path, real, agreement):
    late = run(tmp_path, real, agreement=agreement, at=datetime(2026, 5, 31, 23, tzinfo=UTC))
    assert "ended at 2026-06-01 00:00 BST" in "\n".join(late.lines())
    agreement.write_text(AGREEMENT.replace('"ndtms-adult"', '"ndtms-young-people"'))
    assert "does not list the feed ndtms-adult" in "\n".join(run(tmp_path, real, agreement=agreement).lines())


def test_a_warehouse_with_real_rows_refuses_synthetic_ones_even_after_they_are_replaced(
    tmp_path, real, synthetic, agreement
):
    run(tmp_path, real, agreement=agreement)
    report = run(tmp_path, synthetic)
    assert report.exit_status == 1
    assert "load it into a warehouse of its own" in "\n".join(report.lines())


def test_a_synthetic_warehouse_refuses_real_rows(tmp_path, real, synthetic, agreement):
    run(tmp_path, synthetic)
    report = run(tmp_path, real, agreement=agreement)
    assert report.exit_status == 1
    assert "holds synthetic deliveries" in "\n".join(report.lines())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_load_of_both_keeps_only_the_first(tmp_path, real, synthetic, agreement, order):
    paths = [(real, synthetic)[i] for i in order]
    report = run(tmp_path, *paths, agreement=agreement)
    assert report.exit_status == 1
    assert "cannot share a warehouse" in "\n".join(report.lines())
    assert len(open_warehouse(tmp_path / "w").manifest.deliveries) == 1


UNKNOWN = tuple(f"LOCAL{number:02d}" for number in range(25))
ODD = {"RFLS": "77", "ETHNIC": "7", "ROUTE": "9", "PRNTSTAT": "19", "INJSTAT": "Q"}


def test_an_export_with_25_unknown_columns_and_five_unknown_codes_loads_and_says_so(tmp_path, agreement):
    rows = [row(AGNCY="N0852", EPISODID=f"e{number}", **dict.fromkeys(UNKNOWN, "words")) for number in range(8)]
    rows[3] |= ODD
    export = write_extract(
        tmp_path / "real.csv", rows, headers=(*HEADERS, *UNKNOWN), sidecar=dict(SIDECAR) | {"sender": '"N0852"'}
    )
    report = run(tmp_path, export, agreement=agreement)
    text = "\n".join(report.lines())
    assert report.exit_status == 0
    assert report.set_aside == 0
    assert f"as agreement 'county-2026' does not share them: {', '.join(UNKNOWN)}." in text
    findings = report.files[0].findings
    told = {one.field: one.shown for one in findings if one.rule == "code-not-known-episode"}
    assert told == {name: ((code, 1),) for name, code in ODD.items()}
    assert {str(one.severity) for one in findings} <= {"warn", "data quality"}
    assert "words" not in text
    (delivery,) = open_warehouse(tmp_path / "w").manifest.deliveries
    assert delivery.tables["episode"] == 8
