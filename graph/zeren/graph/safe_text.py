"""Text from elsewhere, made safe for who shows it: a terminal, a spreadsheet, JSON that is printed."""

from __future__ import annotations

import json
import re
import unicodedata

# What begins so, behind whatever is not seen, spreadsheets run as a formula (OWASP, CSV Injection); East Asian editions
# take the full-width and small forms for the others.
_FORMULA = frozenset("=+-@＝＋－＠﹦﹢﹣﹫")
_LINE_ENDS = ("\t", "\r", "\n")
# Marks that reorder or hide what stands beside them on a terminal.
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ACTING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ACTING_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029]")


def for_terminal(text: str) -> str:
    """``text`` without the power to move the cursor, change colours or reorder its neighbours."""
    text = text.expandtabs(4).replace("\r\n", "\n").replace("\r", "\n")
    return inert(_INVISIBLE.sub("", text))


def inert(text: str) -> str:
    """``text`` with U+FFFD for each control character but tabs and line ends."""
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", text)


def to_json(value: object, indent: int | None = None) -> str:
    """JSON to be shown or written: Chinese as it is, control characters as escapes."""
    return json_inert(json.dumps(value, ensure_ascii=False, indent=indent))


def json_inert(text: str) -> str:
    """JSON with escapes for the control characters that JSON allows in a string: it reads back as the same."""
    return _ACTING_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run ``text``: leading blanks, and characters that are not seen, hide nothing."""
    if text.startswith(_LINE_ENDS):
        return True
    for character in text:
        if character in _FORMULA:
            return True
        if not (character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Mn")):
            return False
    return False
