"""What the documents say, in order: a change here is a change people will see, and needs a CHANGELOG line."""

import io
import json
from pathlib import Path

import docx
from pptx import Presentation
from python_calamine import CalamineWorkbook

from support.rendered import slides, word, workbook

GOLDEN = Path(__file__).with_name("documents.json")


def _said() -> dict[str, object]:
    document = docx.Document(io.BytesIO(word()))
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook()))
    return {
        "word": [f"{one.style.name}: {one.text}" for one in document.paragraphs if one.text],
        "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
        "slides": [
            [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
            for slide in Presentation(io.BytesIO(slides())).slides
        ],
        "notes": [
            slide.notes_slide.notes_text_frame.text
            for slide in Presentation(io.BytesIO(slides())).slides
            if slide.has_notes_slide
        ],
        "sheets": {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names},
    }


def test_the_documents_say_what_they_said() -> None:
    said = json.loads(json.dumps(_said()))
    held = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for part in said:
        assert said[part] == held[part], f"{part} changed; if it should have, run this file with python and say so"


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(_said(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
