"""What an independent reader sees in a file, zeren has read or tells of; and it reads nothing that nobody sees.

Forty files a format; ``ZEREN_FILES=500 .venv/bin/pytest tests/loaders/test_inventory_law.py`` draws more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, sync_playwright

from drawn_parts import FIRST, WORD, document, page, words_of, workbook
from notice_files import by_office
from page_browser.driver import launch

FILES = int(os.environ.get("ZEREN_FILES", "40"))
_A_FILE = 40
"""Parts that are put into one file of Office, which takes as long as a file of one."""


@pytest.fixture(scope="module")
def browser_page(chromium: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        yield browser.new_page()
        browser.close()


# innerText has words that are of no size or in a box of no height, and all of a list to choose from.
_SEEN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const style = getComputedStyle(parent);
    const shown = parent.checkVisibility() && style.visibility == 'visible' && style.fontSize != '0px';
    if (range.getClientRects().length && shown)
      found.push(walker.currentNode.data);
  }
  for (const list of document.querySelectorAll('select'))
    if (list.getClientRects().length && getComputedStyle(list).visibility == 'visible')
      found.push(list.selectedOptions[0].textContent);
  return found.join(' ');
}"""


def test_of_a_page_that_is_what_chromium_shows(tmp_path: Path, browser_page: Page) -> None:
    for seed in range(FILES):
        path = tmp_path / f"{seed}.html"
        path.write_text(page(seed, parts=6), "utf-8")
        browser_page.goto(path.as_uri())
        seen = set(WORD.findall(browser_page.evaluate(_SEEN)))
        read, told = words_of(path)
        every = set(WORD.findall(browser_page.evaluate("() => document.body.innerText")))
        assert seen - read - told == set(), f"seed {seed}: neither read nor told"
        assert read - seen - every == set(), f"seed {seed}: read, and not seen"


def printed(path: Path) -> set[str]:
    """The words that PDFium, a browser's reader, finds in what LibreOffice prints of a file."""
    document = pypdfium2.PdfDocument(by_office(path, "pdf"))
    return {word for page in document for word in WORD.findall(page.get_textpage().get_text_bounded())}


def _seeds() -> range:
    return range(max(1, FILES // _A_FILE))


@pytest.mark.parametrize("make", [document, workbook], ids=lambda make: make.__name__)
def test_of_a_file_of_office_that_is_what_libreoffice_prints(tmp_path: Path, make: type) -> None:
    for seed in _seeds():
        path = make(seed, _A_FILE, tmp_path / f"{seed}.{'docx' if make is document else 'xlsx'}")
        seen = printed(path)
        if make is document:
            seen.discard(FIRST)  # in the header, which is furniture
        read, told = words_of(path)
        assert len(seen) > _A_FILE
        assert seen - read - told == set(), f"seed {seed}: neither read nor told"
        # LibreOffice cuts off what does not fit into a cell of Word.
        assert make is document or read - seen == set(), f"seed {seed}: read, and not seen"
