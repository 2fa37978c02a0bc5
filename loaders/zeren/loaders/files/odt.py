"""What OpenDocument hides and a .docx cannot: sections and paragraphs that are not displayed."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def shown_only(data: bytes) -> tuple[bytes, list[str]]:
    """The document without them, and their words. One that is damaged is given back as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(item, archive.read(item)) for item in archive.infolist()]
        content = next(part for item, part in parts if item.filename == "content.xml")
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except Exception:  # what it is that is wrong LibreOffice tells
        return data, []
    hidden = [s for s in root.iter(_TEXT + "section") if s.get(_TEXT + "display") == "none"]
    for mark in root.iter(_TEXT + "hidden-paragraph"):
        paragraph = next(mark.iterancestors(_TEXT + "p", _TEXT + "h"), None)
        if mark.get(_TEXT + "is-hidden") == "true" and paragraph is not None:
            hidden.append(paragraph)
    words = ["".join(map(str, one.itertext())) for one in hidden]
    for one in hidden:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    if not hidden:
        return data, []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, part in parts:
            archive.writestr(item, etree.tostring(root) if item.filename == "content.xml" else part)
    return out.getvalue(), words
