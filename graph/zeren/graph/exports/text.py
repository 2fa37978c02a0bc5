"""Values as text, where a format has no better place for them."""

from __future__ import annotations

import re

from zeren.graph.model import Value
from zeren.graph.safe_text import to_json

_XML_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_XML = re.compile(rf"{_XML_FORBIDDEN}|_(?=x[0-9A-Fa-f]{{4}}_)")
_XML_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def scalar(value: Value) -> str:
    """A value as text that reads back as itself: lists as JSON, floats by their shortest exact form."""
    if isinstance(value, str):
        return value
    return to_json(value)


def xml_text(text: str) -> str:
    """Text as XML can hold it.

    A character that XML 1.0 forbids, or a terminal acts on, becomes ``_xHHHH_``, and the underscore of text that looks
    like that becomes ``_x005F_``, as ECMA-376 (Office Open XML) does in its strings; ``plain_text`` undoes it.
    """
    return _XML.sub(lambda m: f"_x{ord(m[0]):04X}_", text)


def plain_text(text: str) -> str:
    """What ``xml_text`` was given."""
    return _XML_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
