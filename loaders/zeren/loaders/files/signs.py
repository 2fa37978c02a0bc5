"""Signs: letters of the fonts that hold nothing but signs, and characters that a field of Word puts in a ring."""

from __future__ import annotations

import re

from zeren.loaders.files.counted import shown

# What the fonts of signs show for their codes, as far as notices use them.
_WINGDINGS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0xA1: "○", 0xA8: "□", 0xD8: "➢", 0xE0: "→"},
    **{0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x77: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪"},
    **{0x80 + i: c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x4F: "✗", 0xA3: "□", 0x54: "☒", 0x98: "●"}
_SYMBOL = {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xAE: "→", 0xB9: "≠", 0xD7: "⋅"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_RINGED = re.compile(r"\s*EQ\s*\\o(?:\s*\\a[clr])?\s*\(\s*[○〇◯□◇△]\s*[,，;；]\s*(?P<inner>[^()]{1,8}?)\s*\)\s*", re.I)
_FRACTION = re.compile(r"\s*EQ\s*\\f\s*\(\s*(?P<above>[^(),]{1,20}?)\s*,\s*(?P<below>[^(),]{1,20}?)\s*\)\s*", re.I)


def sign_of(font: str, code: int) -> str | None:
    """What a font shows for a character; None where nobody knows."""
    known = _FONTS.get(font.lower(), {})
    sign = known.get(code & 0xFF) if 0xF000 <= code <= 0xF0FF else known.get(code, chr(code))
    if sign is None and 0xF020 <= code <= 0xF07E and "ding" not in font.lower() and font.lower() != "symbol":
        sign = chr(code & 0xFF)  # an ordinary font whose letters lie there for old programs
    return None if sign is None or "\ue000" <= sign <= "\uf8ff" else sign


def in_font(font: str, words: str) -> str:
    """Words as they look in a font: ü is a tick in Wingdings."""
    if font.lower() not in _FONTS:
        return words
    return "".join(sign_of(font, ord(c)) or c for c in words)


def drawn_by(asks: str) -> str | None:
    """What a field shows that draws characters over each other (Word's 带圈字符); None for any other field."""
    ringed = _RINGED.fullmatch(asks)
    if ringed:
        inner = ringed["inner"]
        return shown(int(inner), "decimalEnclosedCircle") if inner.isdecimal() else inner
    fraction = _FRACTION.fullmatch(asks)
    return f"{fraction['above']}/{fraction['below']}" if fraction else None
