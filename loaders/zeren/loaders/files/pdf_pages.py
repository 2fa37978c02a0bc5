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
from zeren.loaders.files.pdf_around import covered_by_picture, lying_flat, tell_around, turn
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
_GUTTER = 7.0
"""Points: between two columns of text there are more."""
_WIDEST_SPACE = 0.85
"""Of the height of a letter: between two columns of text there is more than this, too."""
_NUMBERED = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]+)"
)
_COLUMN_LINES = 2
_TEXT_LINES = 6
"""Lines of columns without numbers: a table without lines may have fewer."""
Chars = list[Any]


def prepared(page: Any, number: int, builder: TextBuilder) -> Any | SeenPage | None:
    """The page as it is read: turned upright, what is printed twice once; what is seen of it where it is a picture.
    None where there is nothing to read.

    What is not text is told, with the number of the page.
    """
    place = f"p. {number}"
    page = seen_only(_upright(_at_origin(page)), place, builder)
    letters = [c for c in page.chars if not c["text"].isspace()]
    tell_around(page, place, builder, bool(letters))
    if not letters:
        covered = covered_by_picture(page)
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
    page = lying_flat(page, place, builder)
    twice = Counter((c["text"], round(c["x0"]), round(c["top"])) for c in letters)
    if sum(n - 1 for n in twice.values()) > 0.05 * len(letters):
        page = page.dedupe_chars(tolerance=1)
    return page


def _at_origin(page: Any) -> DrawnPage | Any:
    """A page whose box begins elsewhere than at 0, or ends where it begins, as if it began at 0."""
    from zeren.loaders.files.pdf_drawn import DrawnPage

    held = page.page_obj
    if page.pdf is None:  # of an OFD
        return page
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


def _upright(page: DrawnPage | Any) -> DrawnPage | Any:
    """A page that is printed sideways, turned so that its lines lie flat."""
    lying = Counter(turn(*c["matrix"][:2]) for c in page.chars if not c["text"].isspace())
    to, many = max(lying.items(), key=lambda item: item[1], default=(0, 0))
    if not to or many <= lying.total() / 2:
        return page
    page.page_obj.rotate = (page.page_obj.rotate + to) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate  # where pdfplumber looks
    turned = type(page).of(page)
    turned.turned = to
    return turned


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


def in_columns(chars: Chars) -> list[Chars]:
    """The letters of a page, or of a part of it, in the order of its columns; in one piece where there are none.

    Columns of text, each with items of its own or as wide as text is, are read one after the other; cells of a table
    without lines are not.
    """
    rows = list(_rows(chars))
    gutter = max(_GUTTER, _WIDEST_SPACE * median(c["height"] for c in chars)) if chars else _GUTTER
    best: tuple[int, int, float] | None = None
    for x in _gaps(rows, gutter):
        for first, last in _runs(rows, x, gutter):
            sides = _sides(rows[first:last], x)
            has_most = best is None or last - first > best[1] - best[0]
            if has_most and min(map(len, sides)) >= _COLUMN_LINES and _are_columns(sides, gutter):
                best = (first, last, x)
    if best is None:
        return [chars]
    first, last, x = best
    above, below = ([c for row in some for c in row] for some in (rows[:first], rows[last:]))
    between = [[c for row in side for c in row] for side in _sides(rows[first:last], x)]
    pieces = [above, *(piece for side in between for piece in in_columns(side)), below]
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


def _gaps(rows: list[Chars], gutter: float) -> list[float]:
    """Where a gutter may be: where words begin in the middle of a row behind a wide gap or none, most rows first."""
    left = min((row[0]["x0"] for row in rows), default=0.0)
    width = max((row[-1]["x1"] for row in rows), default=0.0) - left
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        for segment in _segments(row, gutter):
            if 0.25 * width < segment[0]["x0"] - left < 0.75 * width:
                found[round(segment[0]["x0"])] += 1
    return [x - 2.0 for x, n in sorted(found.items(), key=lambda item: -item[1])[:4] if n >= _COLUMN_LINES]


def _segments(row: Chars, gutter: float) -> list[Chars]:
    """The parts of a row between wide gaps."""
    cuts = [0, *(i for i, (a, b) in enumerate(pairwise(row), 1) if b["x0"] - a["x1"] > gutter), len(row)]
    return [row[i:j] for i, j in pairwise(cuts)]


def _runs(rows: list[Chars], x: float, gutter: float) -> Iterator[tuple[int, int]]:
    """Runs of rows that nothing crosses at ``x``."""
    first = 0
    for i, row in enumerate([*rows, []]):
        crosses = any(c["x0"] < x - gutter / 2 < c["x1"] for c in row) or any(
            a["x1"] < x < b["x0"] + 2 and b["x0"] - a["x1"] <= gutter for a, b in pairwise(row)
        )
        if crosses or i == len(rows):
            if i > first:
                yield first, i
            first = i + 1


def _sides(rows: list[Chars], x: float) -> tuple[list[Chars], list[Chars]]:
    """What stands left and right of ``x``, row by row."""
    left, right = ([[c for c in row if (c["x0"] < x) is at_left] for row in rows] for at_left in (True, False))
    return [row for row in left if row], [row for row in right if row]


def _are_columns(sides: tuple[list[Chars], list[Chars]], gutter: float) -> bool:
    segments = [[_segments(row, gutter) for row in side] for side in sides]
    parts = [max(Counter(map(len, side)).items(), key=lambda item: (item[1], item[0]))[0] for side in segments]
    columns = [
        [row[i] for row in side if len(row) > i] for side, n in zip(segments, parts, strict=True) for i in range(n)
    ]
    if all(any(_NUMBERED.match("".join(c["text"] for c in row)) for row in column) for column in columns):
        return True
    if len(columns) > len(sides):
        return False  # a table has more than one gutter
    wide = [median(row[-1]["x1"] - row[0]["x0"] for row in column) for column in columns]
    whole = max(row[-1]["x1"] for row in sides[1]) - min(row[0]["x0"] for row in sides[0])
    return min(map(len, sides)) > _TEXT_LINES and min(wide) > 0.4 * whole
