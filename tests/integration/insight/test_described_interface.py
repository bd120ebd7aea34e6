"""The interface for programs over a made-up version: each answer is as its description says, and asks no database."""

import json
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client, override_settings

from joinedup.apps.insight.api.endpoints import ENDPOINTS
from joinedup.shelf import places as at
from support.evidence_pages import ATTACK, CLAIM, put_made_up
from support.json_schema import faults

ROOT = "/api/v1/"
GIVEN = {"slug": "women-share", "code": "X10000001", "claim_id": CLAIM, "feed": "police-seizures"}
BY_ANYBODY = [one for one in ENDPOINTS if not one.is_for_parties]
ADDRESSES = {one.name: ROOT + one.path.format(**GIVEN) for one in BY_ANYBODY}


@pytest.fixture
def described(released):
    return Client().get(f"{ROOT}openapi.json").json()


def schema_for(described, path, status, kind="application/json"):
    return described["paths"][path]["get"]["responses"][str(status)]["content"][kind]["schema"]


def test_it_is_described_as_openapi_3_1(described):
    assert described["openapi"].startswith("3.1.")
    assert described["info"]["title"]
    assert set(described["paths"]) == {f"/{one.path}" for one in ENDPOINTS}
    ids = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(set(ids)) == len(ids)
    for path, operations in described["paths"].items():
        named = {one["name"] for one in operations["get"]["parameters"] if one["in"] == "path"}
        assert named == {part.partition("}")[0] for part in path.split("{")[1:]}
        assert operations["get"]["summary"]


def test_every_record_that_is_named_is_described(described):
    named = set(json.dumps(described).split("#/components/schemas/")[1:])
    assert {one.partition('"')[0] for one in named} == set(described["components"]["schemas"])


@pytest.mark.parametrize("rows", [0, 1, 20])
@pytest.mark.parametrize("endpoint", BY_ANYBODY, ids=lambda one: one.name)
def test_each_answer_is_as_described(released, described, endpoint, rows):
    put_made_up(released, rows=rows)
    response = Client().get(ADDRESSES[endpoint.name])
    assert response.status_code == 200
    if endpoint.gives is None:
        assert response["Content-Type"].startswith("text/csv")
        return
    assert response["Content-Type"] == "application/json"
    assert faults(response.json(), schema_for(described, f"/{endpoint.path}", 200), described) == []
    assert response.json()["is_synthetic"] is True
    assert response.json()["missing"] == ["Not everything expected has arrived: one file."]


@pytest.mark.parametrize("spoil", ["lacks", "more", "kind"])
def test_the_checker_finds_what_is_not_as_described(released, described, spoil):
    body = Client().get(ADDRESSES["api-claim"]).json()
    if spoil == "lacks":
        del body["data"]["sentence"]
    elif spoil == "more":
        body["data"]["figures"][0]["secret"] = 4
    else:
        body["data"]["figures"][0]["value"] = "4"
    assert faults(body, schema_for(described, "/claims/{claim_id}", 200), described)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_no_answer_asks_a_database_or_sets_a_cookie(released, address):
    def never(*_query):
        raise AssertionError("a database was asked")

    with connection.execute_wrapper(never):
        response = Client().get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_no_answer_opens_more_files_for_more_rows(released, opened, address):
    Client().get(address)
    put_made_up(released, rows=60)
    Client().get(address)
    few, many = opened
    assert many.opened == few.opened
    assert len(many.opened) <= 2


def test_a_claim_is_found_by_its_id_written_either_way(released):
    for written in (CLAIM, quote(CLAIM, safe="")):
        assert Client().get(f"{ROOT}claims/{written}").json()["data"]["claim_id"] == CLAIM


def test_hidden_figures_have_no_number(released):
    data = Client().get(f"{ROOT}indicators/women-share/figures").json()["data"]
    hidden = [one for one in data if one["showing"] == "hidden"]
    assert hidden
    for one in hidden:
        numbers = ("value", "low", "high", "numerator", "denominator")
        assert all(one[name] is None for name in numbers)
        assert not any(one[name] for name in ("interval", "counts", "recorded"))


def test_figures_of_one_area_and_an_earlier_version_can_be_asked_for(released):
    address = f"{ROOT}indicators/women-share/figures"
    of_one = Client().get(address, {"area": "X10000001"}).json()["data"]
    assert {one["place_code"] for one in of_one} == {"X10000001"}
    put_made_up(released, rows=9)
    assert Client().get(address).json()["version"] == 2
    assert Client().get(address, {"version": "1"}).json()["version"] == 1


def test_an_indicator_is_found_by_words_and_words_that_attack_find_nothing(released):
    found = Client().get(f"{ROOT}indicators", {"words": "SHARE matters"}).json()["data"]
    assert [one["slug"] for one in found] == ["women-share"]
    assert Client().get(f"{ROOT}indicators", {"words": f'"{ATTACK}'}).json()["data"] == []


def test_words_that_attack_are_sent_as_json_that_no_browser_runs(released):
    response = Client().get(ADDRESSES["api-claim"])
    assert ATTACK in response.json()["data"]["sentence"]
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        *("indicators/nothing", "areas/X99", "claims/x", "claims/..%2F..%2Fabout.json", "nothing", "claims/%00"),
        *("indicators/..%2F..%2Fetc", "indicators/women-share/figures.json", "feeds/nothing/counts", "../about.json"),
        *("indicators?version=9", "indicators?version=0", "indicators?version=-1", "indicators?version=1e9"),
        *("indicators?version=01", "indicators?version=%D9%A1", "indicators?version=99999999999999999999"),
    ],
)
def test_what_is_not_there_is_refused_as_described(released, described, address):
    response = Client().get(ROOT + address)
    assert response.status_code in (401, 404)
    assert faults(response.json(), schema_for(described, "/areas/{code}", 404), described) == []
    assert str(released) not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", [*ADDRESSES.values(), f"{ROOT}nothing", f"{ROOT}openapi.json"])
def test_it_is_only_read(released, address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("is_demo", [True, False])
def test_whoever_says_not_who_they_are_learns_nothing_of_a_real_release(released, tmp_path, address, is_demo):
    put_made_up(released, is_synthetic=False)
    with override_settings(DEMO=is_demo, RELEASED=released):
        real = Client().get(address)
        unknown = Client().get(f"{ROOT}nothing-of-this-name")
    with override_settings(RELEASED=tmp_path / "none"):
        none = Client().get(address)
    assert {one.status_code for one in (real, unknown, none)} == {401}
    assert real.content == unknown.content == none.content
    assert real["WWW-Authenticate"] == "Bearer"


def test_a_spoilt_release_is_refused_as_described(released, described, caplog):
    path = released / "1" / at.CATALOGUE
    path.write_bytes(path.read_bytes() + b" ")
    response = Client().get(f"{ROOT}indicators")
    assert response.status_code == 503
    assert faults(response.json(), schema_for(described, "/indicators", 503), described) == []
