"""The numbers that Word counts by itself and does not write into the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "零一二三四五六七八九"


class Numbering:
    """Counts the automatic numbers of a document as Word shows them."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract: dict[str, Any] = {n.get(f"{_W}abstractNumId"): n for n in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            base = abstract.get(link.get(f"{_W}val")) if link is not None else None
            for level in base.iter(f"{_W}lvl") if base is not None else ():
                key = (number.get(f"{_W}numId"), int(level.get(f"{_W}ilvl", "0")))
                self._levels[key] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )

    def prefix(self, paragraph: Paragraph) -> str:
        """The number that Word shows before ``paragraph``; nothing for bullets and plain paragraphs."""
        properties = paragraph._p.pPr
        found: Any = properties.numPr if properties is not None else None
        if found is None and paragraph.style is not None:
            style = paragraph.style.element.pPr
            found = style.numPr if style is not None else None
        if found is None or found.numId is None:
            return ""
        number, depth = str(found.numId.val), found.ilvl.val if found.ilvl is not None else 0
        if (number, depth) not in self._levels:
            return ""
        form, text, start = self._levels[number, depth]
        counts = self._counts[number]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level_form, _, level_start = self._levels.get((number, at), ("decimal", "", 1))
            return _shown(counts.get(at, level_start), level_form)

        return re.sub(r"%(\d)", shown, text) + " "


def _value(level: Any, name: str, default: str) -> str:
    found = level.find(f"{_W}{name}")
    return str(found.get(f"{_W}val", default)) if found is not None else default


def _shown(value: int, form: str) -> str:
    if "hinese" in form or "japanese" in form or "ideograph" in form:
        tens, ones = divmod(value, 10)
        return (
            ("" if tens == 0 else ("" if tens == 1 else _HAN[tens]) + "十") + (_HAN[ones] if ones else "")
            if value < 100
            else str(value)
        )
    if form == "decimalEnclosedCircle" and value <= 20:
        return chr(ord("①") + value - 1)
    return str(value)
