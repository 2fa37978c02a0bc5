"""Paragraphs, rows and cells of Word: which of them are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zeren.loaders.files.numbering import Element, W, is_on
from zeren.loaders.files.word_runs import HANDLED
from zeren.loaders.files.word_seen import is_low

_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}


def unwrapped(holder: Element, tag: str | None = None) -> Iterator[Element]:
    """The children of ``holder``, those in content controls and tracked insertions with them."""
    stack = list(reversed(holder))
    while stack:
        child = stack.pop()
        if child.tag in _WRAPPERS:
            stack += reversed(child)
        elif isinstance(child.tag, str) and (tag is None or child.tag == tag):
            yield child


def why_unseen(row: Element) -> str:
    """Why a row of a table is not seen; empty where it is."""
    properties = row.find(W + "trPr")
    if properties is None:
        return ""
    hidden = properties.find(W + "hidden")
    if hidden is not None and is_on(hidden):
        return "hidden row"
    height = properties.find(W + "trHeight")
    if height is not None and height.get(W + "hRule") == "exact" and is_low(height.get(W + "val")):
        return "in a row too low for its words"
    return "deleted in a tracked change" if properties.find(W + "del") is not None else ""


def heading(style: str) -> int:
    """The level of a heading, by the name of its style; 0 for none."""
    match = re.fullmatch(r"(?:heading|标题) ?([1-6])", style, re.IGNORECASE)
    return int(match[1]) if match else (1 if style == "Title" else 0)


def says_anything(cell: Element) -> bool:
    """Does any word stand in a cell?"""
    return any((t.text or "").strip() for t in cell.iter(W + "t"))


def taken(cell: Element) -> str:
    """All words of a cell that is not read: they have their fate."""
    found = []
    for words in cell.iter(W + "t", W + "delText"):
        words.set(HANDLED, "1")
        found.append(words.text or "")
    return "".join(found)


def goes_on(paragraph: Element) -> bool:
    """Was the end of a paragraph deleted, so that the next one goes on in it?"""
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return mark is not None


def is_seen(paragraph: Element) -> bool:
    """Is the end of a paragraph without words seen, so that its number is? One that was taken out has none."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    gone = mark is not None and any(mark.find(W + n) is not None for n in ("vanish", "del", "moveFrom"))
    return not gone and next(paragraph.iter(W + "delText", W + "moveFrom"), None) is None
