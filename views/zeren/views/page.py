"""Writing one self-contained page of a graph: it opens offline, asks for nothing, runs only our scripts."""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from zeren.graph.model import Graph
from zeren.graph.parts import part_of
from zeren.graph.schema import RESPONSIBILITIES
from zeren.graph.stores.base import Progress
from zeren.loaders.errors import ZerenError
from zeren.views.facts import text
from zeren.views.page_data import Asked, PageData, page_data


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What a written page holds."""

    path: Path
    bytes: int
    documents: int
    tasks: int
    leaders: int
    units: int
    """Without phrases for several units."""
    edges: Mapping[str, int]
    """Edges of responsibility by type, all of them."""
    groups: int
    """Phrases for several units (各县（市、区）政府)."""
    group_edges: int
    """Edges that start at them; drawn only when the reader asks, unless the page was written with ``groups``."""
    size: str
    """full, plain, aggregate or index: how much of it is drawn at once."""
    said: Mapping[str, tuple[str, str]]
    """The findings on all documents by name, in Chinese and in English."""


def write_page(
    graph: Graph, path: str | os.PathLike[str], *, title: str | None = None, show: Progress | None = None, **asked: Any
) -> PageSummary:
    """Write the graph as one HTML page for people: findings, tasks, pictures and lists, with search and evidence.

    The page is UTF-8, holds everything it needs and makes no network request. The same graph gives the same
    bytes on the same day. ``title`` replaces the heading (default: the document's title, or the place and year of
    several); ``show`` is told of what takes long; all else is what ``zeren.views.page_data.Asked`` has: ``groups``,
    ``day``, ``decisions``, ``answers``, ``opens``, ``whatif``. An empty graph gives a page that says so. A file that is
    there is replaced, whole or not at all.

    Raises ZerenError where the file cannot be written.
    """
    target = Path(path)
    _check(target)
    data = _data(graph, show, asked)
    content = render(data, title)
    _replace(target, content)
    return PageSummary(
        path=target,
        bytes=len(content),
        documents=len(data.documents),
        tasks=data.counts.get("Task", 0),
        leaders=data.counts.get("Leader", 0),
        units=data.units,
        edges={role: data.counts.get(role, 0) for role in RESPONSIBILITIES},
        groups=data.groups,
        group_edges=data.group_edges,
        size=data.size,
        # A graph without documents has no scope, and nothing is found in it.
        said={each["name"]: each["said"] for scope in data.payload["scopes"][:1] for each in scope["findings"]},
    )


def _data(graph: Graph, show: Progress | None, asked: Mapping[str, Any]) -> PageData:
    from zeren.loaders.names.families import other_forms

    given = {name: value for name, value in asked.items() if value is not None}
    return page_data(graph, Asked(**given), known=other_forms(), show=show)


@dataclass(frozen=True, slots=True)
class InlinePage:
    """A page within a notebook: it is shown where a cell ends with it."""

    content: str
    height: int

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which may run its script and can reach nothing of the notebook."""
        page = escape(self.content, quote=True)
        style = f"width: 100%; height: {self.height}px; border: 1px solid #9aa5b1"
        return f'<iframe sandbox="allow-scripts allow-downloads" style="{style}" srcdoc="{page}"></iframe>'


def show_page(graph: Graph, *, title: str | None = None, height: int = 640, **asked: Any) -> InlinePage:
    """The page that ``write_page`` writes, to be shown in a notebook, so many pixels high."""
    return InlinePage(render(_data(graph, None, asked), title).decode("utf-8"), height)


def render(data: PageData, title: str | None = None) -> bytes:
    """The page as bytes."""
    from zeren.views import assets

    style, script = assets.style(), assets.script()
    vis = assets.vis() if data.payload["networks"] else ""
    blocks = [block for block in (vis, script) if block]
    page = assets.template("page.html").render(
        title=title or _heading(data),
        counts=data.counts,
        data=data,
        packed=packed({**data.payload, "schema": assets.schema_words()}),
        style=style,
        vis=vis,
        script=script,
        policy=_policy(style, blocks, assets.csp_hash),
    )
    return page.encode("utf-8", "backslashreplace")


def packed(payload: Mapping[str, Any]) -> str:
    """The payload as base64 of gzip of JSON: an eighth of it, since names, words and keys return with each task.

    No dictionary of our own: gzip finds all that returns, and what is read keeps the form of types.d.ts. The script
    unpacks it with fflate, which it holds for workbooks anyway, and not with the browser's ``DecompressionStream``:
    browsers in offices are older than that (Firefox has it since 113), and a page that must wait for it is not ready at
    once. Base64 closes no block of a page. A reader without a browser says ``base64 -d | gunzip``.
    """
    words = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A lone half of a surrogate pair cannot be written as UTF-8: it becomes the escape that JSON reads back.
    content = gzip.compress(words.encode("utf-8", "backslashreplace"), mtime=0)
    return base64.b64encode(content).decode("ascii")


def _policy(style: str, scripts: Sequence[str], hashed: Callable[[str], str]) -> str:
    """Nothing may be loaded, sent, framed or run but the blocks of this page."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(hashed(s) for s in scripts),
            f"style-src {hashed(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _heading(data: PageData) -> str:
    """One document: its title. Several: what they have in common."""
    if len(data.documents) == 1:
        return text(data.documents[0], "title")
    cities = {text(d, "city") for d in data.documents}
    years = {text(d, "year") for d in data.documents}
    parts = [
        next(iter(cities)) if len(cities) == 1 else "",
        f"{next(iter(years))}年" if len(years) == 1 and years != {""} else "",
    ]
    return "".join(part for part in parts if part) + "责任图谱"


def _check(target: Path) -> None:
    """Refuse at once what could only fail after the work is done."""
    if target.is_dir():
        raise ZerenError(f"{target} is a folder: give the name of a file, like page.html")
    if not target.resolve().parent.is_dir():
        raise ZerenError(f"cannot write {target}: the folder {target.parent} does not exist; create it first")


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then put it in place: a reader never finds half a page."""
    real = target.resolve()
    try:
        if real.exists() and not real.is_file():  # a pipe or a device is written to, not replaced
            real.write_bytes(content)
            return
        with part_of(real) as part:
            part.write_bytes(content)
            if real.exists():
                part.chmod(real.stat().st_mode)
            part.replace(real)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ZerenError(f"cannot write {target}: {reason}; choose another file or folder") from error
