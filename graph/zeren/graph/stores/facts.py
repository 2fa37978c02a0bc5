"""The facts of a graph in a folder: a file for each document and place, sealed, and read without the engine.

    zeren.db/facts/<digest>.parquet   named by the SHA-256 of its bytes, and written once

``zeren.json`` says which files count. A change writes the files of the parts that it touches beside those that are
there, the engine follows, and the new ``zeren.json`` takes the place of the old one: killed at any moment, the graph is
the old one or the new one, and whoever reads sees one of them. Files that count no more are deleted after that.

Which part a node or an edge is in, ``stores.partition`` says. ``zeren.json`` also notes which parts hang together: so a
change reads, derives and writes those that it can alter, and no others.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.stores import columns, folder, seal
from zeren.graph.stores.changes import Changes, Held
from zeren.graph.stores.manifest import Manifest, tally
from zeren.graph.stores.partition import Partition, around, of_counties, together
from zeren.graph.stores.seal import Sealed

T = TypeVar("T")

FOLDER = "facts"
_NAMED = 32
"""Digits of the digest that name a file."""
_OURS = re.compile(r"[0-9a-f]{32}\.parquet|\.new-\d+\.(?:parquet|jsonl)")
_AGAIN = 5
"""How often facts are read anew that a change has replaced meanwhile."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts that count."""

    files: dict[str, Sealed]
    """The file of each part."""
    links: dict[str, tuple[str, ...]] | None
    """The parts that each hangs together with (``Partition.links``); None where something has two owners."""


def keep(path: Path, before: folder.Marker, held: Graph, todo: Changes) -> Kept:
    """Write what a change makes of the facts at ``path``; those that count from then on.

    ``held`` is all that the graph holds, or all of the parts that the change has to do with. Files that counted
    ``before`` stay where they are; where nobody knows what is in which, all are written. Raises OSError.
    """
    target = Partition(todo.target)
    touched = altered(before, held, todo)
    if touched is None and todo.part:
        raise RuntimeError("a part of the facts would take the place of all")
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
    links = {part: target.links(part, nodes.get(part, ()), edges.get(part, ())) for part in {*nodes, *edges}}
    files = _write(path / FOLDER, nodes, edges)
    if touched is None:
        return Kept(files, links if target.clear else None)
    return Kept(_others(before.facts, touched) | files, _others(before.links, touched) | links)


def _others(parts: Mapping[str, T] | None, touched: set[str]) -> dict[str, T]:
    return {part: one for part, one in (parts or {}).items() if part not in touched}


def altered(before: folder.Marker, graph: Graph, todo: Changes) -> set[str] | None:
    """The parts that a change of ``graph`` alters, those that it empties among them; None where it may be any."""
    held, target = Partition(graph), Partition(todo.target)
    if before.facts is None or before.links is None or not (held.clear and target.clear):
        return None
    # What hangs together with a node that comes into another part is in parts that the change does not touch.
    stay = (node for id, node in graph.nodes.items() if id in target.nodes)
    if any(held.of_node(node) != target.of_node(target.nodes[node.id]) for node in stay):
        return None
    nodes, edges = (*todo.created, *todo.updated), todo.added_edges
    old = (*todo.removed, *(held.nodes[node.id] for node in todo.updated))
    return {
        *map(target.of_node, nodes),
        *map(target.of_edge, edges),
        *map(held.of_node, old),
        *(held.of_edge(edge) for edge, _ in todo.removed_edges),
    }


def near(path: Path, marker: folder.Marker, documents: Iterable[str], given: Graph) -> Held | None:
    """What the graph at ``path`` holds of all that loading ``given``, or taking ``documents`` out, can alter.

    That is these documents, all others of their cities, the units and leaders of these, and whatever hangs together
    with them. None where that is not known, or a file is not as it was written. Raises OSError.
    """
    if marker.facts is None or marker.links is None:
        return None
    parts = together(marker.links, (*documents, *around(given)))
    counties = {part for part in parts if of_counties(marker.links, part)}
    others = [part for part, links in marker.links.items() if part not in parts and not counties.isdisjoint(links)]
    files = {part: file for part, file in marker.facts.items() if part in parts}
    if broken(path, {**files, **{part: marker.facts[part] for part in others}}, whole=True):
        return None
    graph = _read(path, files)
    # An edge's end may be missing only where files and links do not fit each other.
    if any(edge.start not in graph.nodes or edge.end not in graph.nodes for edge in graph.edges):
        return None
    elsewhere = columns.spellings(_paths(path, (marker.facts[part] for part in others)))
    return Held(graph, ("",) * len(graph.edges), elsewhere)


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


def whole(path: Path, marker: folder.Marker | None = None, only: columns.Only | None = None) -> Graph | None:
    """The graph in the folder ``path`` as ``marker``, or else ``zeren.json``, says, read from its facts alone; or of it
    ``only`` these labels, types and properties.

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
                graph = _read(path, now.facts, only)
                written = now.manifest.counts()
                if graph.counts() == {name: n for name, n in written.items() if only is None or name in only}:
                    return graph
        except OSError:  # deleted by a change, or damaged: what zeren.json says now tells which
            pass
        after = folder.read(path)
        if after is None or after.facts == now.facts:
            return None
    return None


def _read(path: Path, facts: Mapping[str, Sealed], only: columns.Only | None = None) -> Graph:
    return columns.read(_paths(path, (file for _, file in sorted(facts.items()))), only)


def _paths(path: Path, files: Iterable[Sealed]) -> list[Path]:
    return [path / FOLDER / _name(file) for file in files]


def documents_of(path: Path, facts: Mapping[str, Sealed]) -> Iterable[str]:
    """Ids of the documents whose files are not as they were sealed."""
    wrong = broken(path, facts, whole=True)
    return [part for part, file in facts.items() if f"{FOLDER}/{_name(file)}" in wrong]
