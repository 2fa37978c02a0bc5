"""What Word shows of what it could show: forms for programs that know them, prompts, white words, widths."""

from __future__ import annotations

import re

from zeren.loaders.files.colours import BLACK, WHITE, why_unseen
from zeren.loaders.files.numbering import Element, Styles, W, is_on, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"


def alternative(forms: Element) -> Element | None:
    """Of several forms of the same the one that Word shows: the first whose names it knows."""
    for choice in forms.iterchildren(MC + "Choice"):
        names = [choice.nsmap.get(prefix, "") or "" for prefix in choice.get("Requires", "").split()]
        if all(name.startswith(_KNOWN) for name in names):
            return choice
    return forms.find(MC + "Fallback")


_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")
PROMPT = "a prompt of a form, in which nothing was filled in"


def is_prompt(control: Element) -> bool:
    """Does a content control show what to fill in, and nothing that was?"""
    shows = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shows is not None and is_on(shows)


def why_run_unseen(run: Element, paragraph: Element | None, styles: Styles) -> str:
    """Why the words of a run are not seen, by how they look; empty where they are."""
    if styles.says(run, paragraph, "vanish"):
        return "hidden text"
    if styles.says(run, paragraph, "strike") or styles.says(run, paragraph, "dstrike", toggles=False):
        return "struck out"
    if (_own_size(run) or "99") in ("1", "2", "3"):
        return "too small to be seen"
    spacing = paragraph.find(f"{W}pPr/{W}spacing") if paragraph is not None else None
    if spacing is not None and spacing.get(W + "lineRule") == "exact" and is_low(spacing.get(W + "line")):
        return "in a line too low for its words"
    colour = _colour(styles.first(run, paragraph, "color"))
    return why_unseen(colour, _ground(run, styles)) if colour else ""


def _own_size(run: Element) -> str | None:
    properties = run.find(W + "rPr")
    return value(properties, "sz") if properties is not None else None


def is_low(height: str | None) -> bool:
    """Is no word seen in a line or row of this height, in twentieths of a point?"""
    return height is not None and height.isdigit() and int(height) < _LOWEST


_LOWEST = 60


def _colour(said: Element | None) -> str:
    """The digits of a colour; empty where it is left to Word."""
    if said is None:
        return ""
    plain = said.get(W + "themeTint") is None and said.get(W + "themeShade") is None
    known = _THEME.get(said.get(W + "themeColor", "")) if plain else None
    digits = said.get(W + "val", "").upper()
    return known or ("" if digits == "AUTO" else digits)


_THEME = {"background1": WHITE, "light1": WHITE, "text1": BLACK, "dark1": BLACK}
_PENS = {
    **{"white": WHITE, "black": BLACK, "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF"},
    **{"blue": "0000FF", "red": "FF0000", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400"},
    **{"darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000"},
    **{"darkGray": "A9A9A9", "lightGray": "D3D3D3"},
}


def _ground(run: Element, styles: Styles) -> str | None:
    """What is under the words of a run; None where that is not known."""
    for holder in (run, *run.iterancestors()):
        if holder.tag == W + "txbxContent":
            return None
        if holder.tag == W + "document":
            return WHITE if holder.find(W + "background") is None else None
        properties = holder.find(_PROPERTIES[holder.tag]) if holder.tag in _PROPERTIES else None
        if properties is None:
            continue
        pen = _PENS.get(value(properties, "highlight") or "")
        shade = properties.find(W + "shd")
        named = [value(properties, name) for name in ("rStyle", "pStyle", "tblStyle")]
        if pen:
            return pen
        if shade is not None and shade.get(W + "val") not in ("nil", "clear"):
            return None
        if shade is not None and shade.get(W + "fill", "auto") != "auto":
            return shade.get(W + "fill", "").upper()
        if any(key and styles.shades(key) for key in named):
            return None
    return None


_PROPERTIES = {W + tag: W + tag + "Pr" for tag in ("r", "p", "tc", "tbl")}


def why_shape_unseen(shape: Element) -> str:
    """Why nothing of what is drawn is seen; empty where it may be."""
    about = shape.find(_WP + "docPr")
    looks = shape.get("style", "").replace(" ", "") if str(shape.tag).startswith(V) else ""
    if (about is not None and about.get("hidden") in ("1", "true")) or "visibility:hidden" in looks:
        return "a hidden shape"
    offsets = (offset.text or "" for at in shape.iterchildren(*_AT) for offset in at.iterchildren(_WP + "posOffset"))
    far = any(abs(int(offset)) > _WIDEST for offset in offsets if re.fullmatch(r"-?\d{1,12}", offset))
    return "beside the page" if far else ""


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SHAPES = {_WP + "anchor", _WP + "inline", *(V + tag for tag in ("shape", "rect", "roundrect", "group", "oval"))}
_AT = (_WP + "positionH", _WP + "positionV")
_WIDEST = 22 * 914_400
"""The widest page of Word, in the units of drawings (EMU)."""


def width_of(image: Element) -> int:
    """The width of a picture of an older program, in the units of drawings."""
    for holder in image.iterancestors(V + "shape", V + "rect"):
        for part in holder.get("style", "").split(";"):
            name, _, size = part.partition(":")
            if name.strip() == "width":
                number = size.strip().rstrip("ptincm")
                unit = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000}.get(size.strip()[-2:], 9_525)
                return int(float(number) * unit) if number.replace(".", "", 1).isdigit() else 0
    return 0
