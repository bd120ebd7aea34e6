"""Consent withdrawn after loading, approving and publishing: nothing anywhere holds the person but the published page.

One person is planted in a provider's file of the county, with references and a birth date that nobody else has.
"""

import csv
import hashlib
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.pseudonyms import pseudonym
from joinedup.jobs.assess import assess
from joinedup.jobs.backups import backup, restore
from joinedup.jobs.county import write_county
from joinedup.jobs.demo import AREAS, DATED_ON, RECEIVED_ON
from joinedup.jobs.load import load
from joinedup.warehouse.erasures import read_log
from joinedup.warehouse.folder import current_number
from joinedup.warehouse.store import open_warehouse
from support.extract import refused
from support.searching import anywhere

MAY, LATER = date(2026, 5, 20), date(2026, 6, 20)
WHO = {"FINITIAL": "Q", "SINITIAL": "Z", "DOB": "19310713", "SEX": "2"}
PLANTED = WHO | {"CLIENTID": "PLANTEDCLIENT", "EPISODID": "PLANTEDEPISODE", "CLIENT": "PLANTEDREF", "PC": "ZZ99 9"}
WRITTEN = ("PLANTED", "19310713", "1931-07-13", "13/07/1931", "Q|Z|")
BY_PERSON = ("client_key", "person_id", "episode_key")


class Story:
    """A warehouse with the person in it, published from and copied; then a file in which they have withdrawn."""

    def __init__(self, home: Path):
        self.home, self.files = home, home / "files"
        self.warehouse, self.documents, self.key = home / "warehouse", home / "documents", home / "keys" / "key"
        (home / "temporary").mkdir()
        write_county(self.files, seed=2, scale=0.02)
        self.plant(PLANTED)
        named = [self.files / f"{name}.csv" for name in ("ndtms_X0001", "ndtms_X0002", "population", "prevalence")]
        self.load(*named, on=RECEIVED_ON)
        assess(self.warehouse, areas=AREAS, year="2021/22", out=self.documents, dated_on=DATED_ON, threads=1)
        backup(self.warehouse, home / "copy")
        shutil.copytree(self.warehouse, home / "forgotten")
        key = bytes.fromhex(self.key.read_text().strip())
        said = ("|".join(WHO.values()), "client|X0001|PLANTEDCLIENT", "episode|X0001|PLANTEDEPISODE")
        self.pseudonyms = [pseudonym(key, one) for one in said]

    def load(self, *files: Path, on: date) -> None:
        report = load(files, self.warehouse, received_on=on, key_path=self.key, threads=1)
        assert report.exit_status == 0, report.lines()

    def plant(self, row: dict[str, str]) -> None:
        """Put the person into the provider's file with this row, which takes the place of any there is of them."""
        path = self.files / "ndtms_X0001.csv"
        with path.open(encoding="utf-8", newline="") as file:
            headers, *rows = csv.reader(file)
        row = row if row.get("CONSENT") == "N" else dict(zip(headers, rows[0], strict=True)) | row
        rows = [one for one in rows if PLANTED["CLIENTID"] not in one]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([headers, *rows, [row.get(one, "") for one in headers]])

    def withdraw(self) -> None:
        """Load the provider's next file, in which the person is without consent; then take all senders' files away."""
        self.plant(refused(CLIENTID=PLANTED["CLIENTID"]))
        told = self.files / "ndtms_X0001.csv.toml"
        told.write_text(told.read_text().replace("2026-04-15", MAY.isoformat()))
        self.load(self.files / "ndtms_X0001.csv", on=MAY)
        shutil.rmtree(self.files)

    def rows(self, **which) -> int:
        """Return in how many rows of a version the person stands."""
        opened = open_warehouse(self.warehouse, threads=1, **which)
        try:
            found = 0
            for name, columns in opened.manifest.columns.items():
                for column in set(BY_PERSON) & set(columns):
                    found += (
                        opened.table(name)
                        .filter(lambda t, c=column: t[c].isin(self.pseudonyms))
                        .count()
                        .to_pyarrow()
                        .as_py()
                    )
            return int(found)
        finally:
            opened.close()

    def published(self) -> dict[str, str]:
        return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(self.documents.iterdir())}


@pytest.mark.slow
def test_consent_withdrawn_after_publishing_leaves_nothing_but_the_published_document(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(home / "temporary"))
    story = Story(home)
    before, everything = story.published(), (*story.pseudonyms, *WRITTEN)
    assert story.rows() > 2
    assert any(where.startswith("warehouse: ") for where in anywhere(home, story.pseudonyms))

    story.withdraw()

    assert current_number(story.warehouse) == 2
    for which in ({}, {"version": 1}, {"version": 2}, {"as_of": RECEIVED_ON}, {"as_of": MAY}, {"as_of": LATER}):
        assert story.rows(**which) == 0, which
    assert [one.people for one in read_log(story.warehouse)] == [1]

    restore(home / "copy", home / "restored", ring=home / "keys" / "key.ring", on=LATER)
    shutil.move(home / "forgotten", tmp_path / "forgotten")
    assert anywhere(home, everything) == []
    assert {path.name for path in home.iterdir()} >= {"warehouse", "copy", "restored", "temporary", "keys", "documents"}
    assert not [path for path in home.rglob("*") if path.suffix in (".wal", ".duckdb", ".tmp", ".new")]
    for part in ("staging", "spill"):
        assert not [path for path in (story.warehouse / part).rglob("*") if path.is_file()]

    opened = open_warehouse(tmp_path / "forgotten", threads=1)
    with pytest.raises(Refusal, match="opens for nobody any more"):
        opened.table("episode")
    opened.close()

    assert story.published() == before
