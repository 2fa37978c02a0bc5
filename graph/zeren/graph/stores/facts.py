"""The facts of a graph in a folder: a file for each document and place, sealed, and read without the engine.

    zeren.db/facts/<digest>.parquet   named by the SHA-256 of its bytes, and written once

``zeren.json`` says which files count. A change writes the files of the parts that it touches beside those that are
there, the engine follows, and the new ``zeren.json`` takes the place of the old one: killed at any moment, the graph is
the old one or the new one, and whoever reads sees one of them. Files that count no more are deleted after that.

A document's part holds the document with its tasks, sections and targets, and every edge that begins or ends at one of
them. What is shared by documents (units, leaders, counties, what was reported) is in the part of its place.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.stores import columns, folder, seal
from zeren.graph.stores.changes import Changes, owners
from zeren.graph.stores.manifest import Manifest, tally
from zeren.graph.stores.seal import Sealed

FOLDER = "facts"
_NAMED = 32
"""Digits of the digest that name a file."""
_OURS = re.compile(r"[0-9a-f]{32}\.parquet|\.new-\d+\.(?:parquet|jsonl)")
_PLACE = "place:"
_OWNING = ("STATED_IN", "PART_OF", "HAS_TARGET")
_AGAIN = 5
"""How often facts are read anew that a change has replaced meanwhile."""


class _Parts:
    """Which part each node and edge of a graph is in.

    It follows from the node or edge, the node where an edge begins, and whose document's a task, section or target is.
    Whoever changes one of these changes a node or edge in both parts: so a change touches all parts that it alters.
    """

    def __init__(self, graph: Graph) -> None:
        self.nodes = graph.nodes
        self._owners = owners(graph)
        owned = [e.end if e.type == "HAS_TARGET" else e.start for e in graph.edges if e.type in _OWNING]
        self.clear = len(owned) == len(set(owned))
        """Whether everything has one owner at most; only a query of one's own makes it two."""

    def of_node(self, node: Node) -> str:
        if node.label == "Document":
            return node.id
        if node.label in ("Unit", "Leader"):
            return f"{_PLACE}{node.properties.get('city', '')}"
        return self._owners.get(node.id, _PLACE)

    def of_edge(self, edge: Edge) -> str:
        end = self.nodes[edge.end]
        if end.label == "Document":
            return end.id
        owner = self._owners.get(edge.start) or self._owners.get(edge.end)
        return owner or self.of_node(self.nodes[edge.start])


def keep(path: Path, before: Mapping[str, Sealed] | None, held: Graph, todo: Changes) -> dict[str, Sealed]:
    """Write what a change makes of the facts at ``path``; the files that count from then on, by part.

    Those that counted ``before`` stay where they are; where nobody knows them, all are written. Raises OSError.
    """
    old, target = _Parts(held), _Parts(todo.target)
    touched = _touched(old, target, todo) if before is not None and old.clear and target.clear else None
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for node in todo.target.nodes.values():
        part = target.of_node(node)
        if touched is None or part in touched:
            nodes[part].append(node)
    for edge in todo.target.edges:
        part = target.of_edge(edge)
        if touched is None or part in touched:
            edges[part].append(edge)
    kept = {part: file for part, file in (before or {}).items() if touched is not None and part not in touched}
    return kept | _write(path / FOLDER, nodes, edges)


def _touched(held: _Parts, target: _Parts, todo: Changes) -> set[str]:
    """The parts that a change alters, those that it empties among them."""
    nodes, edges = (*todo.created, *todo.updated), todo.added_edges
    old = (*todo.removed, *(held.nodes[node.id] for node in todo.updated))
    return {
        *map(target.of_node, nodes),
        *map(target.of_edge, edges),
        *map(held.of_node, old),
        *(held.of_edge(edge) for edge, _ in todo.removed_edges),
    }


def _write(at: Path, nodes: Mapping[str, list[Node]], edges: Mapping[str, list[Edge]]) -> dict[str, Sealed]:
    written: dict[str, Sealed] = {}
    parts = sorted({*nodes, *edges})
    if not parts:
        return written
    at.mkdir(exist_ok=True)
    new = at / f".new-{os.getpid()}.parquet"
    try:
        with columns.writing() as write:
            for part in parts:
                write(new, nodes.get(part, ()), edges.get(part, ()))
                folder.settle_file(new)
                sealed = seal.of(new)
                there = at / _name(sealed)
                if seal.wrong(at, {there.name: sealed}, whole=True):
                    new.replace(there)
                else:  # somebody may be reading it: Windows would not let it be exchanged
                    sealed = seal.of(there)
                written[part] = sealed
    finally:
        new.unlink(missing_ok=True)
    folder.settle_file(at)
    return written


def _name(file: Sealed) -> str:
    return f"{file.digest[:_NAMED]}.parquet"


def sweep(path: Path, facts: Mapping[str, Sealed] | None) -> None:
    """Delete the files that do not count. Only for whoever has locked the folder."""
    counted = {_name(file) for file in (facts or {}).values()}
    for entry in (path / FOLDER).iterdir() if (path / FOLDER).is_dir() else ():
        if _OURS.fullmatch(entry.name) and entry.name not in counted:
            folder.delete(entry)


def broken(path: Path, facts: Mapping[str, Sealed] | None, *, whole: bool = False) -> dict[str, str]:
    """The files that are not as they were sealed, each with what is wrong; ``whole`` reads all however large."""
    named = {_name(file): file for file in (facts or {}).values()}
    # A file that is none of ours, or counts no more, is no damage: it is not read.
    return {f"{FOLDER}/{name}": problem for name, problem in seal.wrong(path / FOLDER, named, whole=whole).items()}


def problems(path: Path, facts: Mapping[str, Sealed] | None, written: Manifest) -> dict[str, str]:
    """What is not as it was written, by file, label or type: every byte and every fact is read."""
    found = broken(path, facts, whole=True)
    return found or written.problems(tally(_read(path, facts or {})).types())


def whole(path: Path, marker: folder.Marker | None = None) -> Graph | None:
    """The graph in the folder ``path`` as ``marker``, or else ``zeren.json``, says, read from its facts alone.

    None where there are none, or they are not what was written: then the engine is to be asked. Nothing is locked,
    and nothing is written.
    """
    for _ in range(1 if marker else _AGAIN):
        now = marker or folder.read(path)
        if now is None or now.facts is None or now.manifest is None or now.filling:
            return None
        if now.manifest.schema != SCHEMA_VERSION:
            return None
        try:
            if not broken(path, now.facts):
                graph = _read(path, now.facts)
                if graph.counts() == now.manifest.counts():
                    return graph
        except OSError:  # deleted by a change, or damaged: what zeren.json says now tells which
            pass
        after = folder.read(path)
        if after is None or after.facts == now.facts:
            return None
    return None


def _read(path: Path, facts: Mapping[str, Sealed]) -> Graph:
    return columns.read([path / FOLDER / _name(file) for _, file in sorted(facts.items())])


def documents_of(path: Path, facts: Mapping[str, Sealed]) -> Iterable[str]:
    """Ids of the documents whose files are not as they were sealed."""
    wrong = broken(path, facts, whole=True)
    return [part for part, file in facts.items() if f"{FOLDER}/{_name(file)}" in wrong]
