from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.definitions.neighbours import neighbour_method
from joinedup.kinds.neighbours import Likeness
from joinedup.measures.neighbours import nearest
from joinedup.measures.roll_up import roll_up

METHOD = replace(
    neighbour_method(),
    count=3,
    fewest=3,
    furthest=99.0,
    figures=(Likeness("one", "one", "y", False, "s"), Likeness("two", "two", "y", True, "s")),
)
FIGURES = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 100)), min_size=5, max_size=12, unique=True).map(
    lambda rows: {f"A{n:02d}": {"one": float(one), "two": float(two)} for n, (one, two) in enumerate(rows)}
)


def found(figures):
    try:
        return nearest(figures, METHOD).nearest
    except Refusal:
        return None


@given(FIGURES, st.randoms(use_true_random=False))
def test_the_order_in_which_areas_come_changes_nothing(figures, random):
    order = list(figures)
    random.shuffle(order)
    assert found(figures) == found({code: figures[code] for code in order})


@given(FIGURES, st.integers(1, 9), st.integers(-100, 100))
def test_units_and_a_new_nought_change_no_one_s_neighbours_beyond_rounding(figures, factor, shift):
    other = {code: {"one": held["one"] * factor + shift, "two": held["two"] * factor} for code, held in figures.items()}
    before, after = found(figures), found(other)
    assert (before is None) == (after is None)
    for code in before or ():
        for near, again in zip(before[code], (after or {})[code], strict=True):
            assert abs(near.distance - again.distance) < 1e-6


@given(FIGURES)
def test_distance_is_mutual_and_nearest_first(figures):
    held = found(figures) or {}
    distances = {(code, near.code): near.distance for code, nears in held.items() for near in nears}
    for (one, other), distance in distances.items():
        assert distances.get((other, one), distance) == distance
    for nears in held.values():
        assert [near.distance for near in nears] == sorted(near.distance for near in nears)
        assert len(nears) == 3


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.one_of(st.none(), st.integers(0, 99)), max_size=8),
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("XYZ"), min_size=1),
)
def test_an_area_has_a_sum_just_where_all_it_is_made_of_is_held_and_nothing_is_left_over(values, where):
    links = [
        {"part": part, "part_kind": "p", "whole": whole, "whole_kind": "w", "share": 1.0}
        for part, whole in where.items()
    ]
    for whole, rolled in roll_up(links, values, part_kind="p", whole_kinds=["w"]).items():
        parts = [part for part in where if where[part] == whole]
        is_whole = all(values.get(part) is not None for part in parts) and set(values) <= set(where)
        assert (rolled.value is not None) == is_whole
        if is_whole:
            assert rolled.value == sum(values[part] for part in parts)
        else:
            assert rolled.note
