"""The functions of the statistics room, read from their source: signature, purpose, worked figure, truth."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import joinedup.stats

_TAIL = re.compile(r"\n+(?=Example:\n|Truth:)")


@dataclass(frozen=True, slots=True)
class Function:
    """One public function as its docstring tells it; `example` and `truth` are empty where it does not."""

    module: str
    signature: str
    purpose: str
    example: str
    truth: str

    @property
    def name(self) -> str:
        """The name that people write, such as `rates.rate`."""
        return f"{self.module}.{self.signature.partition('(')[0]}"


@cache
def functions() -> tuple[Function, ...]:
    """Return every public function of `joinedup.stats`, by module, as they stand in the source."""
    return tuple(one for name, source in _modules() for one in functions_in(name, source))


def functions_in(module: str, source: str) -> Iterator[Function]:
    """Yield the public functions of one module's source."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            purpose, *tail = _TAIL.split(ast.get_docstring(node) or "")
            parts = {title: text for title, _, text in (part.partition(":") for part in tail)}
            yield Function(
                module=module,
                signature=_signature(node),
                purpose=purpose,
                example=re.sub(r"^ {4}", "", parts.get("Example", "").strip("\n"), flags=re.MULTILINE).strip(),
                truth=" ".join(parts.get("Truth", "").split()),
            )


def _modules() -> Iterator[tuple[str, str]]:
    for found in pkgutil.walk_packages(joinedup.stats.__path__, "joinedup.stats."):
        spec = find_spec(found.name)
        if spec is not None and spec.origin is not None:
            yield found.name.removeprefix("joinedup.stats."), Path(spec.origin).read_text(encoding="utf-8")


def _signature(node: ast.FunctionDef) -> str:
    """Return the call as one line, without the types of its arguments."""
    arguments = node.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if argument is not None:
            argument.annotation = None
    back = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
    return f"{node.name}({ast.unparse(arguments)}){back}"
