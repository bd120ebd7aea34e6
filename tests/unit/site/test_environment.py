"""Nothing unsafe is a default, and what is missing is said without repeating a secret."""

from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.site.environment import data_folder, database, hosts, is_demo, secret_key

LONG = "x" * 60


def test_outside_a_demonstration_each_part_must_be_named():
    for asked in (
        lambda: secret_key({}, made=None),
        lambda: hosts({}, demo=False),
        lambda: data_folder({}, demo=False),
    ):
        with pytest.raises(Refusal):
            asked()


def test_a_short_key_is_refused_and_not_repeated():
    with pytest.raises(Refusal) as refused:
        secret_key({"JOINEDUP_SECRET_KEY": "tiny-but-secret"}, made=LONG)
    assert "tiny" not in str(refused.value)


@pytest.mark.parametrize("said", ["", "*", "site.example, *", "*.example"])
def test_any_host_is_no_host(said):
    with pytest.raises(Refusal):
        hosts({"JOINEDUP_HOSTS": said}, demo=False)


def test_a_demonstration_answers_to_this_machine_whatever_is_set():
    assert set(hosts({"JOINEDUP_HOSTS": "site.example"}, demo=True)) == {"localhost", "127.0.0.1", "[::1]"}
    assert hosts({"JOINEDUP_HOSTS": "site.example, b.example"}, demo=False) == ["site.example", "b.example"]


@pytest.mark.parametrize("said", ["yes", "true", ""])
def test_a_demonstration_is_asked_for_in_one_way(said):
    with pytest.raises(Refusal):
        is_demo({"JOINEDUP_DEMO": said})


def test_sqlite_writes_ahead_and_begins_as_a_writer(tmp_path):
    made = database({}, folder=tmp_path)
    assert made["NAME"] == str(tmp_path / "site.sqlite3")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]


def test_postgresql_is_named_as_an_address():
    said = "postgresql://us%40er:p%2Fw@db.example:5433/the%20site?sslmode=verify-full"
    made = database({"JOINEDUP_DATABASE": said}, folder=Path("unused"))
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        *("us@er", "p/w", "db.example", "5433"),
        "the site",
    )
    assert made["OPTIONS"] == {"sslmode": "verify-full"}


@pytest.mark.parametrize("where", ["db.example", "10.1.2.3", "%2Fsocket.example,db.example", "?host=db.example"])
@pytest.mark.parametrize("mode", ["", "prefer", "require", "verify-ca"])
def test_a_database_elsewhere_shows_who_it_is(where, mode):
    host, _, query = where.partition("?")
    said = f"postgresql://u:hidden@{host}/n?{query}" + (f"&sslmode={mode}" if mode else "")
    with pytest.raises(Refusal, match="sslmode=verify-full") as refused:
        database({"JOINEDUP_DATABASE": said}, folder=Path("unused"))
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("where", ["", "localhost", "127.0.0.1", "[::1]", "?host=/run/postgresql"])
def test_a_database_on_this_machine_needs_no_certificate(where):
    host, _, query = where.partition("?")
    made = database({"JOINEDUP_DATABASE": f"postgresql://u:p@{host}/n?{query}"}, folder=Path("unused"))
    assert made["ENGINE"].endswith("postgresql")


@pytest.mark.parametrize("said", ["mysql://u:hidden@h/n", "postgresql://u:hidden@h", "sqlite://", "hidden"])
def test_another_database_is_refused_without_its_password(said):
    with pytest.raises(Refusal) as refused:
        database({"JOINEDUP_DATABASE": said}, folder=Path("unused"))
    assert "hidden" not in str(refused.value)
