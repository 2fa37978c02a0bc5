"""Colours of letters and of what is under them, as files name them."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|[a-z]+")
BLACK, WHITE = "000000", "FFFFFF"
_HEX = re.compile(r"[0-9A-F]{6}")
_APART = 10
"""Of 255, by how much each part of two colours may differ that nobody tells apart."""


def is_same(colour: str, ground: str) -> bool:
    """Do letters of one colour vanish on the other?"""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour == ground
    parts = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (0, 2, 4))
    return all(abs(a - b) <= _APART for a, b in parts)


def why_unseen(colour: str, ground: str | None) -> str:
    """Why letters are not seen on their ground; empty where they are, and where the ground is not known."""
    if ground is None or not is_same(colour, ground):
        return ""
    return "white on white" if is_same(ground, WHITE) else "in the colour of what is under it"


def of_page(said: str) -> str:
    """The digits of a colour of a page, else what the page calls it."""
    match = _COLOUR.match(said.replace(" ", "").lower()) if said else None
    name = match[0] if match else ""
    if re.fullmatch("#[0-9a-f]{3}", name):
        return "".join(2 * digit for digit in name[1:]).upper()
    if re.fullmatch("#[0-9a-f]{6}", name):
        return name[1:].upper()
    parts = re.fullmatch(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)", name)
    if parts:
        return "".join(f"{min(int(part), 255):02X}" for part in parts.groups())
    return {"white": WHITE, "black": BLACK}.get(name, name)
