"""Is all of a PDF there? What is cut short or missing is passed over by its reader without a word."""

from __future__ import annotations

import re
import zlib
from typing import Any

from zeren.loaders.files.builder import TextBuilder

_AT_ONCE = 2**20
_MOST = 200 * 2**20
_ENDS = re.compile(rb"(?:^|[\s>)\]])(?:ET|Q|EMC|EX|[SsFBbWn]|[fbB]\*|f|Do|sh|EI)\s*$")
"""What a page's drawing ends with."""


def tell_attached(pdf: Any, builder: TextBuilder) -> None:
    """Files in the PDF."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    names = resolve1(resolve1((resolve1(pdf.doc.catalog.get("Names")) or {}).get("EmbeddedFiles")) or {})
    for name in [n for n in resolve1(names.get("Names")) or [] if isinstance(n, bytes)]:
        builder.tell("file", decode_text(name), "skipped", "", "a file in the PDF: save it on its own")


def tell_missing(pdf: Any, builder: TextBuilder) -> None:
    """Pages that the file counts and does not hold."""
    from pdfminer.pdftypes import resolve1

    counted = resolve1((resolve1(pdf.doc.catalog.get("Pages")) or {}).get("Count"))
    missing = counted - len(pdf.pages) if isinstance(counted, int) else 0
    if missing > 0:
        why = f"{missing} of {counted} pages are not in the file: take it from its source again"
        builder.tell("page", "document", "unreadable", "", why)


def tell_cut(page: Any, place: str, builder: TextBuilder) -> None:
    """A page whose drawing breaks off: what stood behind the break is not in the file."""
    from pdfminer.pdftypes import PDFStream, resolve1

    streams = [resolve1(one) for one in page.page_obj.contents]
    if any(_is_cut(one) for one in streams[-1:] if isinstance(one, PDFStream)) or any(
        _is_cut(one, whatever_its_end=True) for one in streams[:-1] if isinstance(one, PDFStream)
    ):
        why = "the page breaks off: part of it is not in the file; take it from its source again"
        builder.tell("page", place, "unreadable", "", why)


def _is_cut(stream: Any, whatever_its_end: bool = False) -> bool:
    """Does a packed stream end before its end? Some programs forget its last bytes, which are no drawing."""
    filters = [str(getattr(kind, "name", "")) for kind, _ in stream.get_filters()]
    if filters[:1] not in (["FlateDecode"], ["Fl"]) or stream.rawdata is None or stream.decipher:
        return False
    unpacker = zlib.decompressobj()
    end, size, rest = b"", 0, stream.rawdata
    try:
        while rest and size < _MOST:
            piece = unpacker.decompress(rest, _AT_ONCE)
            end, size, rest = (end + piece)[-40:], size + len(piece), unpacker.unconsumed_tail
    except zlib.error:
        return True
    return not unpacker.eof and not rest and not (whatever_its_end or _ENDS.search(end))
