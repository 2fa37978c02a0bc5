"""Names that look like code stay text, everywhere, in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from page_browser.driver import Watched, opened
from page_browser.graphs import HOSTILE, hostile_graph
from zeren.graph.identity import stored_id
from zeren.views import write_page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    write_page(hostile_graph(), path)
    return path


def shown(name: str) -> str:
    """A name as a reader sees it: line ends and runs of white space are one space."""
    return " ".join(name.replace("\u2028", " ").replace("\u2029", " ").split())


def assert_harmless(watched: Watched) -> None:
    page = watched.page
    assert page.evaluate("window.hit") is None
    assert page.locator("script").count() == 3
    assert page.locator("img, iframe, object, embed, form:not(#help-box form), base, a").count() == 0
    handlers = "n => n.filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"
    assert page.eval_on_selector_all("body *", handlers) == 0
    watched.assert_quiet()


@pytest.mark.parametrize("view", ["tasks", "matrix", "focus", "network", "list"])
def test_every_view_shows_them_as_text(browser: Browser, file: Path, view: str) -> None:
    with opened(browser, file, {"view": view}) as watched:
        watched.page.wait_for_timeout(200)
        assert_harmless(watched)
        said = shown(watched.page.inner_text("body"))
        assert HOSTILE[1] in said  # the document's title
        if view != "network":  # which draws its names on a canvas
            for name in ("{{7*7}}{% raw %}", HOSTILE[0], HOSTILE[4], "&lt;b&gt;&amp;"):
                assert name in said


def test_everything_of_a_hostile_unit_is_text(browser: Browser, file: Path) -> None:
    with opened(browser, file) as watched:
        page = watched.page
        for name in HOSTILE:
            unit = stored_id(f"unit:{HOSTILE[7]}/{name}")  # the place of the document is hostile too
            page.goto(f"{file.as_uri()}#{urlencode({'view': 'focus', 'focus': unit})}")
            expect(page.locator("#focus-view h2")).to_have_text(name)
            page.locator("#focus-view .box.task").first.click()
            quoted = page.locator("#panel .evidence").first
            assert shown(quoted.locator("q").text_content() or "") == shown(name)
            assert shown(quoted.locator("mark").text_content() or "") == shown(name)
            assert_harmless(watched)
            for kind in ("leader", "unit"):
                page.locator(f"#focus-view .box.{kind} .main").first.click()
                expect(page.locator("#focus-view h2")).to_be_visible()
            page.get_by_role("button", name="在矩阵中定位").click()
            page.locator("#grid .mark").first.hover()
            expect(page.locator("#tip")).to_be_visible()
            assert_harmless(watched)


def test_hostile_words_can_be_searched(browser: Browser, file: Path) -> None:
    with opened(browser, file) as watched:
        for name in HOSTILE:
            watched.page.fill("#find", name[:40])
            expect(watched.page.locator("#found [role=option]").first).to_be_visible()
            watched.page.keyboard.press("Enter")
            expect(watched.page.locator("#focus-view")).to_be_visible()
            assert_harmless(watched)


def test_a_hostile_title_given_by_the_caller_is_text(browser: Browser, tmp_path: Path) -> None:
    title = "</title><script>window.hit=9</script>{{7*7}}"
    write_page(hostile_graph(), tmp_path / "page.html", title=title)
    with opened(browser, tmp_path / "page.html") as watched:
        assert watched.page.title() == title
        expect(watched.page.locator("h1")).to_have_text(title)
        assert_harmless(watched)
