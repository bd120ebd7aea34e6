"""Children packed side by side on an episode's rows come back whole, however many there are of each kind."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse
from support.extract import row, write_extract

KINDS = {
    "intervention": ("MODID", "MODAL", "modal"),
    "sub_intervention_review": ("SUBMID", "PSYMOTI", "psymoti"),
    "time_in_treatment": ("TITID", "TITREAT", "titreat"),
    "outcomes_profile": ("TOPID", "TRSTAGE", "trstage"),
    "client_information_review": ("X_CIRID", "CIRHOUSING", "cirhousing"),
}

children = st.fixed_dictionaries({kind: st.lists(st.sampled_from("123"), max_size=4) for kind in KINDS})
episodes = st.lists(st.tuples(children, st.integers(0, 2)), min_size=1, max_size=5)


def pack(number, counts, repeats):
    """Lay an episode's children side by side; `repeats` says how many of its rows stand in the file twice."""
    height = max(1, *(len(values) for values in counts.values()))
    rows = [row(EPISODID=f"e{number}", CLIENTID=f"c{number}") for _ in range(height)]
    for kind, values in counts.items():
        identity, item, _ = KINDS[kind]
        for place, value in enumerate(values):
            rows[place] |= {identity: f"{kind}{place}", item: value}
            if kind == "outcomes_profile":
                rows[place]["TOPDATE"] = "20210501"
    return rows + rows[:repeats]


@settings(max_examples=12)
@given(episodes, st.randoms(use_true_random=False))
def test_children_come_back_whole(drawn, order):
    rows = [line for number, (counts, repeats) in enumerate(drawn) for line in pack(number, counts, repeats)]
    order.shuffle(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_extract(folder / "a.csv", rows)
        report = load([path], folder / "w", received_on=date(2026, 4, 20), key_path=folder / "key", threads=1)
        assert report.set_aside == 0
        opened = open_warehouse(folder / "w")
        held = {table: opened.table(table).to_pyarrow().to_pylist() for table in ("episode", *KINDS)}
        opened.close()
    assert len(held["episode"]) == len(drawn)
    for kind, (_, _, column) in KINDS.items():
        wanted = sorted(sorted(counts[kind]) for counts, _ in drawn)
        by_episode = {one["episode_key"]: [] for one in held["episode"]}
        for one in held[kind]:
            by_episode[one["episode_key"]].append(one[column])
        assert sorted(sorted(values) for values in by_episode.values()) == wanted
