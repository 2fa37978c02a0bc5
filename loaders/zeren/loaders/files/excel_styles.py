"""How cells of a workbook look, and the words of their strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from zeren.loaders.files.colours import BLACK, WHITE, is_same, why_unseen
from zeren.loaders.files.number_formats import BUILT_IN, display_text
from zeren.loaders.files.signs import in_font
from zeren.loaders.records import Fate

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Element = etree._Element
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SMALLEST = 1.5
"""Points: smaller letters are not seen."""


@dataclass(frozen=True, slots=True)
class Font:
    """How letters look."""

    name: str = ""
    struck: bool = False
    small: bool = False
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks."""

    code: str = "General"
    """The format of numbers."""
    font: Font = Font()
    ground: str | None = WHITE
    """What is under its letters; None where that is not known."""

    def why_unseen(self, font: Font, plainly: bool) -> str:
        """Why letters of a font are not seen in the cell; empty where they are. ``plainly`` nothing else colours it."""
        if font.struck:
            return "struck out"
        if font.small:
            return "too small to be seen"
        return why_unseen(font.colour, self.ground) if plainly else ""


USUAL = Style()
Run = tuple[str, Font | None]
"""Words, and their font where it is not that of their cell."""


def cell_styles(sheet: Element) -> Iterator[Style]:
    """The styles of cells, in the order in which these count them."""
    own = {int(f.get("numFmtId", "0")): f.get("formatCode", "General") for f in sheet.iter(S + "numFmt")}
    fonts, fills = (list(found) if (found := sheet.find(S + n)) is not None else [] for n in ("fonts", "fills"))
    cells = sheet.find(S + "cellXfs")
    for style in cells if cells is not None else ():
        number = int(style.get("numFmtId", "0"))
        at, under = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        yield Style(
            own.get(number) or BUILT_IN.get(number, "General"),
            _font(fonts[at]) if at < len(fonts) else Font(),
            _ground(fills[under]) if under < len(fills) else WHITE,
        )


def hides(rule: Element) -> bool:
    """May what a rule of a sheet does to cells leave nothing of their words to be seen?"""
    font, form = rule.find(S + "font"), rule.find(S + "numFmt")
    if form is not None and not display_text("x", form.get("formatCode", "")):
        return True
    return font is not None and rule.find(S + "fill") is None and is_same(_font(font).colour, WHITE)


def _font(font: Element) -> Font:
    size = _value(font, "sz") or ""
    return Font(
        # Of a cell it is called name, of a run rFont.
        _value(font, "name") or _value(font, "rFont") or "",
        _is_struck(font),
        size.replace(".", "", 1).isdigit() and float(size) <= _SMALLEST,
        _colour(font.find(S + "color"), BLACK),
    )


def _value(font: Element, name: str) -> str | None:
    found = font.find(S + name)
    return found.get("val") if found is not None else None


def _colour(said: Element | None, otherwise: str) -> str:
    """The digits of a colour, or how the book calls it."""
    if said is None:
        return otherwise
    if said.get("rgb"):
        return said.get("rgb", "")[-6:].upper()
    if said.get("theme") and not said.get("tint"):
        # The first colours of a theme are those of the sheet and of what is written on it.
        return {"0": WHITE, "1": BLACK}.get(said.get("theme", ""), f"theme {said.get('theme')}")
    if said.get("theme"):
        return f"theme {said.get('theme')} {said.get('tint')}"
    number = said.get("indexed")
    return _INDEXED.get(number, f"indexed {number}") if number else otherwise


_INDEXED = {"0": BLACK, "8": BLACK, "64": BLACK, "1": WHITE, "9": WHITE, "65": WHITE}


def _ground(fill: Element) -> str | None:
    pattern = fill.find(S + "patternFill")
    if len(fill) == 0 or (pattern is not None and pattern.get("patternType", "none") == "none"):
        return WHITE
    is_plain = pattern is not None and pattern.get("patternType") == "solid"
    return _colour(pattern.find(S + "fgColor"), WHITE) if is_plain and pattern is not None else None


def runs_of(holder: Element) -> tuple[Run, ...]:
    """The words of a string, font by font; readings that stand over characters are no part of it."""
    found: list[Run] = []
    for part in holder:
        if part.tag == S + "t":
            found.append((unescaped(part.text or ""), None))
        elif part.tag == S + "r":
            font = part.find(S + "rPr")
            found.append((unescaped(part.findtext(S + "t") or ""), _font(font) if font is not None else None))
    return tuple(found)


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


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell shows, and what it holds beside that."""

    text: str
    unseen: str = ""
    fate: Fate = "hidden"
    reason: str = ""


def as_seen(runs: tuple[Run, ...], style: Style, plainly: bool) -> Seen:
    """What is seen of words in a cell, and what is not."""
    seen = unseen = ""
    reasons: dict[str, None] = {}
    for words, own in runs:
        font = own or style.font
        why = style.why_unseen(font, plainly) if words.strip() else ""
        words = in_font(font.name, words)
        if why:
            unseen += words
            reasons[why] = None
        else:
            seen += words
    text = display_text(seen, style.code)
    if seen.strip() and not text.strip():
        unseen += seen
        reasons[f"the format {style.code} shows nothing of it"] = None
    return Seen(text, unseen, "hidden", "; ".join(reasons))
