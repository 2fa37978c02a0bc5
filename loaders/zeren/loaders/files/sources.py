"""Files of every kind that notices are published in, as sources."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.drawn import barred_tables, drawn_tables
from zeren.loaders.tables.columns import HEADER_DEPTH, assigns, column_of
from zeren.loaders.text.source import Cell, Source, Table, decode

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text")
TABLE_SUFFIXES = (".csv", ".tsv")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mht")
SUFFIXES = (*TEXT_SUFFIXES, *TABLE_SUFFIXES, *PAGE_SUFFIXES, ".docx", ".xlsx", ".pdf")
"""Kinds of files that are looked for in folders and zips."""
LARGEST_FILE = 500 * 2**20
"""Bytes; a larger file is no notice."""


def sources_of(path: str | Path) -> Iterator[Source]:
    """The sources at ``path``: one for a file; for a folder or a zip one for each file of a known kind, by name.

    Raises ZerenError where there is nothing to read.
    """
    for data, name in contents_of(path):
        yield source_of(data, name)


def files_at(path: str | Path) -> list[Path]:
    """The files to read at ``path``: itself, or those of a known kind in a folder, by name. Raises ZerenError."""
    path = Path(path)
    if not path.is_dir():
        return [path]
    found = sorted(
        p for p in path.rglob("*") if p.suffix.lower() in (*SUFFIXES, ".zip") and p.is_file() and not _own(p)
    )
    if not found:
        raise ZerenError(f"{path}: no file to read in this folder; kinds that are read: {' '.join(SUFFIXES)} .zip")
    return found


def contents_of(path: str | Path) -> Iterator[tuple[bytes, str]]:
    """The bytes and the name of each of these files. Raises ZerenError."""
    for file in files_at(path):
        yield from _contents_of(file)


def _contents_of(path: Path) -> Iterator[tuple[bytes, str]]:
    data = _bytes_of(path)
    if path.suffix.lower() == ".zip" or (
        data.startswith(b"PK\x03\x04") and path.suffix.lower() not in (".docx", ".xlsx")
    ):
        yield from _zipped(data, path)
        return
    yield data, str(path)


def _own(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name == "zeren-places.csv"


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ZerenError(f"{path}: larger than {LARGEST_FILE // 2**20} MB; split it first")
        return path.read_bytes()
    except FileNotFoundError:
        raise ZerenError(f"{path}: no such file; check the name and the folder") from None
    except OSError as error:
        raise ZerenError(f"{path}: cannot be read ({error.strerror or error})") from None


def _zipped(data: bytes, path: Path) -> Iterator[tuple[bytes, str]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # besides BadZipFile, a damaged index gives ValueError, IndexError, struct.error, …
        raise ZerenError(f"{path}: no readable zip ({type(error).__name__}); it may be damaged") from None
    with archive:
        # A name may be empty in a damaged zip, which is_dir does not expect.
        items = [i for i in archive.infolist() if i.filename and not i.is_dir() and _suffix(_zip_name(i)) in SUFFIXES]
        if not items:
            raise ZerenError(f"{path}: no file to read in this zip; kinds that are read: {' '.join(SUFFIXES)}")
        if sum(item.file_size for item in items) > LARGEST_FILE:
            raise ZerenError(f"{path}: unpacks to more than {LARGEST_FILE // 2**20} MB; unpack what you need first")
        for item in sorted(items, key=_zip_name):
            name = f"{path}/{_zip_name(item)}"
            try:
                with archive.open(item) as file:
                    # The size in the index may lie: never read more than it allows.
                    content = file.read(item.file_size + 1)
            except Exception as error:  # a password is a RuntimeError, a broken stream a zlib.error
                raise ZerenError(f"{name}: cannot be unpacked ({' '.join(str(error).split())})") from None
            if len(content) > item.file_size:
                raise ZerenError(f"{name}: is larger than the zip says; it was not made by an ordinary program")
            yield content, name


def _zip_name(item: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: without the UTF-8 flag, Chinese programs write GB18030."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        return item.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return item.filename


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def source_of(data: bytes, name: str) -> Source:
    """One file's content as a source, by its first bytes and the ending of its name. Raises ZerenError."""
    digest = hashlib.sha256(data).hexdigest()
    suffix = _suffix(name)
    if not data.strip():
        raise ZerenError(f"{name}: the file is empty; nothing to read")
    binary: Callable[[bytes, str], TextBuilder] | None = None
    if data.startswith(b"%PDF"):
        from zeren.loaders.files.pdf import read_pdf as binary
    elif data.startswith(b"PK\x03\x04") and suffix == ".xlsx":
        from zeren.loaders.files.office import read_xlsx as binary
    elif data.startswith(b"PK\x03\x04") and suffix == ".docx":
        from zeren.loaders.files.office import read_docx as binary
    if binary is not None:
        return _built(binary(data, name), name, digest, "binary")
    if suffix in PAGE_SUFFIXES or re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        from zeren.loaders.files.html import read_html

        text, encoding = decode(data, name, charset=_declared(data))
        return _built(read_html(text, name), name, digest, encoding)
    text, encoding = decode(data, name)
    if suffix in TABLE_SUFFIXES:
        return _built(_delimited(text, suffix), name, digest, encoding)
    found = [*_markdown_tables(text), *_tabbed_tables(text), *_spaced_tables(text)]
    found += [*drawn_tables(text), *barred_tables(text)]
    tables = sorted(found, key=lambda table: table.start)
    return Source(name, text, digest, encoding, tuple(tables))


def _built(builder: TextBuilder, name: str, digest: str, encoding: str) -> Source:
    if not builder.text.strip():
        raise ZerenError(f"{name}: no text in this file; nothing to read")
    tables, places, notes = tuple(builder.tables), tuple(builder.places), tuple(builder.notes)
    return Source(name, builder.text, digest, encoding, tables, places, builder.title, notes)


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares of itself."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    return match[1].decode("ascii").lower() if match else None


def _delimited(text: str, suffix: str) -> TextBuilder:
    """A CSV or TSV file as one table."""
    delimiter = "\t" if suffix == ".tsv" else _delimiter(text[:20_000])
    csv.field_size_limit(2**31 - 1)
    builder = TextBuilder()
    rows = [
        row if any(cell.strip() for cell in row) else []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ]
    width = max(map(len, rows), default=0)
    builder.table(
        [
            [((r, c), cell, "") for c, cell in enumerate([*row, *[""] * (width - len(row))])] if row else []
            for r, row in enumerate(rows)
        ]
    )
    return builder


def _delimiter(sample: str) -> str:
    """What parts the cells: where the heads assign, else what the first line has most of."""
    lines = sample.split("\n")[:HEADER_DEPTH]
    return max(",;\t，", key=lambda d: (any(assigns(line.split(d)) for line in lines), lines[0].count(d)))


_TABLE_LINE = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_RULE_LINE = re.compile(r"^[ \t]*\|?[ \t:|+-]*-[ \t:|+-]*$")
_MARKDOWN_CELL = re.compile(r"(?:\\.|[^|\\])*")


def _markdown_tables(text: str) -> Iterator[Table]:
    """Runs of lines between bars, with a rule under the first."""
    if "|" not in text:
        return
    rows: list[tuple[Cell, ...]] = []
    start = at = 0
    ruled = False
    for line in [*text.splitlines(keepends=True), ""]:
        bare = line.rstrip("\r\n")
        if _TABLE_LINE.match(bare):
            if not rows and not ruled:
                start = at
            if _RULE_LINE.match(bare):
                ruled = True
            else:
                rows.append(tuple(_markdown_row(bare, at)))
        else:
            if len(rows) >= 2 and (ruled or _assigns_barred(text, rows)):
                yield Table(start, at, tuple(rows))
            rows, ruled = [], False
        at += len(line)


def _assigns_barred(text: str, rows: list[tuple[Cell, ...]]) -> bool:
    """Are these lines between bars a table, though no rule stands under the first?"""
    return len(set(map(len, rows))) == 1 and assigns([text[cell.start : cell.end].strip() for cell in rows[0]])


def _tabbed_tables(text: str) -> Iterator[Table]:
    """Runs of lines with the same number of tabs, two or more: a table pasted as text."""
    if "\t" not in text:
        return
    rows: list[tuple[Cell, ...]] = []
    start = at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        bare = line.rstrip("\r\n")
        tabbed = bare.count("\t") >= 2 and bare.strip() and not _TABLE_LINE.match(bare)
        cells = tuple(_tabbed_row(bare, at)) if tabbed else ()
        if rows and len(cells) != len(rows[0]):
            # Tabs also indent: only heads that assign make a table.
            if len(rows) >= 2 and any(map(assigns, ([text[c.start : c.end] for c in row] for row in rows[:3]))):
                yield Table(start, at, tuple(rows))
            rows = []
        if cells:
            start = start if rows else at
            rows.append(cells)
        at += len(line)


def _tabbed_row(line: str, at: int) -> Iterator[Cell]:
    for cell in line.split("\t"):
        yield Cell(at, at + len(cell))
        at += len(cell) + 1


_SPACED_HEAD = re.compile(r"序[ \u3000]?号(?:[ \u3000]+[^ \u3000\t\r\n|]+){2,}[ \u3000]*(?=\r?\n)")
_GAPS = (re.compile(r"[ \u3000]{2,}"), re.compile(r"[ \u3000]+"))
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")


def _spaced_tables(text: str) -> Iterator[Table]:
    """A table pasted as text, white space between its cells.

    Certain only where every head is known, a running number opens every row, and every row is full.
    """
    for head in _SPACED_HEAD.finditer(text) if "序" in text else ():
        start = max(text.rfind("\n", 0, head.start()), text.rfind("\r", 0, head.start())) + 1
        if not text[start : head.start()].strip(" \u3000"):
            table = _spaced_table(text, head, _GAPS[0]) or _spaced_table(text, head, _GAPS[1])
            if table:
                yield table


def _spaced_table(text: str, head: re.Match[str], gap: re.Pattern[str]) -> Table | None:
    rows = [tuple(_spaced_row(head.group(), head.start(), gap))]
    heads = [text[cell.start : cell.end] for cell in rows[0]]
    if len(heads) < 3 or not all(map(column_of, heads)) or not assigns(heads):
        return None
    at = _LINE.match(text, head.end())
    while at and at.end() < len(text):
        at = _LINE.match(text, at.end())
        if at is None or not at[1].strip():
            continue
        cells = tuple(_spaced_row(at[1], at.start(), gap))
        if text[cells[0].start : cells[0].end].rstrip("、.．") != str(len(rows)):
            # The rest of a cell stands under it, indented; or another row of the table.
            broken = at[1].startswith("  ") or at[1].lstrip()[0].isdecimal()
            return None if broken or len(rows) == 1 else Table(head.start(), rows[-1][-1].end, tuple(rows))
        if len(cells) != len(heads):
            return None
        rows.append(cells)
    return Table(head.start(), rows[-1][-1].end, tuple(rows)) if len(rows) > 1 else None


def _spaced_row(line: str, at: int, gap: re.Pattern[str]) -> Iterator[Cell]:
    end = len(line.rstrip(" \u3000"))
    begin = len(line) - len(line.lstrip(" \u3000"))
    for match in gap.finditer(line, begin, end):
        yield Cell(at + begin, at + match.start())
        begin = match.end()
    yield Cell(at + begin, at + end)


def _markdown_row(line: str, at: int) -> Iterator[Cell]:
    begin = line.index("|") + 1
    end = line.rindex("|")
    while begin <= end:
        match = _MARKDOWN_CELL.match(line, begin, end)
        assert match is not None
        yield Cell(at + match.start(), at + match.end())
        begin = match.end() + 1
