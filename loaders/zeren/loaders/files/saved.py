"""A page saved with all that belongs to it in one file: .mht, as browsers and Word write it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from email.message import Message

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder


def read_mht(data: bytes, name: str, read_file: Callable[[bytes, str], TextBuilder]) -> TextBuilder:
    """The page itself, and pages that it shows inside; ``read_file`` reads each. Raises ZerenError without a page."""
    mail = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    builder = TextBuilder()
    first = True
    sheets = _sheets(mail)
    for part in mail.walk():
        kind = part.get_content_type()
        content = part.get_payload(decode=True)
        if part.is_multipart() or not isinstance(content, bytes):
            continue
        place = part.get("Content-Location", "") or part.get_filename() or kind
        if kind in ("text/html", "application/xhtml+xml"):
            page = read_file(_charset(part, content) + sheets, "page.html")
            if first:
                builder, first = page, False
            elif page.text.strip():
                builder.embed(page, place.rsplit("/", 1)[-1])
        elif kind.startswith("image/"):
            builder.hold("picture", "furniture")
        elif kind.startswith("text/plain") and content.strip():
            builder.tell(
                "part", place, "hidden", content[:80].decode("utf-8", "replace"), "the page once more, as text"
            )
        elif kind not in ("text/css", "text/plain") and "script" not in kind and "xml" not in kind:
            builder.tell("file", place, "skipped", "", f"a file of kind {kind} in the saved page")
    if first:
        raise ZerenError(f"{name}: no page in this file; save it again from the browser, as .html")
    return builder


def _sheets(mail: Message) -> bytes:
    """The style sheets that the page refers to, as one in the page: browsers put all of them in parts of their own.

    Only what is ASCII of them, which fits every encoding of the page.
    """
    sheets = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "text/css"]
    text = b"\n".join(sheet for sheet in sheets if isinstance(sheet, bytes))
    return b"<style>" + re.sub(rb"[<\x80-\xff]", b"", text) + b"</style>" if text.strip() else b""


def _charset(part: Message, content: bytes) -> bytes:
    """The page in UTF-8 where only the mail says how it is encoded."""
    charset = part.get_content_charset()
    if charset and b"charset" not in content[:4096].lower():
        try:
            return content.decode(charset).encode("utf-8", "surrogatepass")
        except (LookupError, UnicodeDecodeError):
            pass
    return content
