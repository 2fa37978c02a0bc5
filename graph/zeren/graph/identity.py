"""Ids from few raw, stable fields: the same thing has the same id whenever and with whatever it is loaded."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from zeren.loaders.records import CountyRef, Document, TaskRecord

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMERAL = r"[〇零一二两三四五六七八九十百]+|\d+"
_HEADING = re.compile(
    rf"\s*(?:[（(]\s*(?P<bracketed>{_NUMERAL})\s*[)）]"
    rf"|第(?P<article>{_NUMERAL})[条章节部分]+"
    rf"|(?P<plain>{_NUMERAL})(?=[、.．﹒，,\s]))"
)


_ESCAPED = re.compile("[%\U00010000-\U0010ffff]")


def stored_id(text: str) -> str:
    """An id as it is stored: characters beyond U+FFFF, and ``%``, percent-encoded (𠮷 is ``%F0%A0%AE%B7``).

    Engines that keep UTF-16 sort such a character before U+E000, where full-width brackets come later, and engines
    that keep code points behind it: ``ORDER BY … id`` would not end in the same order. RFC 3986 names the encoding.
    """
    return _ESCAPED.sub(lambda m: quote(m[0]), text)


def numeral(text: str) -> int:
    """The value of a printed numeral below 1,000: 十二 and 12 are 12. Raises ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    total = 0
    for part, unit in ((r"(.*)百", 100), (r"(.*)十", 10), (r"(.+)", 1)):
        match = re.match(part, text)
        if match is None:
            continue
        digits = match[1].strip("〇零")
        total += (_DIGITS[digits] if digits else int(unit > 1)) * unit
        text = text[match.end() :]
        if not text.strip("〇零"):
            return total
    raise ValueError(f"not a numeral: {text!r}")


def heading_number(heading: str) -> int | None:
    """The number that a heading starts with (一、 （一） 1. 第一章), or None."""
    match = _HEADING.match(heading)
    if match is None:
        return None
    try:
        return numeral(next(g for g in match.groups() if g))
    except (KeyError, ValueError):
        return None


def _short_hash(*parts: object) -> str:
    return hashlib.sha256(
        "\x1f".join("" if p is None else str(p) for p in parts).encode("utf-8", "surrogatepass")
    ).hexdigest()[:12]


def document_key(document: Document) -> str:
    """文号 where there is one, else a hash of title and what tells equal titles apart: place, year, date."""
    if document.number:
        return document.number
    return _short_hash(document.city, document.year, document.date, document.title)


def document_keys(documents: Sequence[Document]) -> dict[Document, str]:
    """A key for each document of one file.

    A plan printed under the 文号 of the notice that issues it shares its number: the first
    document keeps the plain number, the others add a hash of their title.
    """
    keys: dict[Document, str] = {}
    taken: set[str] = set()
    for document in documents:
        key = document_key(document)
        if key in taken:
            key = f"{key}/{_short_hash(document.title)}"
        taken.add(key)
        keys[document] = key
    return keys


def sector_place(record: TaskRecord) -> tuple[str, ...] | None:
    """What tells a sector from the others of its document: the headings down to its own, or its title."""
    if record.sector is None:
        return None
    for depth, heading in enumerate(record.path, start=1):
        if heading.strip().endswith(record.sector.strip()):
            return tuple(record.path[:depth])
    return (record.sector,)


def sector_ordinals(places: Sequence[tuple[str, ...]]) -> list[int]:
    """A number for each sector: the printed ones where all have one and none repeats, else 1, 2, …"""
    printed = [heading_number(place[-1]) for place in places]
    ordinals = [n for n in printed if n is not None]
    if len(ordinals) == len(places) and len(set(ordinals)) == len(ordinals):
        return ordinals
    return list(range(1, len(places) + 1))


def task_numbers(records: Sequence[TaskRecord]) -> list[str]:
    """A number for each task of a document, unique in it.

    The printed numbers where none repeats and none is missing. Otherwise, since numbering then
    restarts in each section, the numbers of the headings come first (2/1/3); what still repeats
    gets its place in the document after it.
    """
    numbers = [record.number for record in records]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return numbers
    long = ["/".join([*_heading_labels(record.path), record.number or "-"]) for record in records]
    often = Counter(long)
    return [number if often[number] == 1 else f"{number}@{place}" for place, number in enumerate(long, start=1)]


def _heading_labels(path: Sequence[str]) -> list[str]:
    labels = []
    for heading in path:
        number = heading_number(heading)
        labels.append(str(number) if number is not None else _short_hash(heading))
    return labels


def namespace(document: Document, key: str) -> str:
    """Where a document's names live: its city, or the document itself where no city is known.

    市财政局 of two unknown cities must not become one unit.
    """
    return document.city or key


def county_id(county: CountyRef, space: str) -> str:
    """By code; by name within the city where the place has no code."""
    return f"county:{county.code}" if county.code else f"county:{space}/{county.name}"
