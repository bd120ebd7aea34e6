import gzip
from datetime import date

import pyarrow as pa
import pytest

from joinedup.intake.national import READERS, recognise
from joinedup.warehouse.contracts import CONTRACTS

SHAPES = {
    "population_by_age.csv": "nomis-population-by-single-year-of-age",
    "drug_poisoning_deaths.csv": "ons-drug-poisoning-deaths-by-authority",
    "treatment_profile.csv": "ndtms-adult-profile-of-england",
    "treatment_profile_opiate.csv": "ndtms-adult-profile-of-england",
}
ARROW = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "date": pa.date32()}


@pytest.mark.parametrize(("name", "slug"), SHAPES.items())
def test_a_file_is_told_by_its_header_under_any_name_plain_or_zipped(name, slug, miniature, tmp_path):
    plain, zipped = tmp_path / "download (3).csv", tmp_path / "a.csv.gz"
    plain.write_bytes(miniature(name).read_bytes())
    zipped.write_bytes(gzip.compress(miniature(name).read_bytes()))
    assert recognise(plain).slug == slug
    assert recognise(zipped).slug == slug


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"a,b,c\n1,2,3\n",
        b"code,name\nE06000031,Peterborough\n",
        b"\x00\xff\xfe\x01",
        b"\x1f\x8bnot gzip at all",
    ],
)
def test_anything_else_is_not_recognised_and_never_a_traceback(content, tmp_path):
    path = tmp_path / "population_by_age.csv"
    path.write_bytes(content)
    assert recognise(path) is None


def test_a_folder_or_a_missing_file_is_not_recognised(tmp_path):
    assert recognise(tmp_path) is None
    assert recognise(tmp_path / "absent.csv") is None


@pytest.mark.parametrize("name", SHAPES)
def test_tables_conform_exactly_to_their_contract(name, miniature, read):
    for contract, table in read(miniature(name)).tables.items():
        wanted = [(column, ARROW[kind]) for column, kind in CONTRACTS[contract].items()]
        assert [(field.name, field.type) for field in table.schema] == wanted


@pytest.mark.parametrize("name", SHAPES)
def test_each_file_has_its_own_sender_so_that_none_replaces_another(name, miniature, read):
    senders = {other: read(miniature(other)).sender for other in SHAPES}
    assert list(senders.values()).count(senders[name]) == 1


def test_the_same_bytes_give_the_same_tables(miniature, read):
    for name in SHAPES:
        assert read(miniature(name)).tables == read(miniature(name)).tables


def test_every_reader_says_where_its_file_comes_from():
    for reader in READERS:
        assert reader.licence == "Open Government Licence v3.0"
        assert reader.marking == "open"
        assert reader.origin.startswith("https://")
        assert all((reader.publisher, reader.cadence, reader.shape, reader.title))


def test_the_period_covered_is_that_of_the_rows(miniature, read):
    assert read(miniature("population_by_age.csv")).covers.label == "2000 to 2020"
    assert read(miniature("drug_poisoning_deaths.csv")).covers.label == "2011 to 2020"
    covers = read(miniature("treatment_profile.csv")).covers
    assert (covers.start, covers.end) == (date(2011, 4, 1), date(2023, 4, 1))
