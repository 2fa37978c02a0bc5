"""What stands around and over the cells of a sheet: headers, text boxes, charts, pictures, comments."""

from __future__ import annotations

import re

from lxml import etree

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.package import Package
from zeren.loaders.words.seen import has_seen

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{5,6}|\d+|[A-Z&])', re.IGNORECASE)
"""What the header of a sheet holds beside its words: fonts, sizes, the number of the page."""
NUMBER_OF_DOCUMENT = re.compile(r"[〔\[(（]\s*(?:19|20)\d{2}\s*[〕\])）]\s*\d+\s*号")
"""文号: a header of nothing but this is the number of the document."""
_LARGE = 1_800_000
"""5 cm in the units of drawings (EMU): what is narrower is a seal or a sign, and no page of text."""


def speaks(running: str) -> bool:
    """Does a header or footer say more than where one is: the number of the document, or who answers?"""
    return NUMBER_OF_DOCUMENT.search(running) is not None or has_seen(running)


def header(sheet: etree._Element, builder: TextBuilder) -> None:
    """The header of a sheet's pages."""
    for part in sheet.iter(_S + "oddHeader", _S + "firstHeader", _S + "oddFooter", _S + "firstFooter"):
        words = _CODES.sub(" ", part.text or "").strip()
        if speaks(words):
            builder.paragraph(words)
        elif words:
            builder.hold("header", "furniture")


def _prompts(sheet: etree._Element, name: str, builder: TextBuilder) -> None:
    """What a sheet says of cells while they are chosen."""
    for rule in sheet.iter(_S + "dataValidation"):
        words = f"{rule.get('promptTitle', '')} {rule.get('prompt', '')}".strip()
        if has_seen(words):
            where = f"{name}!{rule.get('sqref', '')}"
            builder.tell("prompt", where, "hidden", words, "shown only while the cell is chosen")


def read_around(package: Package, part: str, root: etree._Element, name: str, builder: TextBuilder) -> None:
    """The drawings, comments and prompts of the sheet ``name``, whose part is ``part``."""
    _prompts(root, name, builder)
    for relation in package.relations(part).values():
        if relation.kind == "drawing":
            _drawing(package, relation.target, name, builder)
        elif relation.kind in ("comments", "threadedComment"):
            _comments(package, relation.target, name, builder)


def _drawing(package: Package, part: str, name: str, builder: TextBuilder) -> None:
    root = package.tree(part)
    if root is None:
        builder.tell("drawing", name, "unreadable", "", "a drawing that is not in the file")
        return
    for shape in root.iter(_XDR + "sp"):
        paragraphs = ["".join(t.text or "" for t in p.iter(_A + "t")) for p in shape.iter(_A + "p")]
        if any(words.strip() for words in paragraphs) and _is_hidden(shape):
            builder.tell("text box", name, "hidden", " ".join(paragraphs), "a hidden shape")
        elif any(words.strip() for words in paragraphs):
            builder.place(f"{name}, text box")
            builder.hold("text box")
            for words in paragraphs:
                builder.paragraph(words)
            builder.place(name)
    for picture in root.iter(_XDR + "pic"):
        if _width(picture) >= _LARGE:
            builder.tell("picture", name, "skipped", "", "a picture on the sheet; words in it are not read")
        else:
            builder.hold("picture", "furniture")
    for relation in package.relations(part).values():
        if relation.kind in ("chart", "diagramData"):
            inner = package.tree(relation.target)
            words = " ".join(map(str, inner.itertext())) if inner is not None else ""
            builder.tell("chart", name, "skipped", words, "a chart or diagram: its words are not read")


def _is_hidden(shape: etree._Element) -> bool:
    """Is a shape hidden, or the group that it is in?"""
    holders = (shape, *shape.iterancestors(_XDR + "grpSp"))
    about = (own for holder in holders for part in list(holder)[:1] for own in part.iterchildren(_XDR + "cNvPr"))
    return any(own.get("hidden") in ("1", "true") for own in about)


def _width(picture: etree._Element) -> int:
    size = next(picture.iter(_A + "ext"), None)
    if size is not None and size.get("cx"):
        return int(size.get("cx", "0"))
    anchor = next(picture.iterancestors(_XDR + "oneCellAnchor", _XDR + "twoCellAnchor", _XDR + "absoluteAnchor"), None)
    extent = anchor.find(_XDR + "ext") if anchor is not None else None
    return int(extent.get("cx", "0")) if extent is not None else _LARGE


def _comments(package: Package, part: str, name: str, builder: TextBuilder) -> None:
    root = package.tree(part)
    for comment in root.iter(_S + "comment", _THREADED + "threadedComment") if root is not None else ():
        words = "".join(t.text or "" for t in comment.iter(_S + "t", _THREADED + "text"))
        if words.startswith("[Threaded comment]"):
            continue  # what older programs are shown of a comment that stands in the other part
        builder.tell("comment", f"{name}!{comment.get('ref', '')}", "skipped", words, "a comment is not read")
