"""Web pages: blocks become paragraphs, data tables keep their cells, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.etree import ParserError

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.html_shown import (
    APART,
    DEEP,
    END,
    FONT,
    LARGE_PICTURE,
    NO_DISPLAY,
    OFF,
    STRUCK,
    STRUCK_STYLE,
    UNSEEN,
    choose,
    compare,
    count,
    hidden_by_rules,
    said,
    sign,
)
from zeren.loaders.records import Fate
from zeren.loaders.tables.columns import HEADER_DEPTH, assigns, is_frame
from zeren.loaders.words.seen import has_seen

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
_LARGEST_SPAN = 1000
_WIDEST_TABLE = 200
"""Columns: a page may claim a million cells, and a thousand rows for each."""


def read_html(text: str, name: str) -> TextBuilder:
    """The paragraphs and tables of a page. Raises ZerenError for a page without text, or nested without end."""
    builder = TextBuilder()
    if len(FONT.findall(text, 0, 1_000_000)) > DEEP:
        text = FONT.sub("", text)
    # What stands behind the end of the page is shown all the same, and lost by the parser.
    text = END.sub("", text.replace("\0", ""))
    # Attributes of any length (pictures inside the page). Else it stops without a word at the 256th open element, and
    # what stands behind that is lost. So it is the 2,048th.
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (ParserError, ValueError) as error:
        raise ZerenError(f"{name}: this page holds no text ({error}); save it again from the browser") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ZerenError(f"{name}: this page is nested too deeply to be read whole; save its text instead")
    title = root.findtext(".//title")
    builder.title = " ".join(title.split()) or None if title else None
    _Walk(builder, hidden_by_rules(root)).block(root)
    compare(text, root, builder)
    return builder


class _Walk:
    """Depth-first over the page, without recursion of Python's own for its depth."""

    def __init__(self, builder: TextBuilder, hidden: set[tuple[str, str, str]]) -> None:
        self.builder = builder
        self.hidden = hidden
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
            if not self.is_seen(element, tag):
                continue
            if tag == "table" and _is_data(element, self):
                self.flush(0)
                grid = enumerate(_grid(element, self))
                self.builder.table(
                    [[(*cell, self.builder.place_in_table(r, c)) for c, cell in enumerate(row)] for r, row in grid]
                )
                continue
            if tag in _BLOCKS:
                self.flush(0)
                stack.append(("close", element))
            self.inline.append(sign(element, tag))
            self.inline.append(element.text or "")
            for child in reversed(element):
                stack.append(("tail", child))
                stack.append(("open", child))

    def is_seen(self, element: lxml_html.HtmlElement, tag: str, tells: bool = True) -> bool:
        """Does a browser show an element? What it does not show and what is not read is told, once."""
        if not tag or tag in UNSEEN:
            return False
        why = APART.get(tag) or self._why_hidden(element, tag)
        if tag == "select":
            choose(element)
        elif tag == "ol":
            count(element)
        if why and tells:
            self._tell(element, tag, why)
        elif tag == "img" and tells:
            large = element.get("src", "").startswith("data:") and len(element.get("src", "")) > LARGE_PICTURE
            if large:
                words = element.get("alt", "")
                self.builder.tell(
                    "picture", "<img>", "skipped", words, "a picture in the page; words in it are not read"
                )
            else:
                self.builder.hold("picture", "furniture")
        return not why

    def _tell(self, element: lxml_html.HtmlElement, tag: str, why: str) -> None:
        words = " ".join(" ".join(said(element)).split())
        if words:
            # Which of both a person sees depends on the browser: where work is handed out in it, it may be lost.
            fate: Fate = "skipped" if tag in APART and has_seen(words) else "hidden"
            self.builder.tell(tag if tag in APART else "text", f"<{tag}>", fate, words, why)
        elif tag == "iframe" and element.get("src", "").strip():
            self.builder.tell("page", "<iframe>", "skipped", element.get("src", ""), why)

    def _why_hidden(self, element: lxml_html.HtmlElement, tag: str) -> str:
        style = element.get("style", "")
        if element.get("hidden") is not None or (style and NO_DISPLAY.search(style)) or self._by_rule(element, tag):
            return "not displayed"
        if tag in STRUCK or (style and STRUCK_STYLE.search(style)):
            return "struck out"
        if tag == "dialog" and element.get("open") is None:
            return "not displayed"
        return "not chosen in its list" if element.get(OFF) else ""

    def _by_rule(self, element: lxml_html.HtmlElement, tag: str) -> bool:
        if not self.hidden:
            return False
        key = element.get("id", "")
        names = ("", *element.get("class", "").split())
        return any(
            (t, name, k) in self.hidden for t in ("", tag) for name in names for k in ("", key) if t or name or k
        )

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
        elif part.tag in ("thead", "tbody", "tfoot") and part.get("hidden") is None:
            yield from (row for row in part if row.tag == "tr")


def _is_data(table: lxml_html.HtmlElement, walk: _Walk) -> bool:
    """Rows and columns of data, not a frame for the layout of the page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    grid = [[text for _, text in row] for row in _grid(table, walk, tells=False)]
    if next(table.iterdescendants("table"), None) is not None:
        # A table in a cell is the list of its names; a frame for the layout of a page has no heads.
        return any(map(assigns, grid[:HEADER_DEPTH]))
    return not is_frame(grid)


def _grid(table: lxml_html.HtmlElement, walk: _Walk, tells: bool = True) -> list[list[tuple[object, str]]]:
    """Every cell, itself and its text, at every place that it covers."""
    grid: list[list[tuple[object, str]]] = []
    open_spans: dict[int, tuple[int, tuple[object, str]]] = {}
    for row in _rows(table):
        line: list[tuple[object, str]] = []
        if not walk.is_seen(row, "tr", tells):
            continue
        cells = iter([c for c in row if c.tag in ("td", "th") and walk.is_seen(c, c.tag, tells)])
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
            content = (pending, _text(pending, walk, tells))
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
    return grid


def _span(cell: lxml_html.HtmlElement, name: str) -> int:
    value = re.match(r"\d{1,6}", cell.get(name, "1").strip())
    return min(int(value[0]), _LARGEST_SPAN) if value else 1


def _text(cell: lxml_html.HtmlElement, walk: _Walk, tells: bool) -> str:
    pieces: list[str] = []
    stack: list[tuple[bool, lxml_html.HtmlElement]] = [(True, cell)]
    while stack:
        opens, element = stack.pop()
        if not opens:
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if element is not cell:
            if not walk.is_seen(element, tag, tells):
                continue
            if tag == "br" or tag in _BLOCKS or tag in ("table", "tr", "td", "th"):
                pieces.append("\n")
        pieces.append(sign(element, tag) if tag != "br" else "")
        pieces.append(re.sub(r"\s+", " ", element.text or ""))
        for child in reversed(element):
            stack += ((False, child), (True, child))
    return "\n".join(filter(None, (line.strip() for line in "".join(pieces).split("\n"))))
