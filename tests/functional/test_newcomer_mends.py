"""Someone who knows nothing of the data set mends a broken extract with the report and the paper records alone.

The newcomer here does only what a sentence of the report says, and touches only the file, rows and columns that it
names; what stood there before is looked up in the paper records (the extract before it was broken). A report that left
out a row, a column or the way to mend would leave the newcomer stuck, and this test with it.
"""

import csv
import io
import re
from pathlib import Path

import pytest

from joinedup.jobs.check import check
from support.extract import HEADERS, row, write_extract

PAPER = [
    row(EPISODID=f"e{n}", CLIENTID=f"c{n}", CLIENT=f"café {n}", MODID=f"m{n}", MODAL="95", MODST="20210420")
    for n in range(12)
]
ROW = re.compile(r"Rows (?P<rows>[\d, ]+)(?P<more> and [\d,]+ more)?\.")
FINDING = re.compile(r"  (?P<fields>[A-Z0-9_, ]+): (?P<title>.+) \((?P<total>[\d,]+) rows?\)\.")


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


class Newcomer:
    """Follows the sentences of the report, one check after another, and notes which cells were touched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.touched: set[tuple[int, str]] = set()

    def mend(self) -> list[str]:
        """Check and mend until nothing keeps rows out; return the last report. Stuck: the report is raised."""
        for _ in range(12):
            report = check([self.path])
            lines = report.lines()
            if not self.follow(lines):
                return lines
        raise AssertionError("\n".join(lines))

    def follow(self, lines: list[str]) -> bool:
        """Do what the report says; return whether there was anything to do."""
        verdict = lines[1]
        if "Save it as 'CSV UTF-8" in verdict:
            self.path.write_bytes(self.path.read_bytes().decode("cp1252").encode("utf-8"))
        elif "save it with line ends of one kind" in verdict:
            self.path.write_bytes(b"\n".join(self.path.read_bytes().splitlines()) + b"\n")
        elif "is separated by semicolons; commas are needed" in verdict:
            rows = list(csv.reader(io.StringIO(self.path.read_text(encoding="utf-8"), newline=""), delimiter=";"))
            write(self.path, rows)
        elif found := re.search(r"has the header (\w+) twice", verdict):
            rows = read(self.path)
            extra = len(rows[0]) - 1 - rows[0][::-1].index(found[1])
            write(self.path, [[cell for at, cell in enumerate(cells) if at != extra] for cells in rows])
        elif found := re.search(r"lacks the headers? ([\w, ]+):", verdict):
            rows = read(self.path)
            for header in found[1].split(", "):
                for at, cells in enumerate(rows):
                    cells.append(header if at == 0 else PAPER[at - 1].get(header, ""))
            write(self.path, rows)
        elif found := re.search(r'a quote \("\) opened in row (\d+) is not closed', verdict):
            text = self.path.read_text(encoding="utf-8").splitlines()
            self.path.write_text("\n".join(self.requoted(text, int(found[1]) - 1)) + "\n", encoding="utf-8")
        else:
            return self.follow_findings(lines)
        return True

    def requoted(self, text: list[str], at: int) -> list[str]:
        return [*text[:at], text[at].replace('"', ""), *text[at + 1 :]]

    def follow_findings(self, lines: list[str]) -> bool:
        start = next((at for at, line in enumerate(lines) if line.startswith(("The file cannot", "Set aside"))), None)
        if start is None:
            return False
        end = next((at for at, line in enumerate(lines) if line.startswith(("Loaded, and", "About"))), len(lines))
        told = lines[start:end]
        if not any("To mend:" in line for line in told):
            raise AssertionError("\n".join(lines))
        for at, line in enumerate(told):
            if "does not have as many columns as the header" in line:
                self.retype(self.rows_in(told[at + 1]))
            elif found := FINDING.fullmatch(line):
                self.look_up(self.rows_in(told[at + 1]), found["fields"].split(", "), line)
        return True

    def rows_in(self, line: str) -> list[int]:
        found = ROW.search(line)
        assert found, line
        return [int(one) for one in found["rows"].split(", ")]

    def retype(self, numbers: list[int]) -> None:
        rows = read(self.path)
        for number in numbers:
            rows[number - 1] = [PAPER[number - 2][header] if header in PAPER[0] else "" for header in rows[0]]
            self.touched |= {(number, header) for header in rows[0]}
        write(self.path, rows)

    def look_up(self, numbers: list[int], fields: list[str], line: str) -> None:
        rows = read(self.path)
        header = rows[0]
        for number in numbers:
            named = fields
            if "other items are filled" in line:  # all but what a row may hold without consent
                for at, name in enumerate(header):
                    if name not in ("AGNCY", "CLIENTID", "CONSENT"):
                        rows[number - 1][at] = ""
                continue
            for field in named:
                rows[number - 1][header.index(field)] = PAPER[number - 2].get(field, "")
                self.touched.add((number, field))
        write(self.path, rows)


def broken(folder: Path, *breaks: str) -> tuple[Path, set[tuple[int, str]]]:
    """Write the paper records with faults in them; return the file and the cells that were spoilt."""
    rows = [dict(one) for one in PAPER]
    spoilt = {
        "triage": (3, "TRIAGED", "31.02.2021"),
        "birth": (4, "DOB", ""),
        "sex": (5, "SEX", ""),
        "order": (6, "DISD", "20200101"),
        "consent": (7, "CONSENT", ""),
        "id": (8, "EPISODID", ""),
        "record": (9, "MODID", ""),
    }
    cells = set()
    for name in breaks:
        if name in spoilt and not ("lack" in breaks and spoilt[name][1] == "DISD"):
            number, field, value = spoilt[name]
            rows[number - 2][field] = value
            cells.add((number, field))
    if "leak" in breaks:
        rows[10] |= {"CONSENT": "N"}
    headers = [header for header in HEADERS if header != "DISD" or "lack" not in breaks]
    path = write_extract(folder / "a.csv", rows, headers=headers + (["SEX"] if "twice" in breaks else []))
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    if "ragged" in breaks:
        lines[9] = lines[9].removesuffix(',""')
    if "quote" in breaks:
        lines[2] = lines[2].replace('"', "").replace("café 1", '"café 1')
    text = "\n".join(lines) + "\n"
    if "semicolons" in breaks:
        text = text.replace('","', '";"')
    if "ends" in breaks:  # two files put together
        half = len(lines) // 2
        text = "".join(line + ("\r\n" if at < half else "\n") for at, line in enumerate(lines))
    path.write_bytes(text.encode("cp1252" if "encoding" in breaks else "utf-8"))
    return path, cells


EVERY = ("triage", "birth", "sex", "order", "consent", "id", "record")


@pytest.mark.parametrize(
    "breaks",
    [
        *[(one,) for one in EVERY],
        ("encoding",),
        ("semicolons",),
        ("twice",),
        ("lack",),
        ("ends",),
        ("quote",),
        ("ragged",),
        ("leak",),
        (*EVERY, "encoding", "semicolons", "twice", "lack"),
        (*EVERY, "encoding", "quote", "ragged", "leak"),
        (*EVERY, "encoding", "ends", "lack"),
    ],
    ids=" ".join,
)
def test_following_the_report_mends_the_file(breaks: tuple[str, ...], tmp_path: Path) -> None:
    path, spoilt = broken(tmp_path, *breaks)
    first = "\n".join(check([path]).lines())
    assert "To mend" in first or "Cannot be loaded" in first
    newcomer = Newcomer(path)
    said = "\n".join(newcomer.mend())
    assert "it can be loaded" in said
    assert "Set aside" not in said
    assert spoilt <= newcomer.touched
    rows = read(path)
    for number, cells in enumerate(rows[1:], start=2):
        now = dict(zip(rows[0], cells, strict=True))
        if now["CONSENT"] == "Y":
            assert now == {header: PAPER[number - 2].get(header, "") for header in rows[0]}
