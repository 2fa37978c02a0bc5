"""Web pages: blocks become paragraphs, data tables keep their cells, layout tables are looked through."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html as lxml_html
from lxml.etree import ParserError

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.html_shown import (
    APART,
    CANNOT,
    DEEP,
    END,
    FOLDED,
    FONT,
    LARGE_PICTURE,
    UNSEEN,
    Shown,
    choose,
    compare,
    count,
    han,
    said,
    sign,
)
from zeren.loaders.files.html_tables import BLOCKS, grid_of, is_data
from zeren.loaders.files.selectors import forget
from zeren.loaders.records import Fate
from zeren.loaders.words.seen import has_seen

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENDS_PARAGRAPH = re.compile(
    r"(?=<(?:article|aside|details|dialog|figure|figcaption|footer|header|hgroup|main|nav|search|section|summary)\b)",
    re.IGNORECASE,
)
_HOLDS_NOTHING = re.compile(r"<(?:wbr|source|track)\b[^<>]*>", re.IGNORECASE)
_LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
_NO_HAN = re.compile("[^\u3400-\u9fff]+")
_SENTENCE = 12
"""Han characters of a string of a script that may be a sentence of the page."""
_PAGES_WITHIN = 3
"""Pages in pages in pages that are looked into."""


def read_html(text: str, name: str, depth: int = 0) -> TextBuilder:
    """The paragraphs and tables of a page. Raises ZerenError for a page without text, or nested without end."""
    builder = TextBuilder()
    # lxml refuses a text that says how its bytes were.
    text = _DECLARATION.sub("", text, count=1)
    if len(FONT.findall(text, 0, 1_000_000)) > DEEP:
        text = FONT.sub("", text)
    # What stands behind the end of the page is shown all the same, and lost by the parser.
    text = END.sub("", text.replace("\0", ""))
    # The parser knows no elements of HTML 5: a paragraph that is not shown would take them with it, and what is behind
    # one that holds nothing would be in it.
    text = _ENDS_PARAGRAPH.sub("</p>", _HOLDS_NOTHING.sub("", text))
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
    try:
        walk = _Walk(builder, Shown.of(root), depth)
        walk.block(root)
    finally:
        forget()
    compare(text, root, builder.text, walk.told, builder)
    _tell_scripts(root, builder)
    return builder


def _tell_scripts(root: lxml_html.HtmlElement, builder: TextBuilder) -> None:
    """Tell sentences about work that stand in a script only, which may write them on the page."""
    scripts = list(root.iter("script"))
    written = _NO_HAN.sub("", builder.text) if scripts else ""
    for script in scripts:
        for match in _LITERAL.finditer(script.text or ""):
            said = _NO_HAN.sub("", match[2])
            if len(said) >= _SENTENCE and has_seen(said) and said not in written:
                why = "written by a script: open it in the browser, and save the page or its text"
                builder.tell("text", "<script>", "skipped", match[2], why)


class _Walk:
    """Depth-first over the page, without recursion of Python's own for its depth."""

    def __init__(self, builder: TextBuilder, shown: Shown, depth: int) -> None:
        self.builder = builder
        self.shown = shown
        self.depth = depth
        self.inline: list[str] = []
        self.told: Counter[str] = Counter()
        """The characters of what is told and not written."""

    def block(self, root: lxml_html.HtmlElement) -> None:
        stack: list[tuple[str, lxml_html.HtmlElement]] = [("open", root)]
        while stack:
            what, element = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if what == "tail":
                self.inline.append(self.words(element.getparent(), element.tail))
                continue
            if what == "close":
                self.flush(_heading(tag))
                continue
            if not self.is_seen(element, tag):
                continue
            if tag == "table" and is_data(element, self):
                self.flush(0)
                self._table(element)
                continue
            if tag in BLOCKS:
                self.flush(0)
                stack.append(("close", element))
            self.inline.append(sign(element, tag))
            self.inline.append(self.words(element, element.text))
            for child in reversed(element):
                stack.append(("tail", child))
                stack.append(("open", child))

    def _table(self, table: lxml_html.HtmlElement) -> None:
        grid, strays = grid_of(table, self)
        for words in strays:
            self.inline.append(words)
            self.flush(0)
        place = self.builder.place_in_table
        self.builder.table([[(*cell, place(r, c)) for c, cell in enumerate(row)] for r, row in enumerate(grid)])

    def words(self, element: lxml_html.HtmlElement | None, text: str | None, tells: bool = True) -> str:
        """Words right in an element, as far as they are seen."""
        if not text or element is None or not text.strip():
            return text or ""
        why = self.shown.look(element).why
        if why and tells:
            self.tell_words(text, str(element.tag), why)
        return "" if why else text

    def is_seen(self, element: lxml_html.HtmlElement, tag: str, tells: bool = True) -> bool:
        """Does a browser show an element? What it does not show and what is not read is told, once."""
        if not tag or tag in UNSEEN:
            return False
        why = APART.get(tag) or self.shown.gone(element, tag)
        if tag == "select":
            choose(element)
        elif tag == "ol":
            count(element, lambda item: self.shown.look(item).listed, lambda item: not self.shown.gone(item, "li"))
        if why and tells:
            self._tell(element, tag, why)
        elif tag == "img" and tells:
            self._picture(element)
        elif tag in ("embed", "object") and tells:
            self._file(element)
        elif tells and self.shown.is_turned(element):
            words = " ".join(said(element))
            self.builder.tell("character", f"<{tag}>", "unreadable", words, "printed in the other direction")
        return not why

    def is_collapsed(self, column: lxml_html.HtmlElement) -> bool:
        """Is a column of a table not shown?"""
        return self.shown.look(column).invisible or bool(self.shown.gone(column, "col"))

    def _picture(self, element: lxml_html.HtmlElement) -> None:
        source, words = element.get("src", ""), element.get("alt", "")
        large = all(_pixels(element.get(side, "")) >= most for side, most in _PAGE_SIZE.items())
        if (source.startswith("data:") and len(source) > LARGE_PICTURE) or large or has_seen(words):
            why = "a picture in the page; words in it are not read"
            self.builder.tell("picture", "<img>", "skipped", words, why)
        else:
            self.builder.hold("picture", "furniture")

    def _file(self, element: lxml_html.HtmlElement) -> None:
        source = element.get("src") or element.get("data") or ""
        if source and not element.get("type", "").startswith(("image/", "audio/", "video/", "application/x-shock")):
            self.builder.tell("file", f"<{element.tag}>", "skipped", source, "a file in the page: save it on its own")

    def _tell(self, element: lxml_html.HtmlElement, tag: str, why: str) -> None:
        if tag == "iframe" and element.get("srcdoc", "").strip() and self.depth < _PAGES_WITHIN:
            self.flush(0)
            self.builder.embed(read_html(element.get("srcdoc", ""), "<iframe>", self.depth + 1), "<iframe>")
            self.told += han(" ".join(said(element)))
            return
        words = " ".join(said(element))
        if words.strip():
            self.tell_words(words, tag, why)
        elif tag == "iframe" and element.get("src", "").strip():
            self.builder.tell("page", "<iframe>", "skipped", element.get("src", ""), why)

    def tell_words(self, words: str, tag: str, why: str) -> None:
        """Tell words that are not seen, or not read."""
        # Which of both a person sees depends on the browser: where work is handed out in it, it may be lost.
        apart = (tag in APART and why != CANNOT) or why == FOLDED
        fate: Fate = "skipped" if apart and has_seen(words) else "hidden"
        self.builder.tell(tag if tag in APART else "text", f"<{tag}>", fate, words, why)
        self.told += han(words)

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


_PAGE_SIZE = {"width": 400, "height": 550}
"""Pixels of a picture that may be a page."""


def _pixels(said: str) -> int:
    size = re.match(r"\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*$", said)
    return int(size[1]) if size else 0


def _heading(tag: str) -> int:
    return int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
