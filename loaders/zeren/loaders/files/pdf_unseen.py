"""Letters of a PDF's page that nobody sees: struck out, white on white, beside the page, too small, painted over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from zeren.loaders.files.builder import TextBuilder

_SMALLEST = 1.6
"""Points: smaller letters are not seen."""
_THICKEST = 2.5
"""Points of a line that strikes words out; thicker ones are bars."""
_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))
Chars = list[Any]


def seen_only(page: Any, place: str, builder: TextBuilder) -> Any:
    """The page without those letters; they are told, each run of them once."""
    unseen = {id(char): why for char, why in _unseen(page)}
    if not unseen:
        return page
    for why in dict.fromkeys(unseen.values()):
        words = "".join(c["text"] for c in page.chars if unseen.get(id(c)) == why)
        builder.tell("text", place, "hidden", words, why)
    return page.filter(lambda held: id(held) not in unseen)


def _unseen(page: Any) -> Iterator[tuple[Any, str]]:
    left, top, right, bottom = _shown(page)
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
            yield char, "beside the page"
        elif char["size"] < _SMALLEST:
            yield char, "too small to be seen"
    pictures = [i for i in page.images if i["width"] * i["height"] > 100]
    painted = [r for r in page.rects if r.get("fill") and r["height"] > _THICKEST and r["width"] > _THICKEST]
    coloured = [r for r in painted if _colour(r) not in _WHITE]
    white = [c for c in page.chars if _colour(c) in _WHITE and c["text"].strip()]
    for char in white:
        if not any(_is_over(one, char) for one in (*pictures, *coloured, *page.curves)):
            yield char, "white on white"
    for char in _painted_over(page, painted):
        yield char, "painted over"
    for char in _struck(page):
        yield char, "struck out"


def _shown(page: Any) -> tuple[float, float, float, float]:
    """What is shown of the page: the part of its crop box that is on it."""
    box = crop = page.bbox
    # pdfplumber counts a crop box from the wrong end where it is smaller than the page.
    if page.page_obj.rotate % 360 == 0:
        raw, media = page.page_obj.cropbox, page.page_obj.mediabox
        top = media[3] - max(raw[1], raw[3])
        crop = (min(raw[0], raw[2]) - media[0], top, max(raw[0], raw[2]) - media[0], top + abs(raw[3] - raw[1]))
    return max(box[0], crop[0]), max(box[1], crop[1]), min(box[2], crop[2]), min(box[3], crop[3])


def _colour(held: Any) -> tuple[float, ...]:
    colour = held.get("non_stroking_color")
    if isinstance(colour, (int, float)):
        return (colour,)
    return tuple(colour) if isinstance(colour, (tuple, list)) else ()


def _is_over(one: Any, char: Any) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(one["x0"] <= x <= one["x1"] and one["top"] <= y <= one["bottom"])


def _painted_over(page: Any, painted: list[Any]) -> Iterator[Any]:
    """Letters that are drawn before a box that lies over them: of one with a line of its own as wide as a table's cell
    nothing is known, as most programs draw those first."""
    if not painted or not hasattr(page, "layout"):
        return
    drawn: list[tuple[str, Any]] = []
    _in_order(page.layout, drawn)
    before = 0
    boxes = iter(page.rects)
    for kind, _ in drawn:
        if kind == "char":
            before += 1
            continue
        box = next(boxes, None)
        if box is None or box not in painted:
            continue
        for char in page.chars[:before]:
            if char["text"].strip() and _is_over(box, char):
                yield char


def _in_order(holder: Any, found: list[tuple[str, Any]]) -> None:
    from pdfminer.layout import LTChar, LTContainer, LTRect

    for one in holder:
        if isinstance(one, LTChar):
            found.append(("char", one))
        elif isinstance(one, LTRect):
            found.append(("rect", one))
        elif isinstance(one, LTContainer):
            _in_order(one, found)


def _struck(page: Any) -> Iterator[Any]:
    """Letters with a line through their middle, or marked as struck out."""
    chars = sorted((c for c in page.chars if c["text"].strip() and c["upright"]), key=lambda c: float(c["top"]))
    tops = [float(c["top"]) for c in chars]
    highest = max((float(c["bottom"] - c["top"]) for c in chars), default=0.0)
    for line in (*page.lines, *page.rects, *page.curves):
        if line["bottom"] - line["top"] > _THICKEST or line["width"] < 4:
            continue
        y = (line["top"] + line["bottom"]) / 2
        for char in chars[bisect_left(tops, y - highest) : bisect_right(tops, y)]:
            part = (y - char["top"]) / max(0.1, char["bottom"] - char["top"])
            inside = min(line["x1"], char["x1"]) - max(line["x0"], char["x0"])
            if 0.3 < part < 0.75 and inside > 0.6 * (char["x1"] - char["x0"]):
                yield char
    for note in page.annots:
        if str(getattr((note.get("data") or {}).get("Subtype"), "name", "")) == "StrikeOut":
            yield from (c for c in chars if _is_over(note, c))


def tell_layers(pdf: Any, builder: TextBuilder) -> None:
    """Layers that are switched off: which words stand in them pdfminer does not say."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    held = resolve1(pdf.doc.catalog.get("OCProperties"))
    usual = resolve1(held.get("D")) if isinstance(held, dict) else None
    for layer in resolve1(usual.get("OFF")) or [] if isinstance(usual, dict) else []:
        name = resolve1((resolve1(layer) or {}).get("Name"))
        words = decode_text(name) if isinstance(name, bytes) else ""
        why = "a layer that is switched off: its words were read as if they were seen; print the file to PDF again"
        builder.tell("layer", "document", "unreadable", words, why)
