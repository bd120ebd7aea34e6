"""What a person-level file says of who is who: counted as it is read, for no table keeps initials or birth dates."""

from dataclasses import dataclass

from joinedup.intake.flat_file import FlatFile
from joinedup.warehouse.manifest import Alike


@dataclass(frozen=True, slots=True)
class Attributors:
    """People of one file by attributor, and how that agrees with the client ids of its sender.

    `several` people stand under two or more client ids; `shared` people under a client id that stands under another
    attributor too.
    """

    alike: Alike
    several: int
    shared: int

    @property
    def people(self) -> int:
        """How many attributors the file has."""
        return self.alike.people


def count_attributors(flat: FlatFile) -> Attributors:
    """Return the counts of a file that has been split: of the rows that were loaded, and nobody else's."""
    run = flat.connection.execute
    run(
        "CREATE OR REPLACE TEMP TABLE who AS SELECT DISTINCT client_key, person_id, first, second, dob, sex FROM keys "
        "WHERE person_id IS NOT NULL"
    )
    run("CREATE OR REPLACE TEMP TABLE attributors AS SELECT DISTINCT person_id, first, second, dob, sex FROM who")
    found = run(
        "WITH by_person AS (SELECT person_id, count(DISTINCT client_key) AS clients FROM who GROUP BY person_id), "
        "by_client AS (SELECT client_key FROM who GROUP BY client_key HAVING count(DISTINCT person_id) > 1) "
        f"SELECT (SELECT count(*) FROM attributors), {_pairs('first, second, sex')}, {_pairs('dob')}, "
        "(SELECT count(*) FROM by_person WHERE clients > 1), "
        "(SELECT count(DISTINCT person_id) FROM who SEMI JOIN by_client USING (client_key))"
    ).fetchone()
    assert found is not None  # one row of counts
    people, letters_and_sex, birth, several, shared = (int(number) for number in found)
    return Attributors(Alike(people, letters_and_sex, birth), several, shared)


def _pairs(of: str) -> str:
    """Return SQL for how many pairs of attributors agree in some columns."""
    return f"(SELECT coalesce(sum(n * (n - 1) // 2), 0) FROM (SELECT count(*) AS n FROM attributors GROUP BY {of}))"
