from dataclasses import replace
from datetime import date

from joinedup.core.period import Period
from joinedup.warehouse.manifest import Delivery, Manifest

DELIVERY = Delivery(
    id="x0001-ndtms-adult-1",
    sender="X0001",
    sender_name="Thornmarch Recovery Service (synthetic)",
    feed="ndtms-adult",
    letter="R",
    covers=Period(date(2009, 4, 1), date(2026, 4, 1)),
    extract_on=date(2026, 4, 15),
    received_on=date(2026, 4, 20),
    sha256="ab" * 32,
    file_name="a.csv",
    is_synthetic=True,
    is_case_level=True,
    rows=3,
    set_aside=1,
    without_consent=0,
    tables={"episode": 2},
    rules_version="1",
    key_check="cd",
)
OTHER = replace(DELIVERY, sender="X0002", id="x0002-ndtms-adult-1")


def manifest(*deliveries):
    return Manifest(1, date(2026, 4, 20), deliveries, {"episode": {"person_id": "string"}})


def test_what_is_written_is_read_back():
    assert Manifest.from_json(manifest(DELIVERY, OTHER).to_json()) == manifest(DELIVERY, OTHER)


def test_the_data_version_follows_what_was_delivered_and_nothing_else():
    version = manifest(DELIVERY, OTHER).data_version
    assert manifest(OTHER, DELIVERY).data_version == version
    same = replace(DELIVERY, key_check="other", id="else", rules_version="2", file_name="b.csv")
    assert manifest(same, OTHER).data_version == version
    for change in (
        {"sha256": "00" * 32},
        {"received_on": date(2026, 4, 21)},
        {"covers": Period(date(2009, 4, 1), date(2026, 3, 1))},
        {"feed": "ndtms-young-people"},
    ):
        assert manifest(replace(DELIVERY, **change), OTHER).data_version != version
    assert manifest(DELIVERY).data_version != version
