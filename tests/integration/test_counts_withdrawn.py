"""Who withdrew consent is in no count, under whatever reference, as they would be in no warehouse."""

from joinedup.intake.counts_file import parse_counts
from joinedup.jobs.counts import count_only
from support.counting import AT
from support.extract import SIDECAR, refused, row, write_extract


def test_someone_who_withdrew_is_not_counted_under_another_reference(tmp_path):
    sidecar = dict(SIDECAR) | {"covers_from": "2021-04-01", "covers_to": "2022-04-01"}
    groups = [("7000", "1"), ("1011", "2")]
    people = [
        row(
            CLIENTID=f"c{n}",
            EPISODID=f"e{n}",
            SINITIAL="ABCDEFGHIJ"[n // 2],
            DRUG1=groups[n % 2][0],
            DRUG2="",
            DRUG3="",
        )
        | {"SEX": groups[n % 2][1]}
        for n in range(20)
    ]
    # the first of them again, as a client known by another reference, who said no there after having said yes
    again = [row(**(people[0] | {"CLIENTID": "c90", "EPISODID": "e90"})), refused(CLIENTID="c90")]

    def everyone(rows, name):
        write_extract(tmp_path / f"{name}.csv", rows, sidecar=sidecar)
        report = count_only(tmp_path / f"{name}.csv", tmp_path / name, at=AT)
        assert report.exit_status == 0, report.lines()
        made = parse_counts((tmp_path / name).read_bytes(), name)
        return {one.indicator: one.numerator for one in made.counts}["adults-in-treatment"]

    assert everyone(people, "before") == 20
    assert everyone([*people, *again], "after") == 19
