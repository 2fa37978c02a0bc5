"""What a graph was when it was last written: counts and digests by label and type, and its documents.

Kept beside the engine's files and, in the embedded engine, in a record that is written in the same transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from zeren.graph.model import Graph, canonical, ordered_counts
from zeren.graph.schema import SCHEMA_VERSION

_MODULUS = 2**256
DOCUMENT = ("id", "title", "number", "file", "digest")
"""What is noted of each document, so that the graph can be made again: above all its file's name and SHA-256."""


class Tally:
    """Counts and digests of lines, by label or type, in whatever order they come.

    A digest is the sum of the lines' SHA-256 modulo 2^256 (Bellare and Micciancio, 1997, AdHash): lines are a bag,
    and a million of them need not be kept to be sorted.
    """

    def __init__(self) -> None:
        self._counts: dict[str, int] = defaultdict(int)
        self._sums: dict[str, int] = defaultdict(int)

    def add(self, name: str, line: str) -> None:
        """Count a line (``canonical``) of this label or type."""
        self._counts[name] += 1
        self._sums[name] += int.from_bytes(hashlib.sha256(line.encode("ascii")).digest())

    def types(self) -> dict[str, tuple[int, str]]:
        """The number of lines and their digest, by label and type in the schema's order."""
        return {
            name: (count, f"{self._sums[name] % _MODULUS:064x}") for name, count in ordered_counts(self._counts).items()
        }


def tally(graph: Graph) -> Tally:
    """All of a graph; results of analyses count, too."""
    result = Tally()
    for node in graph.nodes.values():
        result.add(node.label, canonical(node.label, node.id, node.properties))
    for edge in graph.edges:
        result.add(edge.type, canonical(edge.type, edge.start, edge.end, edge.properties))
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
        return {
            name: f"{found[name][0] if name in found else 0} {name} of {self.types.get(name, (0,))[0]} can be read"
            if (found.get(name) or (0,))[0] != (self.types.get(name) or (0,))[0]
            else f"{name}: not what was written"
            for name in {**self.types, **found}
            if found.get(name) != self.types.get(name)
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
    documents = tuple(
        {name: str(node.properties[name]) for name in DOCUMENT if name in node.properties}
        for _, node in sorted(graph.nodes.items())
        if node.label == "Document"
    )
    return Manifest((counted or tally(graph)).types(), documents, SCHEMA_VERSION, _version())


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("zeren")
    except PackageNotFoundError:  # a source tree on the path, not installed
        return "unknown"
