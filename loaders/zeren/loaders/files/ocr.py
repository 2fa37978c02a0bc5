"""Pictures of text, scanned or photographed: what a model reads in them, with its place and how sure it is of it.

The models come with RapidOCR (``zeren[ocr]``), so nothing is fetched. What is not certain is told, and never mended.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.laid_out import page_of

WITHOUT = 'to read it, run: pip install "zeren[ocr]", or run it through OCR first'
"""What to do where the package is not there."""
DPI = 300
"""At which pages of a PDF are drawn."""
_POINTS = 72
_DOUBTFUL = 0.6
"""How sure the model is of a letter; what is less is told."""
_BESIDE_RULE = 0.5
_TILTED = 0.2
"""Degrees from which a page is taken as tilted."""
_STROKE = 2.0
"""Points by which a letter may stand out of the box of its line."""
_NARROW = 0.55
"""Of the width of Han, that of other letters, in which the width of a line is shared out."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was read in one piece of a line."""

    text: str
    box: tuple[float, float, float, float]
    """Left, top, right and bottom, in points of the page that was turned upright."""
    sure: tuple[float, ...]
    """Of each letter, how sure the model is."""

    @property
    def confidence(self) -> int:
        """In per cent, of the letter that it is least sure of."""
        return int(100 * min(self.sure, default=0))

    def place(self, page: str) -> str:
        """Where it stands, and how sure it is."""
        left, top, right, bottom = (round(n) for n in self.box)
        return f"{page}, {left},{top}–{right},{bottom}, {self.confidence} %"


def can_read() -> bool:
    """Is the package there?"""
    return find_spec("rapidocr") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of which a picture is all there is."""

    page: Any
    """As pdfplumber has pages."""
    lines: tuple[Line, ...]
    number: int

    @classmethod
    def of(cls, picture: Any, dpi: float, number: int) -> SeenPage:
        """What is read in a picture, turned upright; lines that are ruled are found too."""
        import numpy

        found = _engine()(numpy.asarray(picture), return_word_box=True)
        boxes = found.boxes if found.boxes is not None else ()
        scale, tilt = _POINTS / dpi, _tilt(boxes)
        width, height = picture.size
        lines = tuple(_lines(found, tilt, (width / 2, height / 2), scale)) if len(boxes) else ()
        upright = picture.rotate(tilt, resample=2, fillcolor="white") if tilt else picture  # 2: between four pixels
        held: dict[str, list[dict[str, Any]]] = {"char": [], "line": [], "image": [], "curve": [], "rect": []}
        for line in lines:
            held["char"] += [_common("char", letter, number) for letter in _letters(line)]
        held["line"] = [_common("line", rule, number) for rule in _ruled(numpy.asarray(upright), scale, lines)]
        lines = tuple(_beside_rules(line, held["line"]) for line in lines)
        return cls(page_of(width * scale, height * scale, number, held), lines, number)

    def tell(self, builder: TextBuilder) -> None:
        """Give each line that was written its place, and tell of letters that are not certain."""
        page = f"p. {self.number}"
        if not self.lines:
            builder.tell("page", page, "skipped", "", "no words were found in its picture")
            return
        builder.hold("page")
        begin = max((at for at, name in builder.places if name == page), default=0)
        text = builder.text
        own: list[tuple[int, str]] = []
        taken: list[tuple[int, int]] = []
        for line in self.lines:
            at = _find(text, line.text, begin, taken)
            if at is not None:
                taken.append((at, at + len(line.text)))
                # The first letter of a page begins the page.
                own.append((at + (at == begin), line.place(page.replace("p. ", "page "))))
            for i, sure in enumerate(line.sure):
                if sure < _DOUBTFUL and line.text[i].strip():
                    words = line.text[max(0, i - 6) : i + 7]
                    why = f"{line.text[i]} was read, which is {int(100 * sure)} % certain: look at the picture"
                    builder.tell("character", line.place(page), "unreadable", words, why)
        builder.places += sorted(own)


def _find(text: str, words: str, begin: int, taken: list[tuple[int, int]]) -> int | None:
    """Where these words were written, and no others of the same form before them."""
    at = text.find(words, begin)
    while at >= 0 and any(at < end and start < at + len(words) for start, end in taken):
        at = text.find(words, at + 1)
    return at if at >= 0 else None


def _tilt(boxes: Any) -> float:
    """By how many degrees the lines of a picture go down to the right."""
    long = [(b[0], b[1]) for b in boxes if b[1][0] - b[0][0] > 5 * abs(b[3][1] - b[0][1])]
    angle = median([math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) for a, b in long]) if long else 0.0
    return float(angle) if abs(angle) >= _TILTED else 0.0


def _lines(found: Any, tilt: float, middle: tuple[float, float], scale: float) -> Iterator[Line]:
    """The pieces of lines that were read, from the top; each box is turned upright, so the picture need not be."""
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    pieces = []
    for corners, text, score, words in zip(found.boxes, found.txts, found.scores, found.word_results, strict=True):
        away = [(float(x) - middle[0], float(y) - middle[1]) for x, y in corners]
        flat = [((middle[0] + x * cos + y * sin) * scale, (middle[1] - x * sin + y * cos) * scale) for x, y in away]
        left, right = min(x for x, _ in flat), max(x for x, _ in flat)
        top, bottom = (flat[0][1] + flat[1][1]) / 2, (flat[2][1] + flat[3][1]) / 2
        if text.strip():
            pieces.append(Line(text, (left, top, right, bottom), tuple(_sure(text, float(score), words))))
    yield from sorted(pieces, key=lambda line: (line.box[1] + line.box[3], line.box[0]))


def _sure(text: str, score: float, words: Any) -> Iterator[float]:
    """How sure the model is of each letter: it says so of runs of them, which leave spaces out."""
    letters = [(char, float(sure)) for word, sure, _ in words for char in word]
    at = 0
    for char in text:
        if at < len(letters) and letters[at][0] == char:
            yield letters[at][1]
            at += 1
        else:
            yield score


def _letters(line: Line) -> Iterator[dict[str, Any]]:
    """The letters of a line, which share its width."""
    left, top, right, bottom = line.box
    wide = [1.0 if ord(c) > 0x2E7F else _NARROW for c in line.text]
    unit = (right - left) / sum(wide)
    size = bottom - top
    x = left
    for char, part in zip(line.text, wide, strict=True):
        yield {
            **{"text": char, "size": size, "upright": True, "fontname": "", "non_stroking_color": (0,)},
            **{
                "x0": x,
                "x1": x + part * unit,
                "top": top,
                "bottom": bottom,
                "matrix": (size, 0.0, 0.0, size, x, bottom),
            },
        }
        x += part * unit


def _common(kind: str, held: dict[str, Any], number: int) -> dict[str, Any]:
    size = {"width": held["x1"] - held["x0"], "height": held["bottom"] - held["top"]}
    return {**held, **size, "object_type": kind, "page_number": number, "doctop": held["top"]}


def _ruled(pixels: Any, scale: float, lines: tuple[Line, ...]) -> Iterator[dict[str, Any]]:
    """The lines of tables in a picture: long and thin, and crossing others."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    found = {
        "across": _long(cv2, dark, (pixels.shape[1] // 20, 1)),
        "down": _long(cv2, dark, (1, pixels.shape[0] // 40)),
    }
    near = 4 / scale
    for kind, others in (("across", "down"), ("down", "across")):
        for x, y, width, height in found[kind]:
            crossed = sum(
                x - near < a + c and a < x + width + near and y - near < b + d and b < y + height + near
                for a, b, c, d in found[others]
            )
            stroke = any(
                _within(line.box, (x * scale, y * scale, (x + width) * scale, (y + height) * scale)) for line in lines
            )
            if crossed < 2 or stroke:
                continue
            middle = (y + height / 2) * scale if kind == "across" else (x + width / 2) * scale
            box = {"x0": x * scale, "x1": (x + width) * scale, "top": y * scale, "bottom": (y + height) * scale}
            box |= {"top": middle, "bottom": middle} if kind == "across" else {"x0": middle, "x1": middle}
            yield {**box, "pts": [(box["x0"], box["top"]), (box["x1"], box["bottom"])], "fill": False}


def _beside_rules(line: Line, rules: list[dict[str, Any]]) -> Line:
    """The line; where a ruled line stands in its box, that may have been read as a letter: 1, l or |."""
    left, top, right, bottom = line.box
    sure = list(line.sure)
    for rule in rules:
        if rule["x0"] == rule["x1"] and left < rule["x0"] < right and rule["top"] < bottom and rule["bottom"] > top:
            at = min(int((rule["x0"] - left) / (right - left) * len(sure)), len(sure) - 1)
            sure[at] = min(sure[at], _BESIDE_RULE)
    return Line(line.text, line.box, tuple(sure))


def _within(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Does nothing of the other box stand out of this one? So it is with strokes of letters."""
    return all(a <= b + _STROKE for a, b in zip(box[:2], other[:2], strict=True)) and all(
        a >= b - _STROKE for a, b in zip(box[2:], other[2:], strict=True)
    )


def _long(cv2: Any, dark: Any, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Boxes of dark runs of at least this length, a gap of a few pixels apart taken as one."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (max(size[0], 1), max(size[1], 1)))
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (9 if size[0] > 1 else 3, 9 if size[1] > 1 else 3))
    runs = cv2.morphologyEx(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, closing), cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:] if min(w, h) < 0.2 * max(w, h)]
