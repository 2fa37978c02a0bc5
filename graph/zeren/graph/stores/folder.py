"""The folder of an embedded graph: how we know it for ours, what it should hold, and how it changes whole.

    zeren.db/zeren.json   this folder is zeren's: its format, which files count, and what they should hold
    zeren.db/facts/       the facts, a file for each document and place (``stores.facts``)
    zeren.db/graph/       the engine's files; after a large load another folder, such as graph-2
    zeren.db/zeren.lock   who may change it; what it holds does not matter

An engine's folder is made under another name and moved into place when it is complete, and a new one takes the place
of an old one by one change of ``zeren.json``: killed at any moment, there is the old graph or the new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from zeren.graph.stores.manifest import Manifest, from_text
from zeren.graph.stores.seal import Sealed
from zeren.loaders.errors import ZerenError

T = TypeVar("T")

FORMAT = 4
"""4: ``zeren.json`` tells which parts of the facts hang together. 3: the facts are files, and it tells which count. 2:
the manifest and the files' seal are in ``zeren.json``. 1: only the engine knew what it should hold."""
MARKER = "zeren.json"
_GRAPH = "graph"
_PATIENCE = 200
"""How many hundredths of a second a file may be in use by somebody who only reads it."""
_ENGINE = re.compile(r"graph(?:-\d+)?(?:\.new-\d+)?")


@dataclass(frozen=True, slots=True)
class Marker:
    """What ``zeren.json`` says."""

    graph: str | None = None
    """The engine's folder that counts; None where none has been made yet."""
    filling: bool = False
    """That folder is being filled for the first time: found so, the graph is still empty."""
    manifest: Manifest | None = None
    """What was last written; None where only the engine knows (format 1)."""
    files: Mapping[str, Sealed] | None = None
    """The engine's files when it was closed; None where it was not, after a change."""
    facts: Mapping[str, Sealed] | None = None
    """The files of facts by part; None where none were written (formats 1 and 2)."""
    links: Mapping[str, tuple[str, ...]] | None = None
    """The parts that each hangs together with; None where that is not known: in format 3, whose parts were cut
    otherwise, and where a query gave something two owners."""
    format: int = FORMAT


def read(path: Path) -> Marker | None:
    """The marker of the graph at ``path``; None where there is no folder yet, or an empty one.

    Raises ZerenError for anything that is not ours.
    """
    if not path.exists():
        return None
    if not path.is_dir():
        raise ZerenError(f"{path} is a file, not a database: give a folder, such as zeren.db")
    marker = path / MARKER
    if not marker.is_file():
        other = next((entry.name for entry in path.iterdir()), None)
        if other is None or other == f"{MARKER}.new":  # a first load was killed right at its start
            return None
        raise ZerenError(f"{path} is no zeren database: it holds other files ({other}); give another folder")
    try:
        return _marker(json.loads(_patiently(lambda: marker.read_text(encoding="utf-8"))), path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ZerenError(f"{marker} is damaged: delete {path} and load the documents again") from error


def _marker(parts: dict[str, Any], path: Path) -> Marker:
    format = parts["format"]
    if format == 1:
        return Marker(_GRAPH if (path / _GRAPH).is_dir() else None, format=1)
    if format not in (2, 3, FORMAT):
        raise ZerenError(
            f"{path} has format {format}, and this zeren reads formats 1 to {FORMAT}: use the zeren that wrote it, "
            "or delete the folder and load the documents again"
        )
    graph = parts["graph"]
    if graph is not None and not _ENGINE.fullmatch(graph):
        raise ValueError(graph)
    return Marker(
        graph,
        bool(parts["filling"]),
        from_text(json.dumps(parts["manifest"])) if parts["manifest"] is not None else None,
        _sealed(parts["files"]),
        _sealed(parts["facts"]) if format > 2 else None,
        _linked(parts["links"]) if format == FORMAT else None,
        format,
    )


def _sealed(files: Mapping[str, list[Any]] | None) -> dict[str, Sealed] | None:
    return None if files is None else {str(name): Sealed(*file) for name, file in files.items()}


def _linked(links: Mapping[str, list[str]] | None) -> dict[str, tuple[str, ...]] | None:
    return None if links is None else {str(part): tuple(map(str, others)) for part, others in links.items()}


def write(path: Path, marker: Marker) -> None:
    """Put ``marker`` in place of the one before, in one step that survives a power cut. Raises OSError."""
    parts = {
        "program": "zeren",
        "format": FORMAT,
        "graph": marker.graph,
        "filling": marker.filling,
        "manifest": None if marker.manifest is None else json.loads(marker.manifest.to_text()),
        "files": marker.files,
        "facts": marker.facts,
        "links": marker.links,
    }
    new = path / f"{MARKER}.new"
    with new.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(parts, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    _patiently(lambda: new.replace(path / MARKER))
    settle(path)


def _patiently(work: Callable[[], T]) -> T:
    """Windows refuses to read what is being exchanged, and to exchange what is being read: each takes a moment."""
    for left in range(_PATIENCE, 0, -1):
        try:
            return work()
        except PermissionError:
            if os.name == "posix" or left == 1:
                raise
            time.sleep(0.01)
    raise AssertionError("it returned or raised")


def prepare(path: Path, make: Callable[[Path], None]) -> Marker:
    """The marker of a graph that exists from now on, empty unless it did before; ``make`` fills an engine's folder.

    Raises ZerenError as ``read`` does, and where the folder cannot be made.
    """
    try:
        marker = read(path)
        if marker is None:
            path.mkdir(parents=True, exist_ok=True)
            write(path, Marker())
        if marker is None or marker.graph is None:
            # One that is there already was complete when it got its name: a first load was killed after that.
            if not (path / _GRAPH).is_dir():
                _make(path, _GRAPH, make)
            marker = Marker(_GRAPH, manifest=Manifest(), facts={}, links={})
            write(path, marker)
    except OSError as error:
        raise ZerenError(f"cannot use {path} as a database: {error.strerror or error}") from error
    return marker


def another(path: Path, marker: Marker, make: Callable[[Path], None]) -> str:
    """A new, empty engine's folder beside the one that counts; its name. Raises OSError."""
    number = int((marker.graph or _GRAPH).partition("-")[2] or 1) + 1
    name = f"{_GRAPH}-{number}"
    shutil.rmtree(path / name, ignore_errors=True)  # left by a load that was killed
    _make(path, name, make)
    return name


def sweep(path: Path, marker: Marker) -> None:
    """Delete the engine's folders that do not count. Only for whoever has locked the one that does."""
    for entry in path.iterdir():
        if entry.is_dir() and entry.name != marker.graph and _ENGINE.fullmatch(entry.name):
            shutil.rmtree(entry, ignore_errors=True)


def _make(path: Path, name: str, make: Callable[[Path], None]) -> None:
    new = path / f"{name}.new-{os.getpid()}"
    shutil.rmtree(new, ignore_errors=True)
    try:
        make(new)
        settle(new)
        try:
            new.rename(path / name)
        except OSError:
            if not (path / name).is_dir():  # else another process was faster, with one that is as good
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def settle(folder: Path) -> None:
    """Wait until the disk has a folder's files, where the system can tell (not on Windows). Raises OSError."""
    if os.name != "posix":
        return
    for path in (*(p for p in folder.iterdir() if p.is_file()), folder):
        settle_file(path)


def settle_file(path: Path) -> None:
    """The same for one file, or for the names in a folder."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def delete(path: Path) -> None:
    """Delete a file that nobody needs; where somebody still reads it (Windows), it is for the next to do."""
    with contextlib.suppress(OSError):
        path.unlink()
