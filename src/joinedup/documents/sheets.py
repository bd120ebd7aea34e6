"""Sheets of a workbook laid out alike: what is hidden is a word in the cell, never a number."""

from collections.abc import Sequence
from typing import Any

from joinedup.core.cells import plain_text
from joinedup.documents.report import Cell, Table
from joinedup.documents.wording import ABSENT, HIDDEN, SYNTHETIC_BANNER, SYNTHETIC_SENTENCE

Row = Sequence[str | float | None]
_MOST_WIDE = 60


class Sheets:
    """Lays out sheets alike: bold first row that stays in view, filters, widths that fit."""

    def __init__(self, book: Any, is_synthetic: bool) -> None:
        self._book, self._is_synthetic = book, is_synthetic
        self._formats: dict[str, Any] = {}
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        shared = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._head = book.add_format({**shared, "bold": True, "bg_color": "#12436D", "font_color": "#ffffff"})
        self._head.set_text_wrap()
        self._text = book.add_format({**shared, "text_wrap": True})
        self._bold = book.add_format({**shared, "bold": True})
        self._whole = book.add_format({**shared, "num_format": "#,##0"})
        self._point = book.add_format({**shared, "num_format": "#,##0.0"})
        self._unseen = book.add_format({**shared, "italic": True, "align": "right"})

    def add_text(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        """Add a sheet of labelled lines."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 100)
        for row, (label, text) in enumerate(lines):
            sheet.write_string(row, 0, plain_text(label), self._bold)
            sheet.write_string(row, 1, plain_text(text), self._text)

    def add_table(self, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add a sheet with one table, filters on, its first row and column kept in view."""
        sheet = self._sheet(name)
        for index, column in enumerate(columns):
            longest = max([len(column) + 4, *(len(str(row[index] or "")) for row in rows)])
            sheet.set_column(index, index, min(_MOST_WIDE, longest + 1))
            sheet.write_string(0, index, plain_text(column), self._head)
        for at, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                self._write(sheet, at, index, cell)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        sheet.freeze_panes(1, 1)

    def add_blocks(self, name: str, tables: Sequence[Table]) -> None:
        """Add a sheet with the document's own tables one below another, each cell's claim in the column beside all."""
        if not tables:
            return
        sheet = self._sheet(name)
        at = 0
        for table in tables:
            sheet.write_string(at, 0, plain_text(table.caption), self._bold)
            for index, column in enumerate((*table.columns, "Claims")):
                sheet.write_string(at + 1, index, plain_text(column), self._head)
            for down, row in enumerate(table.rows, start=at + 2):
                for index, cell in enumerate(row):
                    self._write_cell(sheet, down, index, cell)
                ids = dict.fromkeys(cell.claim_id for cell in row if cell.claim_id)
                sheet.write_string(down, len(table.columns), "; ".join(ids), self._text)
            at += len(table.rows) + 3
        widest = max(len(table.columns) for table in tables)
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, widest, 22)

    def _write_cell(self, sheet: Any, at: int, index: int, cell: Cell) -> None:
        if cell.number is None or cell.text in (HIDDEN, ABSENT):
            self._write(sheet, at, index, cell.text)
            return
        sheet.write_number(
            at, index, cell.number, self._format_of(cell) if cell.number_format else self._number(cell.number)
        )

    def _format_of(self, cell: Cell) -> Any:
        if cell.number_format not in self._formats:
            shared = {"font_name": "Arial", "font_size": 10, "valign": "top"}
            self._formats[cell.number_format] = self._book.add_format({**shared, "num_format": cell.number_format})
        return self._formats[cell.number_format]

    def _number(self, number: float) -> Any:
        return self._whole if float(number).is_integer() else self._point

    def _write(self, sheet: Any, at: int, index: int, cell: str | float | None) -> None:
        if cell is None:
            sheet.write_blank(at, index, None, self._text)
        elif isinstance(cell, str):
            sheet.write_string(at, index, plain_text(cell), self._unseen if cell in (HIDDEN, ABSENT) else self._text)
        else:
            sheet.write_number(at, index, cell, self._number(cell))

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if self._is_synthetic:
            sheet.set_header(f"&L{SYNTHETIC_BANNER}: {SYNTHETIC_SENTENCE}")
        return sheet
