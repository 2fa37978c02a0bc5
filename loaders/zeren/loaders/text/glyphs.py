"""Glyphs: the simplified form of traditional and variant ones."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # half the time that reading a short notice takes

    return OpenCC("t2s")


def simple(name: str) -> str:
    """``name`` in simplified characters; nearly every name is all in them."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return "".join(map(simplified, name))
    return name


@lru_cache(maxsize=10_000)
def simplified(glyph: str) -> str:
    """The simplified form of one traditional or variant glyph."""
    if "\ud800" <= glyph <= "\udfff":
        # A lone surrogate is no character.
        return glyph
    simple = str(_converter().convert(glyph))
    return simple if len(simple) == 1 else glyph
