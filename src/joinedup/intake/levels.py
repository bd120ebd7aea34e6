"""The rows that rules are asked of: each line, the first line of each episode, the first line of each record."""

from dataclasses import dataclass
from datetime import date

from joinedup.intake.flat_file import CHILD_ID, FlatFile
from joinedup.intake.questions import Rules, episode_query
from joinedup.warehouse.engine import literal, name


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the file: the day it was taken and the data set (AD, YP) it is of; None where neither is."""

    extract_on: date | None = None
    dataset: str | None = None


def lay_levels(flat: FlatFile, rules: Rules, about: About) -> None:
    """Make the views `at_row`, `at_episode` and `at_LEVEL` that rules read.

    An episode is the first of its rows, a child record the first row with its id; `disagrees` is true where other
    rows of the same one say something else. Rows without consent are in `at_row` only. `at_episode` also has the
    facts of an episode that `rules` name, and every view what is said `about` the file.
    """
    run = flat.connection.execute
    day = f"DATE {literal(about.extract_on.isoformat())}" if about.extract_on else "NULL::DATE"
    said = f"{day} AS extract_on, {literal(about.dataset) if about.dataset else 'NULL::VARCHAR'} AS dataset"
    run(f"CREATE VIEW at_row AS SELECT *, {said} FROM flat")
    run(f"CREATE TABLE first_of_episode AS {episode_query(rules)}")
    own = "e.* EXCLUDE (row, agncy, episodid)"
    given = f"SELECT {flat.columns}"
    run(f"CREATE VIEW at_episode AS {given}, {own}, {said} FROM held JOIN first_of_episode e ON held.row = e.row")
    for level, header in CHILD_ID.items():
        key = name(header.lower())
        run(
            f"CREATE TABLE first_of_{level} AS SELECT min(row) AS row, "
            f"min({level}_hash) <> max({level}_hash) AS disagrees FROM flat "
            f"WHERE consent = 'Y' AND episodid IS NOT NULL AND {key} IS NOT NULL GROUP BY agncy, episodid, {key}"
        )
        joined = f"held JOIN first_of_{level} c ON held.row = c.row"
        run(f"CREATE VIEW at_{level} AS {given}, c.disagrees, {said} FROM {joined}")
