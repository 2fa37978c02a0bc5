"""Texts whose words stand in elements or strings: XML of no known kind, JSON."""

from __future__ import annotations

import json
import re

from lxml import etree

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.kinds import is_page
from zeren.loaders.text.decoding import decode


def read_xml(data: bytes, name: str) -> TextBuilder:
    """The words of each element as a paragraph. Raises ZerenError for what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ZerenError(f"{name}: no readable XML ({error}); save the notice as .docx or .txt") from None
    builder = TextBuilder()
    for words in root.itertext():
        _lines(builder, str(words))
    return builder


def read_json(data: bytes, name: str) -> TextBuilder | None:
    """The strings of a JSON text, in their order, each line a paragraph; None for what only begins like one."""
    text = decode(data, name).text
    try:
        stack = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    builder = TextBuilder()
    while stack:
        held = stack.pop()
        if isinstance(held, str) and is_page(held):
            from zeren.loaders.files.html import read_html

            builder.embed(read_html(held, name), "")
        elif isinstance(held, str):
            _lines(builder, held)
        elif isinstance(held, (list, dict)):
            stack += reversed(list(held.values()) if isinstance(held, dict) else held)
    return builder


def _lines(builder: TextBuilder, words: str) -> None:
    for line in re.split(r"[\r\n]+", words):
        builder.paragraph(line.strip(" \t"))
