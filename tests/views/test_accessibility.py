"""Every view in every theme, as axe-core judges it by WCAG 2.2 AA and by its best practices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from development.page_tools import PAGE
from playwright.sync_api import Browser

from page_browser.driver import opened

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
JUDGE = """async rules => {
    const found = await axe.run(document, { runOnly: rules });
    const told = ({ id, nodes }) => nodes.slice(0, 3).map(node => `${id}: ${node.html.slice(0, 200)}`);
    return found.violations.flatMap(told);
}"""
FOCUS = "unit:泽岚市/市财政局"


@pytest.mark.parametrize("size", [(1366, 650), (390, 844)], ids=["desk", "telephone"])
def test_axe_finds_nothing_in_any_view_and_theme(
    browser: Browser, file: Path, page_packages: Path, size: tuple[int, int]
) -> None:
    axe = (page_packages / "axe-core" / "axe.min.js").read_text("utf-8")
    themes = re.findall(r'\[data-theme="(\w+)"\]', (PAGE.parent / "zeren/views/templates/base.css").read_text("utf-8"))
    complaints = []
    with opened(browser, file, width=size[0], height=size[1]) as watched:
        page = watched.page
        page.evaluate(axe)
        views = page.eval_on_selector_all("#views [data-view]", "tabs => tabs.map(tab => tab.dataset.view)")
        assert len(views) > 3
        for theme in dict.fromkeys(("light", *themes)):
            for view in views:
                page.evaluate(
                    "parts => { location.hash = new URLSearchParams(parts) }",
                    {"view": view, "theme": theme, "focus": FOCUS},
                )
                page.wait_for_selector(f"#{view}-view:not([hidden])")
                page.wait_for_timeout(100)
                found = page.evaluate(JUDGE, list(RULES))
                complaints += [f"{theme} {view} {one}" for one in found]
        watched.assert_quiet()
    assert complaints == []
