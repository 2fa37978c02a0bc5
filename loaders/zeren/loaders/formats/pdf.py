"""PDF files with a text layer: lines and ruled tables, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from typing import Any

from zeren.loaders.errors import ZerenError
from zeren.loaders.formats.builder import TextBuilder

Entries = list[tuple[object, str, str]]
"""Cells of a row: key, text, place."""


def read_pdf(data: bytes, name: str) -> TextBuilder:
    """The text and tables of a PDF. Raises ZerenError for a damaged or locked file, and for scans without text."""
    try:
        import pdfplumber
    except ImportError:
        raise ZerenError(f'{name}: reading PDF needs one more package; run: pip install "zeren[pdf]"') from None
    # pdfminer warns of every odd font; none of it is the reader's to mend.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    builder = TextBuilder()
    letters = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                builder.place(f"p. {number}")
                letters += len(page.chars)
                _page(builder, page, number)
                page.close()
    except ZerenError:
        raise
    except Exception as error:  # pdfminer's errors have no common class
        raise ZerenError(f"{name}: no readable PDF ({type(error).__name__}); it may be damaged or locked") from None
    if letters == 0:
        raise ZerenError(f"{name}: a scanned PDF without text; run it through OCR first")
    return builder


def _page(builder: TextBuilder, page: Any, number: int) -> None:
    tables = [t for t in page.find_tables() if len(t.rows) >= 2 and max(len(r.cells) for r in t.rows) >= 2]
    tables.sort(key=lambda t: t.bbox[1])
    top = 0.0
    for index, table in enumerate(tables):
        _left, upper, _right, lower = table.bbox
        _text(builder, page, top, upper)
        texts = _unwrapped(table.extract())
        rows: list[Entries] = []
        for r, row in enumerate(table.rows):
            line: Entries = []
            for c, cell in enumerate(row.cells):
                key: object = (number, index, r, c)
                text = (texts[r][c] or "") if cell else ""
                if cell is None:
                    key, text = _covering(rows, line, r, c, table, key)
                line.append((key, text, ""))
            rows.append(line)
        builder.table(rows)
        top = lower
    _text(builder, page, top, float(page.height))


def _unwrapped(texts: list[list[str | None]]) -> list[list[str | None]]:
    """The cells of a table, their Latin lines put together where the next word had no room on the line before.

    Chinese needs no such care: no space stands for the line end.
    """
    widths: dict[int, int] = {}
    for row in texts:
        for c, text in enumerate(row):
            widths[c] = max(widths.get(c, 0), *map(len, (text or "").split("\n")))
    return [[text and _LATIN_WRAP.sub(_space_if_full(widths[c]), text) for c, text in enumerate(row)] for row in texts]


_LATIN_WRAP = re.compile(r"(?P<line>[^\n]*[A-Za-z,;)])\n(?=(?P<word>[A-Za-z(]\S*))")


def _space_if_full(width: int) -> Callable[[re.Match[str]], str]:
    """What a wrapped line becomes in a column of ``width`` characters."""

    def mended(match: re.Match[str]) -> str:
        line, word = match["line"], match["word"]
        # Letters are not all of one width.
        full = len(line) + 1 + len(word) > 0.85 * width
        return f"{line} " if full else match.group()

    return mended


def _covering(rows: list[Entries], line: Entries, r: int, c: int, table: Any, key: object) -> tuple[object, str]:
    """A place without a cell of its own belongs to the merged cell above or to its left, whichever reaches it."""
    if r and c < len(rows[r - 1]):
        above = rows[r - 1][c]
        owner = next((row.cells[c] for row in reversed(table.rows[:r]) if c < len(row.cells) and row.cells[c]), None)
        here = [cell for cell in table.rows[r].cells if cell]
        if owner and here and owner[3] >= min(cell[3] for cell in here) - 1:
            return above[0], above[1]
    if line:
        return line[-1][0], line[-1][1]
    return key, ""


def _text(builder: TextBuilder, page: Any, top: float, bottom: float) -> None:
    if bottom - top < 1:
        return
    area = page.crop((0, max(0.0, top), float(page.width), min(bottom, float(page.height))), strict=False)
    for line in (area.extract_text(x_tolerance=2, y_tolerance=3) or "").split("\n"):
        if line.strip():
            builder._write(line + "\n")
    builder._write("\n")
