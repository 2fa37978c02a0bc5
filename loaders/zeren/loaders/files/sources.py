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
from zeren.loaders.files.pasted import pasted_tables
from zeren.loaders.ordinary import bytes_of
from zeren.loaders.tables.columns import HEADER_DEPTH, assigns
from zeren.loaders.text.source import Source, decode

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
        return bytes_of(path, LARGEST_FILE)
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
    return Source(name, text, digest, encoding, tuple(pasted_tables(text)))


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
