"""What files there are: in a folder, in a zip, in a zip in a zip; those that are read, and those only named."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.kinds import kind_of
from zeren.loaders.files.ocr import WITHOUT, can_read
from zeren.loaders.ordinary import bytes_of
from zeren.loaders.words.seen import has_seen

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text")
TABLE_SUFFIXES = (".csv", ".tsv")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
OFFICE_SUFFIXES = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pdf", ".ofd")
CONVERTED_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods")
SUFFIXES = (*TEXT_SUFFIXES, *TABLE_SUFFIXES, *PAGE_SUFFIXES, *OFFICE_SUFFIXES, *CONVERTED_SUFFIXES)
"""Kinds of files that are looked for in folders and zips."""
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic")
_UNREAD = {
    **dict.fromkeys(PICTURE_SUFFIXES, f"this is a picture: {WITHOUT}"),
    **dict.fromkeys(
        (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"),
        "an archive that is not read: unpack it, or make it a .zip",
    ),
    **dict.fromkeys((".ppt", ".pptx", ".pptm", ".dps", ".odp", ".key"), "slides are not read: save them as .pdf"),
    **dict.fromkeys(
        (".pages", ".numbers", ".one", ".pub", ".vsd", ".vsdx", ".mpp", ".xps", ".djvu", ".epub"), "save it as .pdf"
    ),
    **dict.fromkeys(
        (".caj", ".ceb", ".cebx", ".sep", ".gd", ".gw", ".kdh", ".nh", ".uot", ".uof", ".uos"),
        "save it as .pdf or .docx",
    ),
    **dict.fromkeys((".eml", ".msg"), "a mail is not read: save its attachments"),
}
"""Kinds that may hold a notice and are not read, each with what to do; pictures only without the package for them."""
LARGEST_FILE = 500 * 2**20
"""Bytes; a larger file is no notice, and an archive that unpacks to more no archive of notices."""
DEEPEST = 3
"""Archives in archives."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file; or why there are none: it is of a kind that is not read, or it cannot be read."""

    name: str
    data: bytes = b""
    skipped: str = ""
    error: ZerenError | None = None


@dataclass
class _Budget:
    """What may still be unpacked of an archive, its inner ones with it."""

    left: int = LARGEST_FILE


def files_at(path: str | Path) -> list[Path]:
    """The files at ``path``: itself, or those of a folder that may hold notices, by name. Raises ZerenError."""
    if str(path) == STDIN:
        return [Path(STDIN)]
    path = Path(path)
    if not path.is_dir():
        if not path.exists():
            raise ZerenError(f"{readable(str(path))}: no such file; check the name and the folder")
        return [path]
    found = sorted(
        p
        for p in path.rglob("*")
        if not _own(p.name) and p.is_file() and (p.suffix.lower() in _NAMED or _holds_work(_head_of(p)))
    )
    if not any(suffix_of(p.name) in _kinds() for p in found):
        raise ZerenError(f"{path}: no file to read in this folder; kinds that are read: {' '.join(SUFFIXES)} .zip")
    return found


_NAMED = frozenset((*SUFFIXES, ".zip", *_UNREAD))


def _kinds() -> tuple[str, ...]:
    """Kinds that are read here."""
    return (*SUFFIXES, ".zip", *(PICTURE_SUFFIXES if can_read() else ()))


def _unread(name: str) -> str:
    """What to do with a file of a kind that is not read; nothing where it is."""
    suffix = suffix_of(name)
    return "" if suffix in _kinds() else _UNREAD.get(suffix, "")


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _holds_work(head: bytes) -> bool:
    """Does a file whose ending tells nothing (分工, 分工.bak) begin like a document, or hand out work?"""
    if head.startswith(_DOCUMENTS) or (head.startswith(b"PK\x03\x04") and any(m in head[:400] for m in _IN_ZIPS)):
        return True
    if b"\0" in head or not head:
        return False
    return any(has_seen(head.decode(encoding, "ignore")) for encoding in ("utf-8", "gb18030"))


_HEAD = 65_536
_DOCUMENTS = (b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_IN_ZIPS = (b"[Content_Types].xml", b"mimetypeapplication/", b"OFD.xml")
_RENAME = "its ending tells of no kind that is read, and it holds words of who answers: if it is a notice, rename it"


def contents_of(path: str | Path, skipped: Mapping[Path, str] | None = None) -> Iterator[Content]:
    """Each of these files; those of a folder that are ``skipped`` are not opened, for the reason given.

    Raises ZerenError where there is none.
    """
    for file in files_at(path):
        unread = (skipped or {}).get(file) or _unread(file.name)
        if not unread and file.suffix.lower() not in _NAMED and file != Path(path):
            unread = _RENAME
        if unread and file != Path(path):
            yield Content(readable(str(file)), skipped=unread)
        elif unread:
            name = readable(str(file))
            yield Content(name, error=ZerenError(f"{name}: {unread}"))
        else:
            yield from _contents_of(file)


def _contents_of(path: Path) -> Iterator[Content]:
    name = readable(str(path))
    if str(path) == STDIN:
        yield from _unpacked(sys.stdin.buffer.read(LARGEST_FILE + 1), "standard input")
        return
    try:
        data = _bytes_of(path)
    except ZerenError as error:
        yield Content(name, error=error)
        return
    yield from _unpacked(data, name)


def readable(name: str) -> str:
    """A name of a file as text: on Linux a name may be any bytes, those of a Windows in Chinese are GBK."""
    if name.isascii() or not any("\ud800" <= c <= "\udfff" for c in name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _own(name: str) -> bool:
    """Is it what systems and programs keep for themselves: ._a.txt, ~$a.docx, Thumbs.db, __MACOSX/?"""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(name).parts) or name.endswith(
        ("zeren-places.csv", "Thumbs.db", "desktop.ini")
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return bytes_of(path, LARGEST_FILE)
    except FileNotFoundError:
        raise ZerenError(f"{readable(str(path))}: no such file; check the name and the folder") from None
    except OSError as error:
        raise ZerenError(f"{readable(str(path))}: cannot be read ({error.strerror or error})") from None


def suffix_of(name: str) -> str:
    """The ending of a name, in small letters."""
    return PurePosixPath(name).suffix.lower()


_OFFICE = ("docx", "xlsx", "xlsb", "odt", "ods", "ofd", "slides")


def is_archive(data: bytes) -> bool:
    """Is it a zip of files, and not one file that a program keeps in a zip?"""
    if not data.startswith(b"PK\x03\x04") or kind_of(data) in _OFFICE:
        return False
    # The first name of a file of Office, OpenDocument or OFD tells it; all of them are near the end, in the index.
    return not any(mark in data for mark in _IN_ZIPS)


def _unpacked(data: bytes, name: str, budget: _Budget | None = None, depth: int = 0) -> Iterator[Content]:
    named = suffix_of(name) == ".zip" and data.strip() and kind_of(data) not in _OFFICE
    if not (is_archive(data) or named):
        yield Content(name, data)
    elif depth >= DEEPEST:
        yield Content(name, skipped=f"an archive in {DEEPEST} others: unpack it")
    else:
        try:
            yield from _zipped(data, name, budget or _Budget(), depth)
        except ZerenError as error:
            yield Content(name, error=error)


def _zipped(data: bytes, path: str, budget: _Budget, depth: int) -> Iterator[Content]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # besides BadZipFile, a damaged index gives ValueError, IndexError, struct.error, …
        raise ZerenError(f"{path}: no readable zip ({type(error).__name__}); it may be damaged") from None
    with archive:
        # A name may be empty in a damaged zip, which is_dir does not expect.
        named = sorted((_zip_name(i), i.header_offset, i) for i in archive.infolist() if i.filename and not i.is_dir())
        items = [
            (name, i)
            for name, _, i in named
            if not _own(name) and (suffix_of(name) in _NAMED or _holds_work(_head_in(archive, i)))
        ]
        if not any(suffix_of(name) in _kinds() for name, _ in items):
            raise ZerenError(f"{path}: no file to read in this zip; kinds that are read: {' '.join(SUFFIXES)} .zip")
        budget.left -= sum(item.file_size for name, item in items if suffix_of(name) in _kinds())
        if budget.left < 0:
            raise ZerenError(f"{path}: unpacks to more than {LARGEST_FILE // 2**20} MB; unpack what you need first")
        for inner, item in items:
            name = f"{path}/{inner}"
            if suffix_of(inner) not in _kinds():
                yield Content(name, skipped=_unread(inner) or _RENAME)
                continue
            try:
                content = _member(archive, item, name)
            except ZerenError as error:
                yield Content(name, error=error)
                continue
            yield from _unpacked(content, name, budget, depth + 1)


def _head_in(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(item) as file:
            return file.read(_HEAD)
    except Exception:  # a password, a broken stream: of a file that is not read anyway
        return b""


def _member(archive: zipfile.ZipFile, item: zipfile.ZipInfo, name: str) -> bytes:
    try:
        with archive.open(item) as file:
            # The size in the index may lie: never read more than it allows.
            content = file.read(item.file_size + 1)
    except Exception as error:  # a password is a RuntimeError, a broken stream a zlib.error
        if "password" in str(error):
            raise ZerenError(f"{name}: locked with a password; unpack it first") from None
        raise ZerenError(f"{name}: cannot be unpacked ({' '.join(str(error).split())})") from None
    if len(content) > item.file_size:
        raise ZerenError(f"{name}: is larger than the zip says; it was not made by an ordinary program")
    return content


def _zip_name(item: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: without the UTF-8 flag, Chinese programs write GB18030, those of macOS UTF-8."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        raw = item.filename.encode("cp437")
    except UnicodeEncodeError:
        return item.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return item.filename
