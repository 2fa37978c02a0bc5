"""Where a graph is kept: the embedded ArcadeDB, or Neo4j over Bolt, behind one small interface."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from zeren.graph.model import Graph
from zeren.graph.stores.base import LoadSummary, Progress, Store, Written
from zeren.loaders.errors import ZerenError

__all__ = ["LoadSummary", "Store", "Written", "open_store", "read_graph"]

DEFAULT = "zeren.db"
"""The folder used where neither an argument nor ZEREN_DB names one."""

# Two letters at least: C:\data\zeren.db is a folder.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_BOLT = frozenset(f"{scheme}{security}" for scheme in ("neo4j", "bolt") for security in ("", "+s", "+ssc"))


_NEARLY = re.compile(r"\s*(?:neo4j|bolt)(?:\+s|\+ssc)?\s*:", re.IGNORECASE)
_LOGIN = re.compile(r"[^/\\@]*:[^/\\@]*@")
"""A user name and a password, wherever they stand."""


def printable(where: str) -> str:
    """A place as messages may show it: no login, and nothing that acts on a terminal."""
    return _LOGIN.sub("…@", "".join(c for c in where.strip() if c.isprintable()))


def is_server(where: str) -> bool:
    """Whether this is the address of a Neo4j (``neo4j://…``, ``bolt://…``)."""
    scheme = _SCHEME.match(where)
    return scheme is not None and scheme[1].lower() in _BOLT


def open_store(
    uri: str | Path | None = None,
    *,
    create: bool = False,
    altered: bool = False,
    read_only: bool = False,
    once: bool = False,
) -> Store:
    """Open the graph at ``uri``: a folder (embedded), or ``neo4j://…`` / ``bolt://…`` (Neo4j).

    Without ``uri`` the environment's ZEREN_DB counts, then ``zeren.db``. Neo4j takes
    NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE from the environment; ``neo4j://host/name``
    names the database, too. ``create`` makes a graph that does not exist yet; ``altered`` opens one in Neo4j that is
    not what was written, to look at it. ``read_only`` opens a folder as it is now, for questions alone: any number do
    at once, also while somebody changes it, and where it may only be read. Close the store, or use it in a ``with``.

    Raises ZerenError, and changes nothing, where there is no graph and ``create`` is false, where
    the folder or database belongs to another program, where it is damaged, locked or unreachable.
    """
    where = _named(uri)
    scheme = _SCHEME.match(where)
    if scheme is None and not Path(where).exists() and (_NEARLY.match(where) or _LOGIN.search(where)):
        raise ZerenError(
            f"cannot open {printable(where)}: write an address as neo4j://host:7687, and set NEO4J_USERNAME and "
            "NEO4J_PASSWORD for the login"
        )
    if scheme is None or isinstance(uri, Path):
        from zeren.graph.stores.arcade import ArcadeStore  # starts no Java, but finds its runtime

        path = Path(where)
        return ArcadeStore.open_to_read(path, once=once) if read_only else ArcadeStore.open(path, create=create)
    if scheme[1].lower() in _BOLT:
        from zeren.graph.stores.bolt import BoltStore

        return BoltStore.open(where, create=create, altered=altered)
    raise ZerenError(
        f"cannot open {scheme[1]}://…: --db takes a folder, or a neo4j:// or bolt:// address "
        "(also neo4j+s, neo4j+ssc, bolt+s, bolt+ssc)"
    )


def read_graph(
    uri: str | Path | None = None,
    progress: Progress | None = None,
    only: Mapping[str, tuple[str, ...]] | None = None,
) -> Graph:
    """Everything that the graph at ``uri`` holds; which one is meant, ``open_store`` says.

    ``only`` names labels and types, each with the properties that are wanted of it: of a folder nothing else is read,
    which takes a fraction of the time and memory where a graph is large. Neo4j gives everything.

    A folder's facts are read as files: no engine is started, nothing is locked or written, and while somebody changes
    the graph it is the one before. Where they are not whole, or an older zeren wrote the folder, the store is opened,
    which mends that. Raises ZerenError as ``open_store`` does.
    """
    where = _named(uri)
    if _SCHEME.match(where) is None or isinstance(uri, Path):
        from zeren.graph.stores.facts import whole

        found = whole(Path(where), only=only)
        if found is not None:
            return found
    with open_store(uri) as store:
        return store.graph(progress)


def _named(uri: str | Path | None) -> str:
    return str(uri) if uri else os.environ.get("ZEREN_DB") or DEFAULT
