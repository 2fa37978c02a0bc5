"""Letters of a PDF's page that nobody sees: struck out, of the colour of their ground, beside the page, too small,
painted over, without ink. Those of a picture's words are read: they are what a machine has read in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from zeren.loaders.files.builder import TextBuilder

if TYPE_CHECKING:
    from zeren.loaders.files.pdf_drawn import Colour, Drawn, DrawnPage

_BEHIND = "behind a picture"
_SMALLEST = 1.6
"""Points: smaller letters are not seen."""
_THICKEST = 2.5
"""Points of a line that strikes words out; thicker ones are bars."""
_SAME = 0.04
"""Of a colour, by how much it may differ."""
_BAND = 20
"""Points: boxes are looked for in bands of the page."""
CONTRAST = 48
"""Between the darkest and the lightest point of a picture where it shows a letter, of 255."""
Chars = list[Any]


def seen_only(page: DrawnPage, place: str, builder: TextBuilder) -> Any:
    """The page without those letters; they are told, each run of them once."""
    unseen: dict[int, str] = {}
    for char, why in _unseen(page):
        unseen.setdefault(id(char), why)
    if not unseen:
        return page
    of_pictures = _of_pictures(page, [c for c in page.chars if unseen.get(id(c)) == _BEHIND])
    if of_pictures:
        unseen = {key: why for key, why in unseen.items() if key not in of_pictures}
        builder.notes.append(f"{place}: its words are what a machine once read in a picture; look at the names")
    for why in dict.fromkeys(unseen.values()):
        words = "".join(c["text"] for c in page.chars if unseen.get(id(c)) == why)
        if words.strip():
            builder.tell("text", place, "hidden", words, why)
    return page.filter(lambda held: id(held) not in unseen) if unseen else page


def _unseen(page: DrawnPage) -> Iterator[tuple[Any, str]]:
    left, top, right, bottom = _shown(page)
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
            yield char, "beside the page"
        elif char["size"] < _SMALLEST:
            yield char, "too small to be seen"
    yield from _white(page) if page.pdf is None else _not_drawn(page)
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


def _white(page: Any) -> Iterator[tuple[Any, str]]:
    """White letters of an OFD's page, in no picture and no shape: in what order those are drawn is not known."""
    for char in page.chars:
        colour: Any = char.get("non_stroking_color") or ()
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        holders = (*page.images, *page.curves, *page.rects)
        inside = any(one["x0"] <= x <= one["x1"] and one["top"] <= y <= one["bottom"] for one in holders)
        if len(colour) == 3 and _is_same(colour, (1.0, 1.0, 1.0)) and not inside:
            yield char, "white on white"


def _not_drawn(page: DrawnPage) -> Iterator[tuple[Any, str]]:
    """Letters without ink, and those that nothing sets apart from what lies over or under them."""
    from pdfminer.layout import LTChar, LTImage

    from zeren.loaders.files.pdf_drawn import NO_INK

    drawn = page.drawn()
    painted = _Painted(page, drawn)
    letters = iter(page.chars)
    for order, (held, how) in enumerate(drawn):
        if not isinstance(held, LTChar):
            continue
        char, why = next(letters), how.unseen
        if why == NO_INK and any(isinstance(one, LTImage) for _, one, _ in painted.at(held)):
            why = _BEHIND
        elif not why:
            why = _hidden_by(order, how, painted.at(held))
        if why:
            yield char, why


class _Painted:
    """What is painted on a page, by bands of it."""

    def __init__(self, page: DrawnPage, drawn: list[tuple[Any, Drawn]]) -> None:
        from pdfminer.layout import LTChar, LTImage, LTLine

        self.bands: dict[int, list[tuple[int, Any, Drawn]]] = defaultdict(list)
        last = int(page.layout.height // _BAND)
        for order, (held, how) in enumerate(drawn):
            is_painted = isinstance(held, LTImage) or (not isinstance(held, (LTChar, LTLine)) and held.fill)
            if is_painted and not how.unseen and min(held.width, held.height) > _THICKEST:
                for band in range(max(0, int(held.y0 // _BAND)), min(last, int(held.y1 // _BAND)) + 1):
                    self.bands[band].append((order, held, how))

    def at(self, char: Any) -> list[tuple[int, Any, Drawn]]:
        """What is painted where a letter stands, in the order in which it is drawn."""
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        near = self.bands.get(int(y // _BAND), ())
        return [one for one in near if one[1].x0 <= x <= one[1].x1 and one[1].y0 <= y <= one[1].y1]


def _hidden_by(order: int, how: Drawn, painted: list[tuple[int, Any, Drawn]]) -> str:
    """Why a letter that is drawn with ink is not seen: what lies over it, or what it lies on."""
    from pdfminer.layout import LTImage, LTRect

    for at, held, its in painted:
        if at > order and its.covers and isinstance(held, (LTImage, LTRect)):
            return _BEHIND if isinstance(held, LTImage) else "painted over"
    below = [(held, its) for at, held, its in painted if at < order]
    ground: Colour | None = (1.0, 1.0, 1.0)
    if below:
        held, its = below[-1]
        ground = its.colours[0] if isinstance(held, LTRect) and its.covers else None
    if ground is None or not all(colour and _is_same(colour, ground) for colour in how.colours):
        return ""
    return "white on white" if min(ground) > 1 - _SAME else "in the colour of what is under it"


def _is_same(colour: Colour, ground: Colour) -> bool:
    return all(abs(part - other) < _SAME for part, other in zip(colour, ground, strict=True))


def _of_pictures(page: DrawnPage, chars: Chars) -> set[int]:
    """Which of the letters at pictures lie where the picture shows something: a line of them is seen, or is not."""
    if not chars:
        return set()
    contrast = contrasts(page)
    lines: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for char in chars:
        lines[round((char["top"] + char["bottom"]) / 4)].append((id(char), contrast(char) > CONTRAST))
    seen = [line for line in lines.values() if 2 * sum(has for _, has in line) >= len(line)]
    return {key for line in seen for key, _ in line}


def contrasts(page: DrawnPage) -> Callable[[Any], int]:
    """How far the lightest and the darkest point of what is on a page are apart, of 255."""
    shown = page.to_image(resolution=72)
    picture = shown.original.convert("L").rotate(-page.turned, expand=True)
    left, top, right, _ = shown.bbox
    scale = picture.width / (right - left)

    def contrast(held: Any) -> int:
        x0, y0 = (held["x0"] - left) * scale, (held["top"] - top) * scale
        x1, y1 = (held["x1"] - left) * scale, (held["bottom"] - top) * scale
        extremes: Any = picture.crop((int(x0), int(y0), int(x1) + 1, int(y1) + 1)).getextrema()
        return int(extremes[1] - extremes[0])

    return contrast


def _is_over(one: Any, char: Any) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(one["x0"] <= x <= one["x1"] and one["top"] <= y <= one["bottom"])


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
