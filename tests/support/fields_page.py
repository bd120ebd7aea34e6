"""Every field of every form of the site, with what it may hold: written from the forms themselves."""

import importlib
from collections.abc import Iterator
from typing import Any

from django import forms

import support.site  # noqa: F401
from support.repository import SOURCE

_KINDS = {
    "EmailField": "an email address",
    "SlugField": "small letters, digits and dashes",
    "IntegerField": "a whole number",
    "DateField": "a day",
    "BooleanField": "yes or no",
    "ChoiceField": "one of those listed",
    "TypedChoiceField": "one of those listed",
    "ModelChoiceField": "one of those listed",
    "MultipleChoiceField": "some of those listed",
    "Password": "any letters, as typed",
}


def all_forms() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """Each form of each app, with the app's name: those that are made for a page, and not what they share."""
    for path in sorted((SOURCE / "apps").rglob("*.py")):
        if "forms" not in path.stem and "forms" not in path.parent.name:
            continue
        module = importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
        app = path.relative_to(SOURCE / "apps").parts[0]
        for name, held in sorted(vars(module).items()):
            is_form = isinstance(held, type) and issubclass(held, forms.BaseForm) and held.__module__ == module.__name__
            if is_form and not name.startswith("_"):
                yield app, held


def page() -> str:
    """The page, one table a form."""
    lines = [
        "# What each field of the site may hold",
        "",
        "Written by `tests/support/written_pages.py` from the forms. What a form does not name is not read. What else",
        "must agree is checked where the thing itself is made, and said beside the field. No form takes a file.",
    ]
    for app, form in all_forms():
        told = " ".join((form.__doc__ or "").split()).partition(". ")[0].rstrip(".")
        lines += [
            "",
            f"## {app}: {form.__name__}",
            "",
            f"{told}.",
            "",
            "| field | asked as | may hold | at most | must be filled |",
        ]
        lines += ["|---|---|---|---|---|", *(_row(name, field) for name, field in form.base_fields.items())]
    return "\n".join(lines) + "\n"


def _row(name: str, field: Any) -> str:
    kind = next((_KINDS[one.__name__] for one in type(field).__mro__ if one.__name__ in _KINDS), "text")
    longest = getattr(field, "max_length", None)
    most = f"{longest:,} characters" if longest else ("" if "listed" in kind else "as its own rule says")
    return f"| `{name}` | {field.label or name} | {kind} | {most} | {'yes' if field.required else 'no'} |"
