"""What an independent reader sees in a file, zeren has read or tells of; and it reads nothing that nobody sees.

Forty files a format, or one of forty parts where programs take long;
``ZEREN_FILES=500 .venv/bin/pytest tests/loaders/test_inventory_law.py`` draws more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, sync_playwright

from drawn_kinds import HIDDEN, drawn_pages, lines, open_sheets, open_text, rows
from drawn_parts import FIRST, WORD, document, page, words_of, workbook
from notice_files import by_office
from page_browser.driver import launch
from zeren.loaders.files.sources import sources_of

FILES = int(os.environ.get("ZEREN_FILES", "40"))
Maker = Callable[[int, int, Path], Path]
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
    return _found(by_office(path, "pdf"))


def _found(path: Path) -> set[str]:
    document = pypdfium2.PdfDocument(path)
    return {word for page in document for word in WORD.findall(page.get_textpage().get_text_bounded())}


@pytest.mark.parametrize("make", [open_text, open_sheets], ids=lambda make: make.__name__)
def test_of_a_file_of_opendocument_that_is_what_libreoffice_prints(tmp_path: Path, make: Maker) -> None:
    for seed in _seeds():
        path = make(seed, _A_FILE, tmp_path / f"{seed}.{'odt' if make is open_text else 'ods'}")
        seen = printed(path)
        read, told = words_of(path)
        assert len(seen) > _A_FILE
        assert seen - read - told == set(), f"seed {seed}: neither read nor told"
        assert make is open_text or read - seen == set(), f"seed {seed}: read, and not seen"
        assert not any(HIDDEN + "Q" in source.text for source in sources_of(path)), f"seed {seed}: read, and not seen"


@pytest.mark.parametrize("make", [lines, rows], ids=lambda make: make.__name__)
def test_of_a_text_that_is_all_of_its_words(tmp_path: Path, make: Maker) -> None:
    for seed in range(FILES):
        path = make(seed, 30, tmp_path / f"{seed}.{'txt' if make is lines else 'csv'}")
        data = path.read_bytes()
        held = data.decode("utf-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode("latin-1")
        read, told = words_of(path)
        every = set(WORD.findall(held))
        assert every - read - told == set(), f"seed {seed}: neither read nor told"
        assert read <= every


def test_of_a_pdf_that_is_what_pdfium_finds(tmp_path: Path) -> None:
    for seed in _seeds():
        path = drawn_pages(seed, _A_FILE, tmp_path / f"{seed}.pdf")
        seen = _found(path)
        read, told = words_of(path)
        assert len(seen) > _A_FILE / 2
        assert seen - read - told == set(), f"seed {seed}: neither read nor told"
        assert read - seen == set(), f"seed {seed}: read, and not found"


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
