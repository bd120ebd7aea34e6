"""Which test shows what becomes of each kind of bad input: the table to read first.

Every line says what a partner may send and what then happens; the tests that show it stand beside it, and one that is
no longer there fails here.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
BAD = "integration/test_check_bad_input.py"
HOSTILE = "integration/test_hostile_files.py"
PACKED = "integration/test_packed_files.py"
REWRITTEN = "integration/test_rewritten_files.py"
LAWS = "generative/test_intake_laws.py"

SHOWN: dict[str, tuple[str, ...]] = {
    # What it is: what happens, and where that is shown
    "byte-order mark: read": (f"{BAD}::test_lower_case_headers_and_a_byte_order_mark_are_read",),
    "Latin-1, UTF-16: refused with the row": (f"{BAD}::test_a_file_that_cannot_be_used_says_why",),
    "saved by Excel: refused with each sign and the fix": (
        f"{REWRITTEN}::test_a_file_saved_by_a_spreadsheet_is_refused_with_every_sign_and_the_fix",
        f"{REWRITTEN}::test_day_first_dates_are_known_in_their_many_forms",
        f"{PACKED}::test_ids_too_long_for_a_workbook_are_found",
    ),
    ".xlsx: read where one sheet is filled": (
        f"{PACKED}::test_a_workbook_with_one_filled_sheet_is_read_with_its_dates_and_numbers",
        f"{PACKED}::test_a_workbook_that_is_no_single_table_says_so",
    ),
    ".zip: read where it holds one file": (
        f"{PACKED}::test_a_zip_with_one_file_is_read_under_its_own_name_and_hash",
        f"{PACKED}::test_a_zip_with_no_file_or_several_says_how_many",
        f"{HOSTILE}::test_only_one_layer_is_opened",
    ),
    "quoted newlines: read; row numbers stay true": (
        f"{REWRITTEN}::test_blank_rows_and_line_ends_in_quotes_keep_row_numbers_true",
        f"{HOSTILE}::test_line_ends_of_another_kind_within_quotes_are_no_fault",
    ),
    "a quote left open: refused with its row": (
        f"{REWRITTEN}::test_a_quote_left_open_is_refused_rather_than_lose_the_rows_after_it",
        f"{REWRITTEN}::test_a_quote_that_swallows_a_million_lines_is_found",
    ),
    "mixed line ends: refused with the first row": (
        f"{HOSTILE}::test_rows_that_end_in_two_ways_are_refused_naming_the_first_that_does",
    ),
    "ragged rows: set aside by number": (
        f"{BAD}::test_rows_that_cannot_be_split_are_named_and_the_numbers_of_later_rows_stay_true",
        f"{HOSTILE}::test_rows_none_of_which_fits_the_header_are_told_from_no_rows",
        "integration/test_spoilt_tables.py::test_blank_and_broken_rows_keep_the_numbers_of_later_ones_true",
    ),
    "400 columns: read; over 1,000: refused": (
        f"{REWRITTEN}::test_four_hundred_columns_are_read",
        f"{HOSTILE}::test_a_thousand_columns_are_read_and_one_more_is_not",
        f"{HOSTILE}::test_a_hundred_thousand_columns_are_refused_at_once",
    ),
    "one endless line: refused, memory flat": (
        f"{HOSTILE}::test_one_line_without_end_is_refused_in_little_memory",
        f"{HOSTILE}::test_a_row_too_long_to_read_is_set_aside_beside_blank_lines_and_the_others_are_read",
    ),
    "very large: memory flat (240,000 rows in every run, 2 GiB at length); 10 GB of no table refused at once": (
        "integration/test_load_memory.py::test_a_file_of_two_gigabytes_loads_in_under_two_gigabytes_of_memory",
        "integration/test_large_streams.py::test_memory_does_not_grow_with_the_file",
        "integration/test_large_streams.py::test_ten_gigabytes_behind_sound_rows_are_refused_without_being_held",
    ),
    "zip bomb, nested, overlapping, lying: refused": (
        f"{PACKED}::test_a_bomb_is_stopped_while_it_unpacks",
        f"{PACKED}::test_a_zip_that_lies_about_its_size_is_refused",
        f"{PACKED}::test_a_workbook_that_lies_about_its_size_is_refused_before_it_is_opened",
        f"{HOSTILE}::test_parts_that_share_bytes_are_counted_each_time",
        f"{HOSTILE}::test_a_bomb_packed_in_an_unusual_way_is_refused_unopened",
        f"{HOSTILE}::test_an_archive_with_an_endless_list_of_parts_is_refused_unread",
        f"{HOSTILE}::test_a_workbook_that_is_vast_once_opened_is_refused_and_the_process_lives",
        f"{HOSTILE}::test_a_workbook_whose_one_text_stands_in_every_cell_is_refused",
    ),
    "formulas in cells and headers: never written to run": (
        f"{HOSTILE}::test_a_header_that_is_no_columns_name_is_said_by_its_place",
        "unit/documents/test_cells_never_run.py::test_no_cell_of_the_tables_begins_as_a_formula_does",
        "unit/documents/test_cells_never_run.py::test_the_workbook_inside_a_chart_holds_no_formula",
    ),
    "grows while read: refused": (
        f"{REWRITTEN}::test_a_file_that_grows_between_hash_and_reading_is_refused",
        "unit/intake/test_snapshot.py::test_a_file_that_grows_while_its_bytes_are_read_is_refused",
    ),
    "disk full: stopped, what was held is whole": (
        "integration/test_disk_full.py::test_a_full_disk_stops_the_load_and_changes_nothing",
        "integration/test_disk_full.py::test_a_file_that_cannot_grow_stops_the_load_and_changes_nothing",
    ),
    "folder, missing file: said": (f"{BAD}::test_a_missing_file_and_a_folder_say_so",),
    "pipe, device, link: never read, or followed": (
        f"{HOSTILE}::test_a_pipe_and_a_device_are_refused_and_never_read",
        f"{HOSTILE}::test_a_link_is_followed_unless_it_leads_nowhere",
        f"{HOSTILE}::test_a_file_that_may_not_be_read_says_so",
    ),
    "empty, one column, NUL bytes, other separators: said": (f"{BAD}::test_a_file_that_cannot_be_used_says_why",),
    "headers only: refused": (f"{BAD}::test_headers_without_rows_are_refused",),
    "a header twice, by case too: refused": (
        f"{BAD}::test_a_header_twice_and_a_blank_header_are_refused",
        "integration/test_spoilt_tables.py::test_headers_in_capitals_are_the_same_headers_and_one_twice_is_refused",
    ),
    "25 unknown columns and five unknown codes: loaded, and said": (
        "integration/test_load_real_rows.py::"
        "test_an_export_with_25_unknown_columns_and_five_unknown_codes_loads_and_says_so",
    ),
    "any bytes at all: a report or a sentence, no value of a person, good rows kept": (
        "generative/test_intake_bytes.py::test_whatever_the_bytes_there_is_a_report_or_a_sentence",
        "generative/test_intake_rows.py::test_rows_left_alone_are_loaded_still",
    ),
    "the same rows written otherwise: the same data": (
        f"{LAWS}::test_the_same_rows_written_otherwise_are_the_same_data",
        f"{LAWS}::test_the_order_of_rows_and_columns_does_not_matter",
    ),
}


@pytest.mark.parametrize("item", SHOWN)
def test_each_kind_of_bad_input_is_shown_by_tests_that_stand(item):
    for shown in SHOWN[item]:
        path, _, name = shown.partition("::")
        tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, shown
