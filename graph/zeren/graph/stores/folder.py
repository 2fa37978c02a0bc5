"""The folder of an embedded graph: how we know it for ours, and how it comes into being.

    zeren.db/zeren.json   this folder is zeren's, and its format
    zeren.db/graph/       the engine's files

The engine's part is made under another name and moved into place when it is complete, so that a
first load killed at any moment leaves either no graph or an empty one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from zeren.loaders.errors import ZerenError

FORMAT = 1
_MARKER = "zeren.json"
_GRAPH = "graph"
_UNFINISHED = "graph.new-"


def engine_folder(path: Path, *, create: bool, make: Callable[[Path], None]) -> Path:
    """The engine's folder in the graph at ``path``; ``make`` fills a new one.

    Raises ZerenError, and changes nothing, where there is no graph and ``create`` is false, and
    where the path holds anything that is not ours.
    """
    try:
        ours = _is_ours(path)
        graph = path / _GRAPH
        if ours and graph.is_dir():
            return graph
        if not create:
            raise ZerenError(f"no database at {path}: run zeren load DOCUMENT --db {path} first")
        path.mkdir(parents=True, exist_ok=True)
        if not ours:
            _write_marker(path / _MARKER)
        _make(path, graph, make)
    except OSError as error:
        raise ZerenError(f"cannot use {path} as a database: {error.strerror or error}") from error
    return graph


def _is_ours(path: Path) -> bool:
    """Whether the folder is marked as ours; False where there is none yet, or an empty one."""
    if not path.exists():
        return False
    if not path.is_dir():
        raise ZerenError(f"{path} is a file, not a database: give a folder, such as zeren.db")
    marker = path / _MARKER
    if not marker.is_file():
        other = next((entry.name for entry in path.iterdir()), None)
        if other is None or other == f"{_MARKER}.new":  # a first load was killed right at its start
            return False
        raise ZerenError(f"{path} is no zeren database: it holds other files ({other}); give another folder")
    try:
        format = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise ZerenError(f"{marker} is damaged: delete {path} and load the documents again") from error
    if format != FORMAT:
        raise ZerenError(
            f"{path} has format {format}, and this zeren reads format {FORMAT}: use the zeren that wrote it, "
            "or delete the folder and load the documents again"
        )
    return True


def _write_marker(marker: Path) -> None:
    new = marker.with_name(f"{_MARKER}.new")
    new.write_text(json.dumps({"program": "zeren", "format": FORMAT}) + "\n", encoding="utf-8")
    new.replace(marker)


def _make(path: Path, graph: Path, make: Callable[[Path], None]) -> None:
    for left in path.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)  # a first load that was killed
    new = path / f"{_UNFINISHED}{os.getpid()}"
    try:
        make(new)
        new.rename(graph)
    finally:
        shutil.rmtree(new, ignore_errors=True)
