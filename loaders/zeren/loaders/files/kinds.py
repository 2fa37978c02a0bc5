"""What a file is, by its first bytes: its name may say anything."""

from __future__ import annotations

import io
import re
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?P<tag>!doctype\s+html|html|head|body|meta|table|style|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(rb"<(?:p|div|span|br|ol|ul|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(rb"<(?:p|div|br|li|h[1-6]|t[rdh])\b[^<>]*>", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:From|MIME-Version|Snapshot-Content-Location|Content-Type|Subject|Date|X-[\w-]+):", re.IGNORECASE
)
_OFFICE_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "xml sheet"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", "xml text"),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", "xml package"),
    (b'office:mimetype="application/vnd.oasis.opendocument.text"', "flat odt"),
    (b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"', "flat ods"),
)
_FRONT = 4096
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")


def kind_of(data: bytes) -> str:
    """picture, pdf, docx, xlsx, xlsb, odt, ods, ofd, slides, doc, xls, locked, old, rtf, mht, json, an XML (of Office
    or any other), or page; empty for what is text, or unknown."""
    front = data[:_FRONT]
    if data.startswith(b"%PDF") or b"%PDF-" in front[:1024]:
        return "pdf"
    if data.startswith(_PICTURES) or (data[:4], data[8:12]) == (b"RIFF", b"WEBP") or _is_bitmap(data):
        return "picture"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    bare = front.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"{\\rtf"):
        return "rtf"
    if _FRAGMENT.match(bare) and len(_BLOCK.findall(front)) > 2:
        return "fragment"
    page = _PAGE.match(front) or _PAGE.match(front.replace(b"\0", b"").lstrip(b"\xff\xfe"))
    if page:
        return "document page" if page["tag"].lower().startswith((b"!doctype", b"html")) else "page"
    if bare.startswith(b"<?xml") or bare.startswith(b"<Workbook"):
        return next((kind for mark, kind in _OFFICE_XML if mark in data[:65_536]), "xml" if _is_xml(bare) else "")
    if re.match(rb"[\[{]\s*[\"\[{]", bare):
        return "json"
    if _MAIL.match(bare) and re.search(rb"^content-type:\s*(?:multipart/|text/html)", data[:65_536], re.I | re.M):
        return "mht"
    return ""


def _is_bitmap(data: bytes) -> bool:
    return data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"


def is_page(text: str) -> bool:
    """Do these words stand in the elements of a page?"""
    return len(_BLOCK.findall(text[:_FRONT].encode("utf-8", "ignore"))) > 2


def _is_xml(front: bytes) -> bool:
    """Is it a document of elements, and not a text that begins with a declaration?"""
    return re.match(rb"<\?xml\b[^>]*\?>\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<[a-zA-Z_]", front, re.DOTALL) is not None


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            mimetype = archive.read("mimetype") if "mimetype" in names else b""
    except Exception:  # besides BadZipFile, a damaged index gives ValueError, IndexError, struct.error, …
        # What it was is told by its first names, as long as they are there.
        names = {m.decode().lower() for m in re.findall(rb"word/document\.xml|xl/workbook\.(?:xml|bin)", data)}
        mimetype = b""
    if "ofd.xml" in names:
        return "ofd"
    if b"opendocument.text" in mimetype:
        return "odt"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if any(name.startswith("ppt/") for name in names) or b"opendocument.presentation" in mimetype:
        return "slides"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "docx" if any(name.startswith("word/") for name in names) else "zip"


def _ole_kind(data: bytes) -> str:
    """The names of the streams of an old file of Office stand in it in UTF-16."""
    for stream, kind in (
        ("EncryptedPackage", "locked"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "slides"),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return "old"
