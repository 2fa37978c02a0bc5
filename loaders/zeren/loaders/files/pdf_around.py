"""What a page of a PDF holds beside its lines: letters aslant, pictures, drawn letters, forms, notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.pdf_unseen import CONTRAST, contrasts
from zeren.loaders.words.seen import has_seen

_WIDE, _HIGH = 142.0, 8.0
"""Points, 5 cm: what is narrower is a seal or a sign, and no words; what is lower is a line."""
_SENTENCE = re.compile("[：:；;。（(]")
"""Marks that a watermark has none of."""
_LETTER = (5.0, 30.0)
"""Points: how large a letter is."""
_WORD = 8
"""Letters that are drawn in a line; a sign has fewer parts beside each other."""


def lying_flat(page: Any, place: str, builder: TextBuilder) -> Any:
    """The page without letters that lie another way than most: they are no part of the lines that they cross."""
    ways = {id(c): _way(*c["matrix"][:2]) for c in page.chars}
    most = Counter(ways[id(c)] for c in page.chars if not c["text"].isspace()).most_common(1)[0][0]
    others = [c for c in page.chars if ways[id(c)] != most]
    words = "".join(c["text"] for c in others)
    if not words.strip():
        return page
    if has_seen(words) or _SENTENCE.search(words):
        builder.tell("text", place, "unreadable", words, "letters that lie aslant or sideways: they are in no line")
    else:
        builder.hold("watermark", "furniture")
    gone = {id(c) for c in others}
    return page.filter(lambda held: id(held) not in gone)


def _way(along: float, up: float) -> int | None:
    """By how much a letter is to be turned to lie flat; None where it lies aslant."""
    return None if min(abs(along), abs(up)) > 0.05 * max(abs(along), abs(up)) else turn(along, up)


def turn(along: float, up: float) -> int:
    """By how much a page is turned clockwise to make lines in this direction lie flat: 0, 90, 180 or 270 degrees."""
    if abs(up) > abs(along):
        return 90 if up > 0 else 270
    return 180 if along < 0 else 0


def _shows_anything(page: Any) -> Callable[[Any], bool]:
    """Whether a picture shows anything; the page is drawn once, for the first that is asked for."""
    drawn = cache(lambda: contrasts(page.root_page))
    return lambda image: page.pdf is None or drawn()(image) > CONTRAST


def _draws_letters(curves: Iterable[Any]) -> bool:
    """Do filled shapes as large as letters stand side by side in a line?"""
    rows: dict[int, list[float]] = defaultdict(list)
    for curve in curves:
        if curve["fill"] and _LETTER[0] <= max(curve["width"], curve["height"]) <= _LETTER[1]:
            rows[round((curve["top"] + curve["bottom"]) / 8)].append(float(curve["x0"]))
    for row in rows.values():
        beside, last = 0, 0.0
        for x in sorted(row):
            if not beside or x - last >= _LETTER[0]:
                beside, last = beside + 1, x
        if beside >= _WORD:
            return True
    return False


def covered_by_picture(page: Any) -> float:
    """Which share of the page the largest picture covers."""
    area = float(page.width * page.height) or 1.0
    return max((float(i["width"] * i["height"]) / area for i in page.images), default=0.0)


def tell_around(page: Any, place: str, builder: TextBuilder, has_letters: bool) -> None:
    """Pictures, filled fields of forms, and notes on a page."""
    if has_letters:
        shows_anything = _shows_anything(page)
        for image in page.images:
            over = any(
                image["x0"] < c["x0"] < image["x1"] and image["top"] < c["top"] < image["bottom"] for c in page.chars
            )
            large = image["width"] >= _WIDE and image["height"] >= _HIGH
            if large and not over and shows_anything(image):
                builder.tell("picture", place, "skipped", "", "a picture on the page; words in it are not read")
            else:
                builder.hold("picture", "furniture")
        if _draws_letters(page.curves):
            why = "shapes stand in a line like letters: words that are drawn as lines are not read"
            builder.tell("drawing", place, "skipped", "", why)
    for note in page.annots:
        data = note.get("data") or {}
        kind = _text(data.get("Subtype"))
        words = _text(data.get("V") if kind == "Widget" else data.get("Contents")).strip()
        if not words or kind in ("Link", "Popup") or words == "Off":
            continue
        if kind == "Widget":
            builder.tell(
                "form field", place, "unreadable", words, "what is filled in a form: print the file to PDF again"
            )
        else:
            builder.tell("comment", place, "skipped", words, "a note on the page is not read")


def _text(value: Any) -> str:
    """A string of PDF, or the name of a name."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    if isinstance(value, bytes):
        return decode_text(value)
    return str(getattr(value, "name", "") or "") if value is not None else ""
