"""What a page of a PDF is before its words are read: turned, printed twice, in columns, a picture, or no text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.ocr import DPI, WITHOUT, SeenPage, can_read
from zeren.loaders.files.pdf_unseen import seen_only

if TYPE_CHECKING:
    from zeren.loaders.files.pdf_drawn import DrawnPage

_NO_LETTER = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MANY = 0.3
"""Of the letters of a page, how many without a meaning make it no text."""
_PICTURE = 0.15
"""Of the area of a page, what a picture covers that may hold words."""
_DRAWN = 300
"""Curves of a page without letters: more of them are letters that are drawn."""
_GUTTER = 14.0
"""Points between two columns of text; more than the widest space."""
_NUMBERED = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]+)"
)
_COLUMN_LINES = 3
Chars = list[Any]


def prepared(page: Any, number: int, builder: TextBuilder) -> Any | SeenPage | None:
    """The page as it is read: turned upright, what is printed twice once; what is seen of it where it is a picture.
    None where there is nothing to read.

    What is not text is told, with the number of the page.
    """
    place = f"p. {number}"
    page = seen_only(_upright(_at_origin(page)), place, builder)
    letters = [c for c in page.chars if not c["text"].isspace()]
    _tell_around(page, place, builder, bool(letters))
    if not letters:
        covered = _covered(page)
        if covered >= _PICTURE or len(page.curves) > _DRAWN:
            if can_read() and page.pdf is not None:
                return SeenPage.of(page.to_image(resolution=DPI).original.convert("RGB"), DPI, number)
            what = "a scanned page" if covered >= _PICTURE else "a page whose letters are drawn as lines"
            builder.tell("page", place, "unreadable", "", f"{what}: {WITHOUT}")
        else:
            builder.hold("page", "furniture")
        return None
    without = [c for c in letters if _NO_LETTER.fullmatch(c["text"])]
    if len(without) > _MANY * len(letters):
        if can_read() and page.pdf is not None:
            return SeenPage.of(page.to_image(resolution=DPI).original.convert("RGB"), DPI, number)
        why = f"its fonts do not say which letters they draw: print it to PDF again; {WITHOUT}"
        builder.tell("page", place, "unreadable", "", why)
        return None
    if without:
        builder.tell("character", place, "unreadable", "", f"{len(without)} letters that their font does not name")
    builder.hold("page")
    twice = Counter((c["text"], round(c["x0"]), round(c["top"])) for c in letters)
    if sum(n - 1 for n in twice.values()) > 0.05 * len(letters):
        page = page.dedupe_chars(tolerance=1)
    return page


def _at_origin(page: Any) -> DrawnPage:
    """A page whose box begins elsewhere than at 0, or ends where it begins, as if it began at 0."""
    from zeren.loaders.files.pdf_drawn import DrawnPage

    held = page.page_obj
    left, bottom, right, top = _ordered(held.mediabox)
    if not left and not bottom and tuple(held.mediabox) == (left, bottom, right, top):
        return DrawnPage.of(page)
    crop = _ordered(held.cropbox or held.mediabox)
    held.mediabox, held.cropbox = (left, bottom, right, top), crop
    # Where pdfplumber looks; pdfminer moves the letters by its own box.
    held.attrs["MediaBox"] = [0, 0, right - left, top - bottom]
    held.attrs["CropBox"] = [crop[0] - left, crop[1] - bottom, crop[2] - left, crop[3] - bottom]
    return DrawnPage.of(page)


def _ordered(box: Any) -> tuple[float, float, float, float]:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _upright(page: DrawnPage) -> DrawnPage:
    """A page that is printed sideways, turned so that its lines lie flat."""
    lying = Counter(_turn(*c["matrix"][:2]) for c in page.chars if not c["text"].isspace())
    to, many = max(lying.items(), key=lambda item: item[1], default=(0, 0))
    if not to or many <= lying.total() / 2:
        return page
    page.page_obj.rotate = (page.page_obj.rotate + to) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate  # where pdfplumber looks
    turned = type(page).of(page)
    turned.turned = to
    return turned


def _turn(along: float, up: float) -> int:
    """By how much a page is turned clockwise to make lines in this direction lie flat: 0, 90, 180 or 270 degrees."""
    if abs(up) > abs(along):
        return 90 if up > 0 else 270
    return 180 if along < 0 else 0


def _covered(page: Any) -> float:
    """Which share of the page the largest picture covers."""
    area = float(page.width * page.height) or 1.0
    return max((float(i["width"] * i["height"]) / area for i in page.images), default=0.0)


def _tell_around(page: Any, place: str, builder: TextBuilder, has_letters: bool) -> None:
    """Pictures, filled fields of forms, and notes on a page."""
    if has_letters:
        for image in page.images:
            over = any(
                image["x0"] < c["x0"] < image["x1"] and image["top"] < c["top"] < image["bottom"] for c in page.chars
            )
            large = image["width"] * image["height"] > _PICTURE * page.width * page.height
            if large and not over:
                builder.tell("picture", place, "skipped", "", "a picture on the page; words in it are not read")
            else:
                builder.hold("picture", "furniture")
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


def lines_down(page: Any) -> list[str] | None:
    """The lines of a page that is written from top to bottom, from right to left; None where it is not."""
    chars = [c for c in page.chars if not c["text"].isspace()]
    below = sum(
        abs(a["x0"] - b["x0"]) < 2 and 0 < b["top"] - a["top"] < 3 * max(a["height"], 1.0) for a, b in pairwise(chars)
    )
    if len(chars) < 8 or below < 0.7 * len(chars):
        return None
    size = median(c["width"] for c in chars)
    columns: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: -c["x0"]):
        if columns and columns[-1][0]["x0"] - char["x0"] < size * 0.6:
            columns[-1].append(char)
        else:
            columns.append([char])
    order = {id(c): i for i, c in enumerate(chars)}
    return ["".join(c["text"] for c in _downwards(column, order, size)) for column in columns]


def _downwards(column: Chars, order: dict[int, int], size: float) -> Chars:
    """The letters of a column as they are drawn, unless that goes up: a mark may be higher than what is before it."""
    drawn = sorted(column, key=lambda c: order[id(c)])
    goes_up = any(a["top"] - b["top"] > size for a, b in pairwise(drawn))
    return sorted(column, key=lambda c: float(c["top"])) if goes_up else drawn


def in_columns(chars: Chars, width: float) -> list[Chars]:
    """The letters of a page, or of a part of it, in the order of its columns; in one piece where there are none.

    Two columns of text, each with items of its own or as wide as text is, are read one after the other; cells of a
    table without lines are not.
    """
    rows = list(_rows(chars))
    best: tuple[int, int, float] | None = None
    for x in _gaps(rows, width):
        for first, last in _runs(rows, x):
            split = sum(bool(_split(row, x)) for row in rows[first:last])
            if (
                split >= _COLUMN_LINES
                and (best is None or split > best[1] - best[0])
                and _are_columns(rows[first:last], x, width)
            ):
                best = (first, last, x)
    if best is None:
        return [chars]
    first, last, x = best
    pieces = [
        [c for row in rows[:first] for c in row],
        [c for row in rows[first:last] for c in row if c["x0"] < x],
        [c for row in rows[first:last] for c in row if c["x0"] >= x],
        [c for row in rows[last:] for c in row],
    ]
    return [piece for piece in pieces if piece]


def apart(chars: Chars) -> float:
    """How far letters stand from each other where they are set apart; 0 where they touch."""
    gaps = [b["x0"] - a["x1"] for row in _rows(chars) for a, b in pairwise(row)]
    gap = float(median(gaps)) if gaps else 0.0
    return gap if gap > 1 else 0.0


def _rows(chars: Chars) -> Iterator[Chars]:
    """Letters whose middles stand at the same height, from the top."""
    row: Chars = []
    for char in sorted(chars, key=lambda c: c["top"] + c["bottom"]):
        if row and (char["top"] + char["bottom"]) / 2 - (row[0]["top"] + row[0]["bottom"]) / 2 > 3:
            yield sorted(row, key=lambda c: c["x0"])
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda c: c["x0"])


def _gaps(rows: list[Chars], width: float) -> list[float]:
    """Where a gutter may be: the right edges of wide gaps, those of most rows first."""
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        for a, b in pairwise(row):
            if b["x0"] - a["x1"] > _GUTTER and 0.3 * width < b["x0"] < 0.7 * width:
                found[round(b["x0"])] += 1
    return [x - 2.0 for x, n in sorted(found.items(), key=lambda item: -item[1])[:4] if n >= _COLUMN_LINES]


def _runs(rows: list[Chars], x: float) -> Iterator[tuple[int, int]]:
    """Runs of rows that nothing crosses at ``x``."""
    first = 0
    for i, row in enumerate([*rows, []]):
        crosses = any(c["x0"] < x - _GUTTER / 2 < c["x1"] for c in row) or any(
            a["x1"] < x < b["x0"] + 2 and b["x0"] - a["x1"] <= _GUTTER for a, b in pairwise(row)
        )
        if crosses or i == len(rows):
            if i > first:
                yield first, i
            first = i + 1


def _split(row: Chars, x: float) -> tuple[Chars, Chars] | None:
    left, right = [c for c in row if c["x0"] < x], [c for c in row if c["x0"] >= x]
    return (left, right) if left and right else None


def _are_columns(rows: list[Chars], x: float, width: float) -> bool:
    pairs = [pair for row in rows if (pair := _split(row, x))]
    sides = [["".join(c["text"] for c in side) for side in pair] for pair in pairs]
    numbered = [any(_NUMBERED.match(side[i]) for side in sides) for i in (0, 1)]
    more_gaps = sum(any(b["x0"] - a["x1"] > _GUTTER for a, b in pairwise(side)) for pair in pairs for side in pair)
    if more_gaps > len(pairs) / 2:
        return False  # a table has more than one gutter
    wide = [median(side[-1]["x1"] - side[0]["x0"] for side in (pair[i] for pair in pairs)) for i in (0, 1)]
    return all(numbered) or (len(pairs) > 2 * _COLUMN_LINES and min(wide) > 0.33 * width)
