"""One fuzzing run in a process of its own: `python -m benchmarks.fuzzing_target NAME CORPUS LIBFUZZER-OPTIONS…`.

What is fuzzed is given bytes, writes them as a file, and reads it as a command would. Only a Refusal may come of that,
and it must be a sentence; anything else ends the process, and libFuzzer keeps the bytes.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

with atheris.instrument_imports(include=["joinedup.intake", "joinedup.kinds", "joinedup.warehouse", "tomllib"]):
    from joinedup.core.refusal import Refusal
    from joinedup.intake.agreement_file import read_agreement
    from joinedup.intake.coverage import read_coverage
    from joinedup.intake.key import read_key
    from joinedup.intake.nameless import Nameless
    from joinedup.intake.snapshot import refuse_unreadable, snapshot_csv
    from joinedup.intake.unpacking import is_packed, is_workbook, unpack
    from joinedup.jobs.check import check
    from joinedup.warehouse.key_ring import read_ring

from support.spoiling import refuse_poor_report

NOWHERE = Path("/nowhere")


def _snapshot(path: Path) -> None:
    refuse_unreadable(path)
    snapshot_csv(path)


def _packed(path: Path) -> None:
    refuse_unreadable(path)
    if is_packed(path) and not is_workbook(path):
        with Nameless(path.parent) as room:
            unpack(path, room)


def _sidecar(path: Path) -> None:
    read_coverage(path.with_suffix(""), None, ("police-seizures",))


def _secret(read: Callable[[Path], object]) -> Callable[[Path], None]:
    def ask(path: Path) -> None:
        path.chmod(0o600)
        read(path)

    return ask


def _check(path: Path) -> None:
    refuse_poor_report(check([path], threads=1), path)


TARGETS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "snapshot": ("a.csv", _snapshot),
    "sidecar": ("a.csv.toml", _sidecar),
    "agreement": ("agreement.toml", lambda path: read_agreement(path) and None),
    "key": ("key", _secret(lambda path: read_key(path, warehouse=NOWHERE))),
    "ring": ("key.ring", _secret(lambda path: read_ring(path, warehouse=NOWHERE))),
    "packed": ("a.zip", _packed),
    "extract": ("a.csv", _check),
    "feed": ("feed.csv", _check),
    "table": ("table.csv", _check),
    "workbook": ("a.xlsx", _check),
}
"""By name: what the file is called, and who reads it."""


def reader(name: str, folder: Path) -> Callable[[bytes], None]:
    """Return what is fuzzed: a function of bytes that raises only where something is to be mended."""
    called, read = TARGETS[name]

    def one(content: bytes) -> None:
        path = folder / called
        path.write_bytes(content)
        try:
            read(path)
        except Refusal as refusal:
            sentence = str(refusal)
            assert path.name in sentence, sentence
            assert sentence.endswith("."), sentence
            assert len(sentence) < 700, sentence

    return one


def main(name: str, options: list[str]) -> None:
    """Fuzz until libFuzzer's own limits are reached; it ends the process."""
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup([sys.argv[0], *options], reader(name, Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
