from joinedup.release.protection import Relation, hidden_figures, worked_out

TABLE = [Relation("all", ("a", "b", "c"))]


def figures(values: dict[str, int], relations: list[Relation] = TABLE, floor: int = 5) -> list[str]:
    """Return the names still shown when every cell has a figure of its own."""
    small = [cell for cell, value in values.items() if value < floor]
    reveals = [frozenset([cell]) for cell in values]
    hidden = hidden_figures(values, reveals, relations, small, floor)
    return [cell for position, cell in enumerate(values) if position not in hidden]


def test_nothing_small_hides_nothing() -> None:
    assert figures({"all": 60, "a": 10, "b": 20, "c": 30}) == ["all", "a", "b", "c"]


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert figures({"all": 54, "a": 4, "b": 20, "c": 30}) == ["all", "c"]


def test_two_small_parts_hide_each_other_unless_together_they_are_too_few() -> None:
    assert figures({"all": 37, "a": 4, "b": 3, "c": 30}) == ["all", "c"]
    assert figures({"all": 33, "a": 1, "b": 2, "c": 30}) == ["all"]


def test_a_part_without_a_shown_total_needs_no_company() -> None:
    assert figures({"a": 4, "b": 20, "c": 30}) == ["b", "c"]


def test_a_chain_of_totals_does_not_give_it_away() -> None:
    chain = [Relation("all", ("drug", "alcohol")), Relation("drug", ("opiate", "other"))]
    shown = figures({"all": 100, "drug": 60, "alcohol": 40, "opiate": 57, "other": 3}, chain)
    assert "opiate" not in shown
    assert not worked_out(chain, set(shown))


def test_hidden_in_the_middle_of_a_chain_hides_above_or_below() -> None:
    chain = [Relation("all", ("drug", "alcohol")), Relation("drug", ("opiate", "other"))]
    shown = figures({"all": 63, "drug": 60, "alcohol": 3, "opiate": 30, "other": 30}, chain)
    assert "alcohol" not in worked_out(chain, set(shown))
    assert "alcohol" not in shown
    assert "drug" not in shown


def test_every_figure_that_tells_a_hidden_count_is_hidden() -> None:
    values = {"n": 3, "d": 100, "rest": 97}
    reveals = [frozenset({"n"}), frozenset({"n", "d", "rest"}), frozenset({"d"})]
    assert hidden_figures(values, reveals, [Relation("d", ("n", "rest"))], ["n"], 5) == frozenset({0, 1})


def test_equations_that_only_together_give_a_count_away_are_seen() -> None:
    """Two rows and two columns: no equation alone has a single unknown, all four together still do not."""
    square = [
        Relation("r1", ("a", "b")),
        Relation("r2", ("c", "d")),
        Relation("c1", ("a", "c")),
        Relation("c2", ("b", "d")),
    ]
    assert not worked_out(square, {"r1", "r2", "c1", "c2"})
    crossed = [*square, Relation("diagonal", ("a", "d"))]
    assert worked_out(crossed, {"r1", "r2", "c1", "c2", "diagonal"}).keys() == set("abcd")


def test_a_total_with_nothing_left_to_hide_does_not_stop_the_search() -> None:
    """The first total's parts are all unseen already; the second still gives too much away."""
    two = [Relation("first", ("a", "b")), Relation("second", ("c", "d", "e"))]
    shown = figures({"first": 5, "a": 1, "b": 4, "second": 33, "c": 1, "d": 2, "e": 30}, two, floor=5)
    assert shown == ["first", "second"]


def test_a_leak_through_two_tables_is_closed_where_it_starts() -> None:
    """Hidden cells at the corner of a table are protected by a second row, and the rest stays shown."""
    table = [
        Relation("young", ("young men", "young women")),
        Relation("old", ("old men", "old women")),
        Relation("men", ("young men", "old men")),
        Relation("women", ("young women", "old women")),
    ]
    values = {
        "young": 33,
        "old": 90,
        "men": 63,
        "women": 60,
        "young men": 3,
        "young women": 30,
        "old men": 60,
        "old women": 30,
    }
    shown = figures(values, table)
    assert "young men" not in worked_out(table, set(shown))
    assert len(shown) == 4


def test_a_cell_that_gives_way_is_hidden_before_a_smaller_one() -> None:
    values = {"all": 130, "back": 3, "not back": 127}
    split = [Relation("all", ("back", "not back"))]
    reveals = [frozenset([cell]) for cell in values]

    def hidden(give_way: set[str]) -> set[str]:
        positions = hidden_figures(values, reveals, split, ["back"], 5, give_way)
        return {list(values)[position] for position in positions}

    assert hidden(set()) == {"back", "not back"}
    assert hidden({"all"}) == {"back", "all"}
