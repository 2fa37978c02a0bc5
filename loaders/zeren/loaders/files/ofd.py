"""OFD (GB/T 33190), the national format of pages that are laid out: its texts with their places, read as those of a
PDF are: the same order of lines, tables by their lines, wraps put together."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.laid_out import page_of
from zeren.loaders.files.ocr import WITHOUT
from zeren.loaders.files.package import Package

_POINTS = 72 / 25.4
"""Points in a millimetre, in which OFD measures."""
_ABOVE = 0.86
"""Of the size of a letter, how much of it stands above its base line."""
_OPERATORS = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_ENDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow an operator of a path; the last two are where it ends."""
Matrix = tuple[float, float, float, float, float, float]
Element = etree._Element


def read_ofd(data: bytes, name: str) -> TextBuilder:
    """The text and tables of an OFD. Raises ZerenError for a damaged file, and for pictures without text."""
    try:
        import pdfplumber
    except ImportError:
        raise ZerenError(f'{name}: reading OFD needs one more package; run: pip install "zeren[pdf]"') from None
    from zeren.loaders.files.pdf import write_page

    del pdfplumber
    builder = TextBuilder()
    package = Package(data, name)
    try:
        above = None
        for number, (width, height, parts) in enumerate(_pages(package, builder), 1):
            builder.place(f"p. {number}")
            above = write_page(builder, _page(width, height, number, parts, builder), number, above)
    except ZerenError:
        raise
    except Exception as error:  # lxml, zipfile and what is not as the standard says have errors of their own each
        raise ZerenError(f"{name}: no readable OFD ({type(error).__name__}); print it to .pdf") from None
    if not builder.text.strip() and all("scanned" in held.reason for held in builder.told):
        raise ZerenError(f"{name}: a scanned OFD without text; print it to .pdf first, then: {WITHOUT}")
    return builder


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(root: Element | None, name: str) -> Iterator[Element]:
    return (e for e in root.iter() if _local(e) == name) if root is not None else iter(())


def _beside(part: str, location: str) -> str:
    """The part at ``location``, counted from where it is named; from the top where it begins with /."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), location.strip())).lstrip("/")


def _pages(package: Package, builder: TextBuilder) -> Iterator[tuple[float, float, list[Element]]]:
    """Each page: width and height in mm, and the parts that are drawn on it, those of its templates first."""
    top = package.tree("OFD.xml")
    roots = [_beside("OFD.xml", e.text or "") for e in _all(top, "DocRoot")]
    if not roots:
        raise ValueError("no document")
    for main in roots:
        root = package.tree(main)
        usual = next((_numbers(e.text) for e in _all(root, "PhysicalBox")), [0.0, 0.0, 210.0, 297.0])
        templates = {e.get("ID"): _beside(main, e.get("BaseLoc", "")) for e in _all(root, "TemplatePage")}
        for page in _all(root, "Page"):
            part = package.tree(_beside(main, page.get("BaseLoc", "")))
            if part is None:
                builder.tell("page", page.get("BaseLoc", ""), "unreadable", "", "a page that is not in the file")
                continue
            box = next((_numbers(e.text) for e in _all(part, "PhysicalBox")), usual)
            drawn = [
                package.tree(templates[e.get("TemplateID")])
                for e in _all(part, "Template")
                if e.get("TemplateID") in templates
            ]
            yield box[2], box[3], [tree for tree in (*drawn, part) if tree is not None]
        for kind, what in (("Annotations", "comment"), ("Attachments", "file")):
            for named in _all(root, kind):
                _tell_others(package, _beside(main, named.text or ""), what, builder)


def _tell_others(package: Package, part: str, what: str, builder: TextBuilder) -> None:
    """Notes on pages, and files in the document."""
    root = package.tree(part)
    for one in _all(root, "Attachment"):
        builder.tell("file", one.get("Name", ""), "skipped", "", "a file in the OFD: save it on its own")
    for page in _all(root, "FileLoc"):
        for note in _all(package.tree(_beside(part, page.text or "")), "Annot"):
            words = "".join(e.text or "" for e in _all(note, "TextCode"))
            if words.strip() and note.get("Type") not in ("Stamp", "Watermark", "Link"):
                builder.tell(what, part, "skipped", words, "a note on the page is not read")
            else:
                builder.hold("picture", "furniture")


def _numbers(text: str | None) -> list[float]:
    return [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE]-?\d+)?", text or "")]


def _page(width: float, height: float, number: int, parts: list[Element], builder: TextBuilder) -> Any:
    """A page as pdfplumber has it, of what is drawn on it; what is not shown is told."""
    held: dict[str, list[dict[str, Any]]] = {"char": [], "line": [], "image": [], "curve": [], "rect": []}
    for part in parts:
        for one in part.iter():
            kind = _local(one)
            if kind not in ("TextObject", "PathObject", "ImageObject"):
                continue
            if one.get("Visible") == "false":
                words = "".join(code.text or "" for code in _all(one, "TextCode"))
                builder.tell("text", f"p. {number}", "hidden", words, "not displayed")
            else:
                draw = {"TextObject": _letters, "PathObject": _lines, "ImageObject": _picture}[kind]
                for what, made in draw(one, _placed(one)):
                    held[what].append(made | {"object_type": what, "page_number": number, "doctop": made["top"]})

    return page_of(width * _POINTS, height * _POINTS, number, held)


def _placed(one: Element) -> Matrix:
    """How the lengths of an object, and of the groups around it, become points on the page."""
    whole: Matrix = (_POINTS, 0.0, 0.0, _POINTS, 0.0, 0.0)
    for holder in reversed([one, *one.iterancestors()]):
        boundary, turned = _numbers(holder.get("Boundary")), _numbers(holder.get("CTM"))
        if len(boundary) == 4:
            whole = _times((1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]), whole)
        if len(turned) == 6:
            whole = _times((turned[0], turned[1], turned[2], turned[3], turned[4], turned[5]), whole)
    return whole


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _letters(text: Element, matrix: Matrix) -> Iterator[tuple[str, dict[str, Any]]]:
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    size = float(text.get("Size", "4"))
    wide = size * float(text.get("HScale", "1"))
    colour = next((_numbers(e.get("Value")) for e in _all(text, "FillColor")), [])
    x = y = 0.0
    for code in _all(text, "TextCode"):
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        right, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for i, char in enumerate(code.text or ""):
            own = wide if ord(char) > 0xFF else wide / 2
            left, base = _at(x, y, matrix)
            yield (
                "char",
                {
                    **{"text": "\ufffd" if char == "¤" else char, "size": size * scale, "upright": True},
                    **{"x0": left, "x1": left + own * scale, "width": own * scale, "height": size * scale},
                    **{"top": base - _ABOVE * size * scale, "bottom": base + (1 - _ABOVE) * size * scale},
                    **{"matrix": (scale, 0.0, 0.0, scale, left, base), "fontname": text.get("Font", "")},
                    "non_stroking_color": tuple(n / 255 for n in colour),
                },
            )
            # Without steps to the side the letters stand one beside the other, unless they go down.
            x += right[i] if i < len(right) else (0.0 if down else own)
            y += down[i] if i < len(down) else 0.0


def _steps(said: str | None) -> list[float]:
    """How far each letter is from the one before: ``g 3 4.2`` is 4.2 three times."""
    steps: list[float] = []
    words = iter((said or "").split())
    for word in words:
        if word == "g":
            many, step = int(next(words, "0")), float(next(words, "0"))
            steps += [step] * min(many, 100_000)
        else:
            steps.append(float(word))
    return steps


def _lines(path: Element, matrix: Matrix) -> Iterator[tuple[str, dict[str, Any]]]:
    data = next((e.text or "" for e in _all(path, "AbbreviatedData")), "")
    here = start = (0.0, 0.0)
    for operator, said in _OPERATORS.findall(data):
        numbers = _numbers(said)
        if operator in "SM" and len(numbers) >= 2:
            here = start = (numbers[0], numbers[1])
            continue
        end = start if operator == "C" else tuple(numbers[_ENDS[operator] - 2 : _ENDS[operator]])
        if len(end) == 2:
            (x0, y0), (x1, y1) = _at(*here, matrix), _at(end[0], end[1], matrix)
            kind = "line" if operator in "LC" and (abs(x0 - x1) < 1 or abs(y0 - y1) < 1) else "curve"
            if abs(x0 - x1) < 1:
                x1 = x0
            elif abs(y0 - y1) < 1:
                y1 = y0
            left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            box = {"x0": left, "x1": right, "top": top, "bottom": bottom, "width": right - left, "height": bottom - top}
            yield kind, box | {"pts": [(x0, y0), (x1, y1)], "fill": False}
            here = (end[0], end[1])


def _picture(image: Element, matrix: Matrix) -> Iterator[tuple[str, dict[str, Any]]]:
    boundary = _numbers(image.get("Boundary"))
    if len(boundary) == 4:
        left, top, width, height = (n * _POINTS for n in boundary)
        yield (
            "image",
            {"x0": left, "x1": left + width, "top": top, "bottom": top + height, "width": width, "height": height},
        )
