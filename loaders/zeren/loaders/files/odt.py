"""What OpenDocument hides and a .docx cannot, and what LibreOffice does not take over of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SPACE = re.compile(r"\s")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|\w{4}")
Root = etree._Element


def shown_only(data: bytes) -> tuple[bytes, list[str]]:
    """The document without what is not displayed, and the words of that. A damaged one is given back as it is."""
    root = _content(data)
    if root is None:
        return data, []
    hidden = [section for section in root.iter(_TEXT + "section") if _is_hidden(section)]
    for mark in root.iter(_TEXT + "hidden-paragraph"):
        paragraph = next(mark.iterancestors(_TEXT + "p", _TEXT + "h"), None)
        if mark.get(_TEXT + "is-hidden") == "true" and paragraph is not None:
            hidden.append(paragraph)
    words = ["".join(map(str, one.itertext())) for one in hidden]
    for one in hidden:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    return (_with_content(data, root), words) if hidden else (data, [])


def not_taken(data: bytes, made: bytes) -> str:
    """The words of an OpenDocument that the file that LibreOffice made of it does not hold."""
    root = _content(data)
    body = root.find(f".//{_OFFICE}body") if root is not None else None
    if body is None:
        return ""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    taken = "".join(_bare("".join(map(str, _parsed(part).itertext()))) for part in parts)
    lost: list[str] = []
    at = 0
    for words in _nodes(body):
        # In the order of the document most stand behind the one before: nothing is looked through again and again.
        bare = _bare(words)
        found = taken.find(bare, at)
        found = found if found >= 0 else taken.find(bare)
        if found < 0:
            lost.append(words)
        else:
            at = found
    return " ".join(lost)


def _nodes(body: Root) -> Iterator[str]:
    """The words of each node of a document's text, but for those that are reckoned anew."""
    stack = [body]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or _is_reckoned(element):
            continue
        for words in (element.text, *(child.tail for child in element)):
            if words and _WORDS.search(words):
                yield words.strip()
        stack += reversed(element)


def _is_reckoned(element: Root) -> bool:
    name = etree.QName(element)
    is_field = name.localname in _FIELDS or name.localname.endswith("-count")
    is_number = element.get(_OFFICE + "value-type", "string") not in ("string", "")
    return is_number or name.namespace == _ABOUT or (is_field and name.namespace == _TEXT[1:-1])


_ABOUT = "http://purl.org/dc/elements/1.1/"
_FIELDS = {"date", "time", "chapter", "file-name", "page-number", "print-date", "modification-date", "sequence"}


def _bare(words: str) -> str:
    return _SPACE.sub("", words)


def _is_hidden(section: Root) -> bool:
    how = section.get(_TEXT + "display")
    return how == "none" or (how == "condition" and section.get(_TEXT + "is-hidden") == "true")


def _parsed(data: bytes) -> Root:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _content(data: bytes) -> Root | None:
    """The XML of a document, in its package or by itself; None where it is damaged: how, LibreOffice tells."""
    try:
        if not data.startswith(b"PK"):
            return _parsed(data.lstrip())
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parsed(archive.read("content.xml"))
    except Exception:  # lxml, zipfile and zlib have errors of their own each
        return None


def _with_content(data: bytes, root: Root) -> bytes:
    if not data.startswith(b"PK"):
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, etree.tostring(root) if item.filename == "content.xml" else old.read(item))
    return out.getvalue()
