"""What the engine writes for one process opens for no other connection, not even one of the same program."""

import duckdb
import pytest

from joinedup.warehouse.engine import connect, ephemeral_key, literal


def test_parquet_under_an_ephemeral_key_opens_for_its_connection_and_for_no_other(tmp_path):
    path = literal(str(tmp_path / "a.parquet"))
    first, second = (connect(tmp_path / "spill") for _ in range(2))
    key = ephemeral_key(first)
    first.execute(f"COPY (SELECT 'planted' AS a FROM range(9)) TO {path} (FORMAT parquet, ENCRYPTION_CONFIG {key})")
    assert first.execute(f"SELECT count(*) FROM read_parquet({path}, encryption_config = {key})").fetchone() == (9,)
    assert b"planted" not in (tmp_path / "a.parquet").read_bytes()
    assert ephemeral_key(second) == key
    with pytest.raises(duckdb.Error):
        second.execute(f"SELECT * FROM read_parquet({path}, encryption_config = {key})").fetchall()
    with pytest.raises(duckdb.Error):
        second.execute(f"SELECT * FROM read_parquet({path})").fetchall()
