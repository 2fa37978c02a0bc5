"""How cells of a workbook look, and the words of their strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from zeren.loaders.files.number_formats import BUILT_IN

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Element = etree._Element
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks."""

    code: str = "General"
    """The format of numbers."""
    struck: bool = False
    white: bool = False
    """White letters with nothing under them."""
    font: str = ""


USUAL = Style()


def cell_styles(sheet: Element) -> Iterator[Style]:
    """The styles of cells, in the order in which these count them."""
    own = {int(f.get("numFmtId", "0")): f.get("formatCode", "General") for f in sheet.iter(S + "numFmt")}
    fonts, fills = (list(found) if (found := sheet.find(S + n)) is not None else [] for n in ("fonts", "fills"))
    cells = sheet.find(S + "cellXfs")
    for style in cells if cells is not None else ():
        number = int(style.get("numFmtId", "0"))
        at, under = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        font = fonts[at] if at < len(fonts) else None
        yield Style(
            own.get(number) or BUILT_IN.get(number, "General"),
            font is not None and _is_struck(font),
            font is not None and _is_white(font) and (under >= len(fills) or _is_empty(fills[under])),
            (_value(font, "name") if font is not None else "") or "",
        )


def _value(font: Element, name: str) -> str | None:
    found = font.find(S + name)
    return found.get("val") if found is not None else None


def _is_white(font: Element) -> bool:
    colour = font.find(S + "color")
    if colour is None or colour.get("tint"):
        return False
    # The first colour of a theme is that of the sheet.
    return colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("theme") == "0"


def _is_empty(fill: Element) -> bool:
    pattern = fill.find(S + "patternFill")
    return len(fill) == 0 or (pattern is not None and pattern.get("patternType", "none") == "none")


def string_of(holder: Element) -> tuple[str, str]:
    """The words of a string, and those that are struck out; readings that stand over characters are no part of it."""
    said = struck = ""
    for part in holder:
        if part.tag == S + "t":
            said += part.text or ""
        elif part.tag == S + "r":
            font = part.find(S + "rPr")
            words = part.findtext(S + "t") or ""
            if font is not None and _is_struck(font):
                struck += words
            else:
                said += words
    return unescaped(said), unescaped(struck)


def _is_struck(font: Element) -> bool:
    strike = font.find(S + "strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_; a line end is one, whatever system wrote it."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
