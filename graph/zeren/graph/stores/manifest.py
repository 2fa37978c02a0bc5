"""What a graph was when it was last written: counts and digests by label and type, and its documents.

The embedded engine keeps it beside its files and in a record, Neo4j on documents' nodes (``NOTE``), each written in the
transaction that it is about.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zeren.graph.model import Edge, Graph, Node, canonical, ordered_counts
from zeren.graph.schema import SCHEMA_VERSION

NOTE = "zeren_manifest"
"""The property of Neo4j's documents that holds it. It is no fact: what is read leaves it out."""
_MODULUS = 2**256
DOCUMENT = ("id", "title", "number", "file", "digest")
"""What is noted of each document, so that the graph can be made again: above all its file's name and SHA-256."""


class Tally:
    """Counts and digests of lines, by label or type, in whatever order they come.

    A digest is the sum of the lines' SHA-256 modulo 2^256 (Bellare and Micciancio, 1997, AdHash): lines are a bag,
    and a million of them need not be kept to be sorted.
    """

    def __init__(self, types: Mapping[str, tuple[int, str]] | None = None) -> None:
        """Begin with what ``types`` gave; without it with nothing."""
        self._counts: dict[str, int] = defaultdict(int)
        self._sums: dict[str, int] = defaultdict(int)
        for name, (count, digest) in (types or {}).items():
            self._counts[name], self._sums[name] = count, int(digest, 16)

    def add(self, name: str, line: str, times: int = 1) -> None:
        """Count a line (``canonical``) of this label or type; -1 times takes one out again."""
        self._counts[name] += times
        self._sums[name] += times * int.from_bytes(hashlib.sha256(line.encode("ascii")).digest())

    def count(self, nodes: Iterable[Node], edges: Iterable[Edge], times: int = 1) -> None:
        """Count nodes and edges; results of analyses count, too."""
        for node in nodes:
            self.add(node.label, canonical(node.label, node.id, node.properties), times)
        for edge in edges:
            self.add(edge.type, canonical(edge.type, edge.start, edge.end, edge.properties), times)

    def types(self) -> dict[str, tuple[int, str]]:
        """The number of lines and their digest, by label and type in the schema's order."""
        return {
            name: (count, f"{self._sums[name] % _MODULUS:064x}") for name, count in ordered_counts(self._counts).items()
        }


def tally(graph: Graph) -> Tally:
    """All of a graph."""
    result = Tally()
    result.count(graph.nodes.values(), graph.edges)
    return result


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written, and by whom."""

    types: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Count and digest by label and type."""
    documents: tuple[Mapping[str, str], ...] = ()
    """``DOCUMENT`` of each, sorted by id; what a document does not have is left out."""
    schema: int = SCHEMA_VERSION
    zeren: str = ""
    """The version that wrote it."""

    def counts(self) -> dict[str, int]:
        """How many of each label and type, in the schema's order."""
        return ordered_counts({name: count for name, (count, _) in self.types.items()})

    def problems(self, found: Mapping[str, tuple[int, str]]) -> dict[str, str]:
        """What is wrong with each label or type of ``found`` (``Tally.types``); empty where all is as written."""
        wrong = {name: f"{name}: not what was written" for name, pair in self.types.items() if found.get(name) != pair}
        return wrong | self.miscounted({name: count for name, (count, _) in found.items()})

    def miscounted(self, found: Mapping[str, int]) -> dict[str, str]:
        """What is wrong with the number of each label or type of ``found``."""
        return {
            name: f"{there} {name} of {written} can be read"
            if there < written
            else f"{there} {name} where {written} were written"
            for name in {**self.types, **found}
            if (there := found.get(name, 0)) != (written := self.types.get(name, (0,))[0])
        }

    def to_text(self) -> str:
        """As JSON."""
        types = {name: list(pair) for name, pair in self.types.items()}
        parts = {"zeren": self.zeren, "schema": self.schema, "types": types, "documents": [*map(dict, self.documents)]}
        return json.dumps(parts, ensure_ascii=False)


def from_text(text: str) -> Manifest:
    """What ``to_text`` gave. Raises ValueError, KeyError or TypeError for anything else."""
    parts = json.loads(text)
    types = {str(name): (int(count), str(digest)) for name, (count, digest) in parts["types"].items()}
    documents = tuple({str(k): str(v) for k, v in document.items()} for document in parts["documents"])
    return Manifest(types, documents, int(parts["schema"]), str(parts["zeren"]))


def manifest(graph: Graph, counted: Tally | None = None) -> Manifest:
    """The manifest of a graph, written by this zeren; ``counted`` saves counting it again."""
    return Manifest((counted or tally(graph)).types(), documents_of(graph), SCHEMA_VERSION, _version())


def changed(before: Manifest, counted: Tally, gone: Iterable[Node], put: Iterable[Node]) -> Manifest:
    """The manifest of a graph that was as ``before``, without the nodes ``gone`` and with those ``put``."""
    documents = {document["id"]: document for document in before.documents}
    for node in gone:
        documents.pop(node.id, None)
    documents.update((node.id, _noted(node)) for node in put if node.label == "Document")
    noted = tuple(documents[id] for id in sorted(documents))
    return Manifest(counted.types(), noted, SCHEMA_VERSION, _version())


def documents_of(graph: Graph) -> tuple[Mapping[str, str], ...]:
    """What ``Manifest.documents`` notes of a graph."""
    documents = sorted((node for node in graph.nodes.values() if node.label == "Document"), key=lambda node: node.id)
    return tuple(map(_noted, documents))


def _noted(document: Node) -> Mapping[str, str]:
    return {name: str(document.properties[name]) for name in DOCUMENT if name in document.properties}


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("zeren")
    except PackageNotFoundError:  # a source tree on the path, not installed
        return "unknown"
