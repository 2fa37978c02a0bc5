"""Bytes of a text file as characters: by what they hold more than by what is declared of them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Fate
from zeren.loaders.text.source import as_characters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
)
_ORDINARY = re.compile(
    r"[\t-\r -~\x85\u200b-\u200f\u2028\u2029\u2060\ufeff"
    r"\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2100-\u22ff\u2460-\u27bf\u3000-\u303f\u3200-\u32ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff64\u20e3\ufe0f\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
_COMMON = "的一是在了和有大这中人发展工作市政府局年责单任位號責單發會長關與"
_LATIN = re.compile(r"iso-?8859|latin|windows-?125|cp-?125|us-ascii|ascii", re.IGNORECASE)
"""What programs declare that know of no other: it holds no Chinese."""
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_BAD_PER = 500
"""Bytes for each one that may be broken: with more of them it is another encoding."""
_SHORT = 20
"""Bytes of a text that may hold a broken one."""

Part = tuple[str, str, Fate, str, str]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was encoded, and what of it could not be read."""

    text: str
    encoding: str
    bad: tuple[Part, ...] = ()


def decode(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """The text of ``data``: by its byte order mark, else UTF-8, else what is declared of it or GB18030 or Big5,
    whichever gives Chinese text. A few broken bytes are told, each with its line, and the rest is read.

    ``charset`` is what a web page declares. Raises ZerenError for an empty or binary file and for any other encoding.
    """
    if not data.strip():
        raise ZerenError(f"{name}: the file is empty; nothing to read")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ZerenError(f"{name}: this is {what}, not text; save it as a text file (.txt) first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _tolerant(data[len(bom) :], encoding)
            if text is None:
                raise ZerenError(f"{name}: begins as {encoding} but breaks in the middle; save it as UTF-8")
            return text
    if b"\0" in data:
        data = data.rstrip(b"\0")  # what some programs fill the last block of a file with
    if data.count(b"\0") > _most_broken(data):
        raise ZerenError(f"{name}: this is a binary file, not text; save the notice as a text file (.txt) first")
    declared = _CHINESE.get((charset or "").lower(), charset)
    foreign = declared if declared and not _LATIN.match(declared) and not declared.startswith("utf") else None
    utf8 = _tolerant(data, "utf-8")
    if utf8 is not None and (not utf8.bad or _reads_as_chinese(utf8.text)):
        return utf8
    for encoding in dict.fromkeys(filter(None, (foreign, "gb18030", "big5hkscs"))):
        decoded = _tolerant(data, encoding)
        if decoded is not None and _reads_as_chinese(decoded.text):
            return decoded
    if declared:
        try:
            return Decoded(as_characters(data.decode(declared)), declared)
        except (UnicodeDecodeError, LookupError):
            pass
    raise ZerenError(f"{name}: neither UTF-8 nor GB18030 text; save it as UTF-8")


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    """``data`` in an encoding, a broken byte here and there told of; None where there are many, or no such encoding."""
    try:
        return Decoded(as_characters(data.decode(encoding)), encoding)
    except LookupError:
        return None
    except UnicodeDecodeError:
        pass
    pieces: list[str] = []
    bad: list[Part] = []
    at = 0
    most = _most_broken(data)
    while True:
        try:
            pieces.append(data[at:].decode(encoding))
            break
        except UnicodeDecodeError as error:
            before = data[at : at + error.start].decode(encoding)
            pieces += (before, "\ufffd")
            broken = data[at + error.start : at + error.end]
            line = sum(piece.count("\n") for piece in pieces) + 1
            bad.append(
                (
                    "character",
                    f"line {line}",
                    "unreadable",
                    before[-12:],
                    f"the byte {broken.hex(' ')} is no {encoding}",
                )
            )
            at += error.end
        if len(bad) > most:
            return None
    return Decoded(as_characters("".join(pieces)), encoding, tuple(bad))


def _most_broken(data: bytes) -> int:
    """How many bytes of a text may be broken."""
    return max(len(data) > _SHORT, len(data) // _BAD_PER)


def _reads_as_chinese(text: str) -> bool:
    """GB18030 gives some character for almost any bytes: real text is nearly all ordinary characters."""
    sample = text[:100_000]
    ordinary = len(_ORDINARY.findall(sample)) + sample.count("\ufffd")
    common = sum(1 for c in sample if c in _COMMON)
    return ordinary >= 0.98 * len(sample) and common >= 0.01 * len(sample)
