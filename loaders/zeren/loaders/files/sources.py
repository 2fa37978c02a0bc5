"""Files of every kind that notices are published in, as sources: by what they hold, whatever they are called."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.archives import (
    DEEPEST,
    PAGE_SUFFIXES,
    TABLE_SUFFIXES,
    TEXT_SUFFIXES,
    contents_of,
    suffix_of,
)
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.delimited import delimited, is_table
from zeren.loaders.files.kinds import kind_of
from zeren.loaders.files.legible import odd_characters, why_no_text
from zeren.loaders.files.marked import as_set
from zeren.loaders.files.pasted import pasted_tables
from zeren.loaders.records import Held, Inventory
from zeren.loaders.text.decoding import Decoded, decode
from zeren.loaders.text.source import Source

_SHEET_SUFFIXES = (".xls", ".et", ".xlsx")
"""Programs give these endings to what only Excel is meant to open."""


def sources_of(path: str | Path) -> Iterator[Source]:
    """The sources at ``path``: one for a file; for a folder or a zip one for each file of a known kind, by name.

    Raises ZerenError where there is nothing to read, and at the first file that cannot be read.
    """
    for content in contents_of(path):
        if content.error:
            raise content.error
        if not content.skipped:
            yield source_of(content.data, content.name)


def source_of(data: bytes, name: str) -> Source:
    """One file's content as a source, by its first bytes and the ending of its name. Raises ZerenError."""
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise ZerenError(f"{name}: the file is empty; nothing to read")
    built = _built(data, name)
    if isinstance(built, Decoded):
        source = Source(name, built.text, digest, built.encoding)
        tables = tuple(pasted_tables(source.reading))
        source = replace(source, tables=tables, inventory=_inventory(built, len(tables)))
        return _judged(source, told=len(built.bad))
    builder, encoding = built
    if not builder.text.strip() and not builder.inventory.lost:
        hidden = next(iter(builder.told), None)
        if hidden:
            why = f"{hidden.kind} {hidden.place}: {hidden.reason}"
            raise ZerenError(f"{name}: nothing in this file is seen ({why}); show it, and save the file again")
        raise ZerenError(f"{name}: no text in this file; nothing to read")
    tables, places, notes = tuple(builder.tables), tuple(builder.places), tuple(builder.notes)
    source = Source(name, builder.text, digest, encoding, tables, places, builder.title, notes, builder.inventory)
    return _judged(source, told=sum(held.kind in ("character", "symbol") for held in builder.told))


def _judged(source: Source, told: int) -> Source:
    """The source; where it holds what is no text, that is told, unless it is already (``told`` characters)."""
    text, lost = source.text, []
    why = why_no_text(text)
    if why:
        lost.append(Held("text", "", "unreadable", " ".join(text[:80].split()), why))
    for at, reason in odd_characters(text):
        if text[at] != "\ufffd" or not told:
            words = " ".join(text[max(0, at - 8) : at + 8].split())
            lost.append(
                Held("character", source.place_of(at) or f"line {source.line_of(at)}", "unreadable", words, reason)
            )
    if not lost:
        return source
    kinds = Counter(held.kind for held in lost)
    counts = (*source.inventory.counts, *((kind, "unreadable", number) for kind, number in kinds.items()))
    shown = lost[:_MOST_TOLD]
    if len(lost) > len(shown):
        shown.append(Held("character", "", "unreadable", "", f"… and {len(lost) - len(shown)} more"))
    return replace(source, inventory=Inventory(counts, (*source.inventory.told, *shown)))


_MOST_TOLD = 50
"""Characters of a file that are told one by one."""


def _built(data: bytes, name: str, depth: int = 0) -> tuple[TextBuilder, str] | Decoded:
    """A file's text: built, with its encoding, or as it is decoded."""
    suffix = suffix_of(name)
    kind = kind_of(data)
    if kind == "zip":  # so damaged that nothing in it tells what it was
        kind = {".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}.get(suffix, kind)
    reader = _reader(kind, partial(_inner, depth=depth + 1))
    if reader is not None:
        return reader(data, name), "binary"
    # A page's paragraphs without its frame, in a .txt; in Markdown there may be some.
    fragment = kind == "fragment" and suffix not in (".md", ".markdown")
    if (
        (kind == "page" and suffix not in TEXT_SUFFIXES)
        or suffix in PAGE_SUFFIXES
        or kind == "document page"
        or fragment
    ):
        from zeren.loaders.files.html import read_html

        page = decode(data, name, charset=_declared(data))
        builder = read_html(page.text, name)
        _tell_bad(builder, page)
        return builder, page.encoding
    if kind == "json":
        from zeren.loaders.files.elements import read_json

        strings = read_json(data, name)
        if strings is not None:
            return strings, "utf-8"
    decoded = decode(data, name)
    if suffix in (".md", ".markdown"):
        decoded = as_set(decoded)
    if suffix in (*TABLE_SUFFIXES, *_SHEET_SUFFIXES) and is_table(decoded.text):
        builder = delimited(decoded.text, "\t" if suffix == ".tsv" else None)
        _tell_bad(builder, decoded)
        return builder, decoded.encoding
    return decoded


def _reader(kind: str, read_file: Callable[[bytes, str], TextBuilder]) -> Callable[[bytes, str], TextBuilder] | None:
    """Who reads a binary file; imported when it is asked for."""
    if kind == "pdf":
        from zeren.loaders.files.pdf import read_pdf as reader
    elif kind == "picture":
        from zeren.loaders.files.pictures import read_picture as reader
    elif kind == "ofd":
        from zeren.loaders.files.ofd import read_ofd as reader
    elif kind == "docx":
        from zeren.loaders.files.word import read_docx

        return partial(read_docx, read_file=read_file)
    elif kind == "xml package":
        return partial(_flat, read_file=read_file)
    elif kind == "xml":
        from zeren.loaders.files.elements import read_xml as reader
    elif kind == "xlsx":
        return _workbook
    elif kind in _CONVERTED:
        return partial(_converted, kind=kind, read_file=read_file)
    elif kind in _REFUSED:
        return partial(_refuse, why=_REFUSED[kind])
    elif kind == "mht":
        from zeren.loaders.files.saved import read_mht

        return partial(read_mht, read_file=read_file)
    else:
        return None
    return reader


_CONVERTED = ("doc", "rtf", "odt", "flat odt", "xml text", "xls", "xlsb", "ods", "flat ods", "xml sheet")
_REFUSED = {
    "slides": "slides are not read: save them as .pdf",
    "locked": "locked with a password; open it, and save it without",
    "old": "this is an old Office file, not text, and nothing in it says of which kind: open it and save it as .docx",
    "zip": "this is a zip or Office file that is damaged, or of a kind that is not read; open it and save it again",
}


def _refuse(_data: bytes, name: str, why: str) -> TextBuilder:
    raise ZerenError(f"{name}: {why}")


def _workbook(data: bytes, name: str) -> TextBuilder:
    """A workbook; formulas whose results it does not hold are reckoned where LibreOffice is installed."""
    from zeren.loaders.files.converted import convert, office
    from zeren.loaders.files.excel import lacks_results, read_xlsx

    if lacks_results(data, name) and office():
        try:
            builder = read_xlsx(convert(data, name, "xlsx")[0], name)
        except ZerenError:
            return read_xlsx(data, name)
        builder.notes.append("formulas whose results are not stored were reckoned by LibreOffice")
        return builder
    return read_xlsx(data, name)


def _flat(data: bytes, name: str, read_file: Callable[[bytes, str], TextBuilder]) -> TextBuilder:
    from zeren.loaders.files.package import unflattened
    from zeren.loaders.files.word import read_docx

    return read_docx(unflattened(data, name), name, read_file)


def _converted(data: bytes, name: str, kind: str, read_file: Callable[[bytes, str], TextBuilder]) -> TextBuilder:
    """A document of another kind, as LibreOffice understands it."""
    from zeren.loaders.files.converted import convert
    from zeren.loaders.files.odt import not_taken, shown_only
    from zeren.loaders.files.word import read_docx

    hidden: list[str] = []
    is_open = kind in _OPEN
    if is_open:
        data, hidden = shown_only(data)
    made, target = convert(data, name, kind)
    builder = _workbook(made, name) if target == "xlsx" else read_docx(made, name, read_file)
    for words in hidden:
        builder.tell("section", "document", "hidden", words, "not displayed")
    lost = not_taken(data, made) if is_open else ""
    if lost:
        why = f"LibreOffice does not take it over: open the file and save it as .{target}"
        builder.tell("text", "document", "unreadable", lost, why)
    return builder


_OPEN = ("odt", "ods", "flat odt", "flat ods")


def _inner(data: bytes, name: str, depth: int) -> TextBuilder:
    """A file in a file, as what is built of it. Raises ZerenError, also past a few of them in one another."""
    if depth > DEEPEST:
        raise ZerenError(f"{name}: a file in {DEEPEST} others; save it on its own")
    built = _built(data, name, depth)
    if isinstance(built, tuple):
        return built[0]
    builder = TextBuilder()
    for paragraph in built.text.splitlines():
        builder.paragraph(paragraph)
    _tell_bad(builder, built)
    return builder


def _tell_bad(builder: TextBuilder, decoded: Decoded) -> None:
    for held in decoded.bad:
        builder.tell(*held)


def _inventory(decoded: Decoded, tables: int) -> Inventory:
    builder = TextBuilder()
    builder.hold("line", number=decoded.text.count("\n") + 1)
    if tables:
        builder.hold("table", number=tables)
    _tell_bad(builder, decoded)
    return builder.inventory


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares of itself."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    return match[1].decode("ascii").lower() if match else None
