"""A real browser, and the sample's page in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from page_browser.driver import Watched, launch, opened
from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders import read_document
from zeren.views import write_page

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(read_document(EXAMPLES / "gazette-2025-03.txt"), read_document(EXAMPLES / "work-report-2025.txt"))


@pytest.fixture(scope="module")
def file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    write_page(graph, path)
    return path


@pytest.fixture
def sample(browser: Browser, file: Path) -> Iterator[Watched]:
    with opened(browser, file, {"view": "matrix"}) as watched:
        yield watched
        watched.assert_quiet()
