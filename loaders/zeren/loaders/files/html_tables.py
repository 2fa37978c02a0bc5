"""The tables of a page: their rows as a browser lays them out, each cell at every place that it covers."""

from __future__ import annotations

import re
from typing import Protocol, TypeAlias

from lxml import html as lxml_html

from zeren.loaders.files.html_shown import sign
from zeren.loaders.tables.columns import HEADER_DEPTH, assigns, is_frame

Element: TypeAlias = lxml_html.HtmlElement
Grid = list[list[tuple[object, str]]]
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main"),
    *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "ul"),
}
_LARGEST_SPAN = 1000
_WIDEST_TABLE = 200
"""Columns: a page may claim a million cells, and a thousand rows for each."""
_CELLS = ("td", "th")


class Walk(Protocol):
    """Who knows what is seen."""

    def is_seen(self, element: Element, tag: str, tells: bool = True) -> bool:
        """Is something in an element seen? What is not is told."""

    def words(self, element: Element, text: str | None, tells: bool = True) -> str:
        """Words right in an element, as far as they are seen."""

    def tell_words(self, words: str, tag: str, why: str) -> None:
        """Tell words that are not seen."""

    def is_collapsed(self, column: Element) -> bool:
        """Is a column of a table not shown?"""


def is_data(table: Element, walk: Walk) -> bool:
    """Rows and columns of data, not a frame for the layout of the page."""
    rows, _ = _parts(table, walk)
    cells = [len(_parts(row, walk, _CELLS)[0]) for row in rows]
    cells = [number for number in cells if number]
    if len(cells) < 2 or max(cells) < 2:
        return False
    grid = [[text for _, text in row] for row in grid_of(table, walk, tells=False)[0]]
    if next(table.iterdescendants("table"), None) is not None:
        # A table in a cell is the list of its names; a frame for the layout of a page has no heads.
        return any(map(assigns, grid[:HEADER_DEPTH]))
    return not is_frame(grid)


def _parts(
    holder: Element, walk: Walk, wanted: tuple[str, ...] = ("tr",), tells: bool = False
) -> tuple[list[Element], list[str]]:
    """The rows of a table, or the cells of a row, whatever is put around them (a form), and the words between them.

    A browser puts such words before the table, and shows the head first and the foot last.
    """
    found: dict[str, list[Element]] = {"thead": [], "": [], "tfoot": []}
    strays: list[str] = [walk.words(holder, holder.text, tells)]
    stack: list[tuple[Element, str]] = [(child, "") for child in reversed(holder)]
    sections: set[str] = set()
    while stack:
        part, section = stack.pop()
        tag = part.tag if isinstance(part.tag, str) else ""
        if part.getparent() is holder or tag not in wanted:
            strays.append(walk.words(part.getparent(), part.tail, tells))
        if tag in wanted:
            found[section].append(part)
            stack += [(inner, section) for inner in reversed(_swallowed(part, wanted))]
        elif tag in ("caption", "table") or (tag and not _holds(part, wanted)):
            if tag not in ("colgroup", "col") and walk.is_seen(part, tag, tells):
                strays.append(text_of(part, walk, tells))
        elif tag and walk.is_seen(part, tag, tells):
            first = tag in ("thead", "tfoot") and tag not in sections
            sections |= {tag} if first else set()
            strays.append(walk.words(part, part.text, tells))
            stack += [(child, tag if first else section) for child in reversed(part)]
    return [*found["thead"], *found[""], *found["tfoot"]], [line for line in strays if line.strip()]


def _swallowed(part: Element, wanted: tuple[str, ...]) -> list[Element]:
    """Rows or cells that the parser put in one before them, because its end is not written: the first ones in it."""
    found: list[Element] = []
    for inner in part.iterdescendants(*wanted):
        outer = next(inner.iterancestors("table", *wanted))
        if outer is part:
            found.append(inner)
    return found


def _holds(part: Element, wanted: tuple[str, ...]) -> bool:
    return next(part.iterdescendants(*wanted), None) is not None


def grid_of(table: Element, walk: Walk, tells: bool = True) -> tuple[Grid, list[str]]:
    """Every cell, itself and its text, at every place that it covers; and the words that stand in no cell."""
    grid: Grid = []
    open_spans: dict[int, tuple[int, tuple[object, str]]] = {}
    rows, strays = _parts(table, walk, tells=tells)
    for row in rows:
        line: list[tuple[object, str]] = []
        if not walk.is_seen(row, "tr", tells):
            continue
        found, between = _parts(row, walk, _CELLS, tells)
        strays += between
        cells = iter([c for c in found if walk.is_seen(c, c.tag, tells)])
        pending = next(cells, None)
        while pending is not None or len(line) in open_spans:
            column = len(line)
            if column in open_spans:
                left, cell = open_spans.pop(column)
                line.append(cell)
                if left > 1:
                    open_spans[column] = (left - 1, cell)
                continue
            assert pending is not None
            content = (pending, text_of(pending, walk, tells))
            down, across = _span(pending, "rowspan"), _span(pending, "colspan")
            if down == 0:  # to the end of its group of rows
                down = 1 + sum(1 for r in row.itersiblings("tr"))
            across = max(1, across)
            for _ in range(min(across, max(1, _WIDEST_TABLE - column))):
                if down > 1:
                    open_spans[len(line)] = (down - 1, content)
                line.append(content)
            pending = next(cells, None)
        if line:
            grid.append(line)
    gone = _collapsed(table, walk)
    if gone and tells:
        for text in {key: text for row in grid for c, (key, text) in enumerate(row) if c in gone}.values():
            walk.tell_words(text, "col", "not displayed")
    return [[cell for c, cell in enumerate(row) if c not in gone] for row in grid] if gone else grid, strays


def _collapsed(table: Element, walk: Walk) -> set[int]:
    """The columns that are not shown."""
    found = set()
    at = 0
    for column in table.iter("col"):
        many = max(1, _span(column, "span"))
        if walk.is_collapsed(column):
            found |= set(range(at, min(at + many, _WIDEST_TABLE)))
        at += many
    return found


def _span(cell: Element, name: str) -> int:
    value = re.match(r"\d{1,6}", cell.get(name, "1").strip())
    return min(int(value[0]), _LARGEST_SPAN) if value else 1


def text_of(cell: Element, walk: Walk, tells: bool) -> str:
    """The words of a cell, a line for each of its blocks."""
    pieces: list[str] = []
    stack: list[tuple[bool, Element]] = [(True, cell)]
    while stack:
        opens, element = stack.pop()
        if not opens:
            pieces.append(re.sub(r"\s+", " ", walk.words(element.getparent(), element.tail, tells)))
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if element is not cell:
            if tag in ("tr", *_CELLS) and next(element.iterancestors("table", *_CELLS)) is cell:
                continue  # a row or cell of its own
            if not walk.is_seen(element, tag, tells):
                continue
            if tag == "br" or tag in BLOCKS:
                pieces.append("\n")
        pieces.append(sign(element, tag) if tag != "br" else "")
        pieces.append(re.sub(r"\s+", " ", walk.words(element, element.text, tells)))
        for child in reversed(element):
            stack += ((False, child), (True, child))
    return "\n".join(filter(None, (line.strip() for line in "".join(pieces).split("\n"))))
