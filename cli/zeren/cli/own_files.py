"""Files that zeren wrote: they are no notices, and what somebody changed in them is not written over."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.archives import files_at

_PAGE = b'<meta name="generator" content="zeren">'
_BEGINNING = 2**16
_IDS = re.compile(
    r"""\b(?:task:[^\s"',|<>]+?(?:\#|%23)[^\s"',|<>]|(?:unit|leader):[^\s"',|<>/]*[\u4e00-\u9fff][^\s"',|<>/]*/[^\s"',|<>])"""
)
"""Names of tasks, units and leaders in a graph: answers and exports hold them, and no notice does."""
_NOT_READ = re.compile(
    r"\ufeff?(?:\| *)?source[,\t |]+(?:kind|tasks[,\t |]+names)[,\t |]|\[?\{\"source\": ?\"[^\"]*\", ?\"kind\": ?\""
)
"""The beginning of what zeren extract --report says."""
_WHAT_TO_DO = {
    "ledger": "a ledger that zeren wrote; read what was filled in with zeren progress",
    "answer": "an answer that zeren wrote, no notice; load the notices it was made from",
    "export": "an answer or export that zeren wrote, no notice; load the notices it was made from",
    "page": "a page that zeren wrote, no notice; open it in a browser",
    "paper": "a paper that zeren wrote, no notice; load the notices it was made from",
    "report": "a report that zeren wrote, no notice; load the notices it was made from",
    "chart": "a chart that zeren wrote, no notice; load the notices it was made from",
    "table": "a table in Parquet, no notice; load the notices it was made from",
}


def kind_of(path: Path) -> str | None:
    """What zeren wrote there (a key of what is said of it); None for anything else, and for tables of facts."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".xlsx":
            return _workbook(path)
        if suffix == ".docx":
            return _document(path)
        if suffix in (".html", ".htm"):
            return _page(path)
        if suffix not in _BINARY:
            return _text(path)
    except (OSError, zipfile.BadZipFile, RuntimeError, KeyError):  # whoever reads it says what is wrong with it
        return None
    return None


_BINARY = (".pdf", ".doc", ".xls", ".wps", ".et", ".zip", ".eml", ".png", ".jpg", ".jpeg")
"""What is not looked into: zeren writes no such file, or a picture."""


def _page(path: Path) -> str | None:
    with path.open("rb") as file:
        if _PAGE not in file.read(_BEGINNING):
            return None
    said = _signed(path)
    return said[0] if said else "page"


def _signed(path: Path) -> tuple[str, bool] | None:
    """What a file says at its end that it is, and whether it is as it was written."""
    from zeren.views.paper_html import kind_and_state

    return kind_and_state(path.read_bytes())


def _text(path: Path) -> str | None:
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if beginning.startswith(b"PAR1"):
        return "table"
    if beginning.startswith(b"<svg") and b'class="marks"' in beginning[:300]:
        return "chart"
    if path.suffix.lower() == ".md" and (said := _signed(path)):
        return said[0]
    words = beginning.decode("utf-8", "ignore")
    if _NOT_READ.match(words):
        return "answer"
    return "export" if _IDS.search(words) else None


def _document(path: Path) -> str | None:
    with zipfile.ZipFile(path) as parts:
        said = re.search(rb"<cp:category>zeren (paper|report)</cp:category>", _part(parts, "docProps/core.xml"))
    return said[1].decode() if said else None


def _workbook(path: Path) -> str | None:
    with zipfile.ZipFile(path) as parts:
        names = set(parts.namelist())
        if "docProps/custom.xml" in names:
            said = re.search(rb'name="zeren"[^>]*>\s*<\w+:lpwstr[^>]*>(\w+)<', _part(parts, "docProps/custom.xml"))
            if said:
                return said[1].decode()
        # A program that drops such properties keeps the hidden row.
        texts = (name for name in names if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"))
        if any(b">zeren:task<" in _part(parts, name) for name in texts):
            return "ledger"
    return None


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, of which a bomb may have much; what is looked for stands early."""
    with parts.open(name) as part:
        return part.read(2**20)


def own_in_folders(documents: Sequence[str]) -> dict[Path, str]:
    """The files in these folders that zeren wrote and that are nothing to be read as a notice, each with what it is.

    Raises ZerenError for such a file that is named itself, and for a folder that holds nothing else.
    """
    found: dict[Path, str] = {}
    for document in documents:
        files = files_at(document)
        own = {file: _WHAT_TO_DO[kind] for file in files if file.is_file() and (kind := kind_of(file)) in _WHAT_TO_DO}
        # What stands with the tables of an export that hold ids: empty ones, tables of places, README.txt.
        exports = {file.parent.parent for file in own if file.parent.name in ("nodes", "edges")}
        own |= {file: _WHAT_TO_DO["export"] for file in files if not exports.isdisjoint(file.parents)}
        if own and len(own) == len(files):
            file, what = next(iter(own.items()))
            raise ZerenError(f"{file}: {what}")
        found.update(own)
    return found


def refuse_changed(path: Path) -> None:
    """Raise ZerenError for a file that zeren did not write, or that somebody saved since."""
    if not path.exists() or not path.is_file():
        return
    kind = kind_of(path)
    if kind is None:
        raise ZerenError(f"{path}: there is a file that zeren did not write; choose another name, or add --force")
    if not _as_written(path):
        back = "read it with zeren progress, then " if kind == "ledger" else ""
        raise ZerenError(f"{path}: somebody changed this {kind}; {back}choose another name or add --force")


def _as_written(path: Path) -> bool:
    """Every program that saves a workbook or a document says when; zeren says always the same."""
    from zeren.views.ledger import WRITTEN

    if path.suffix.lower() in (".html", ".htm", ".md"):
        said = _signed(path)
        return said is not None and said[1]
    with zipfile.ZipFile(path) as parts:
        modified = re.search(rb"<dcterms:modified[^>]*>([^<]*)<", _part(parts, "docProps/core.xml"))
    return modified is not None and modified[1].decode().startswith(WRITTEN.isoformat())
