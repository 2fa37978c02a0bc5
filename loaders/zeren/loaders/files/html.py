"""Web pages: blocks become paragraphs, data tables keep their cells, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.etree import ParserError

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.tables.columns import is_frame

_BLOCKS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
}
_UNSEEN = {"script", "style", "noscript", "template", "head", "iframe", "svg", "select", "button"}
_LARGEST_SPAN = 1000
_WIDEST_TABLE = 200
"""Columns: a page may claim a million cells, and a thousand rows for each."""


def read_html(text: str, name: str) -> TextBuilder:
    """The paragraphs and tables of a page. Raises ZerenError for a page without text, or nested without end."""
    builder = TextBuilder()
    # Else it stops without a word at the 256th open element, and what stands behind that is lost. So it is the 2,048th.
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (ParserError, ValueError) as error:
        raise ZerenError(f"{name}: this page holds no text ({error}); save it again from the browser") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ZerenError(f"{name}: this page is nested too deeply to be read whole; save its text instead")
    title = root.findtext(".//title")
    builder.title = " ".join(title.split()) or None if title else None
    _Walk(builder).block(root)
    return builder


class _Walk:
    """Depth-first over the page, without recursion of Python's own for its depth."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.inline: list[str] = []

    def block(self, root: lxml_html.HtmlElement) -> None:
        stack: list[tuple[str, lxml_html.HtmlElement]] = [("open", root)]
        while stack:
            what, element = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if what == "tail":
                self.inline.append(element.tail or "")
                continue
            if what == "close":
                self.flush(_heading(tag))
                continue
            if not tag or tag in _UNSEEN:
                continue
            if tag == "table" and _is_data(element):
                self.flush(0)
                grid = enumerate(_grid(element))
                self.builder.table(
                    [[(*cell, self.builder.place_in_table(r, c)) for c, cell in enumerate(row)] for r, row in grid]
                )
                continue
            if tag in _BLOCKS:
                self.flush(0)
                stack.append(("close", element))
            elif tag == "br":
                self.inline.append("\n")
            self.inline.append(element.text or "")
            for child in reversed(element):
                stack.append(("tail", child))
                stack.append(("open", child))

    def flush(self, heading: int) -> None:
        text = "".join(self.inline)
        self.inline.clear()
        # White space in the source of a page is only a gap; a line end there is no line end on the page.
        lines = [
            re.sub(r"[ \t\r\f]+", " ", line).strip(" ")
            for line in re.sub(r"(?<!\n)\r?\n(?!\n)", "\n", text).split("\n")
        ]
        for line in lines:
            self.builder.paragraph(line, heading)


def _heading(tag: str) -> int:
    return int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0


def _rows(table: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """The rows of this table, not those of a table inside of it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _is_data(table: lxml_html.HtmlElement) -> bool:
    """Rows and columns of data, not a frame for the layout of the page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or next(table.iterdescendants("table"), None) is not None:
        return False
    return not is_frame([[text for _, text in row] for row in _grid(table)])


def _grid(table: lxml_html.HtmlElement) -> list[list[tuple[object, str]]]:
    """Every cell, itself and its text, at every place that it covers."""
    grid: list[list[tuple[object, str]]] = []
    open_spans: dict[int, tuple[int, tuple[object, str]]] = {}
    for row in _rows(table):
        line: list[tuple[object, str]] = []
        cells = iter([cell for cell in row if cell.tag in ("td", "th")])
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
            content = (pending, _text(pending))
            down, across = _span(pending, "rowspan"), _span(pending, "colspan")
            for _ in range(min(across, max(1, _WIDEST_TABLE - column))):
                if down > 1:
                    open_spans[len(line)] = (down - 1, content)
                line.append(content)
            pending = next(cells, None)
        if line:
            grid.append(line)
    return grid


def _span(cell: lxml_html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _LARGEST_SPAN)) if value.isdecimal() else 1


def _text(cell: lxml_html.HtmlElement) -> str:
    pieces: list[str] = []
    for element in cell.iter():
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            continue
        if element is not cell and (element.tag == "br" or element.tag in _BLOCKS):
            pieces.append("\n")
        pieces.append(re.sub(r"\s+", " ", element.text or ""))
        if element is not cell:
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    return "\n".join(filter(None, (line.strip() for line in "".join(pieces).split("\n"))))
