"""A real browser for every page that is opened in one."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from support.components import COMPONENTS


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = COMPONENTS["chromium"].path
    if path is None:
        pytest.skip("lacks component chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
