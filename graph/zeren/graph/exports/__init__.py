"""The graph in the file formats of other programs. Each format is a module of its own.

All columns, keys and types derive from the schema, all evidence is kept, and equal graphs give equal files.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from zeren.graph.frames import Frames, frames
from zeren.graph.model import Graph
from zeren.graph.stores.base import Progress
from zeren.graph.validate import first_problem
from zeren.loaders.errors import ZerenError

Step = Callable[[int], None]
"""Told how many nodes and edges were written since it was last told."""

MANIFEST = "export.json"
"""In every folder that an export makes: what it holds, by which it is known for an export."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format. Its module has ``write(frames, target, step)``."""

    name: str
    module: str
    description: str
    folder: bool = False
    """A folder of tables; otherwise one file of text."""


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("graphml", "graphml", "GraphML, for networkx, igraph, yEd and Cytoscape"),
        Format("gexf", "gexf", "GEXF, for Gephi: coloured by label, sized by degree"),
        Format("jsonl", "jsonl", "JSON Lines, a node or an edge a line"),
        Format("cypher", "cypher", "a Cypher script that builds the graph in an empty Neo4j"),
        Format("turtle", "turtle", "RDF in Turtle, with terms of W3C ORG and PROV"),
        Format("csv", "csv_tables", "a folder of CSV tables, for spreadsheets", folder=True),
        Format("parquet", "parquet", "a folder of Parquet tables, for pandas, DuckDB and Spark", folder=True),
        Format("neo4j-csv", "neo4j_csv", "a folder for neo4j-admin database import full", folder=True),
    )
}
"""Every format, by the name that ``zeren export`` takes."""


def write_file(graph: Graph, format: str, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write the graph as one file of UTF-8 text, to a file opened for bytes.

    Raises ZerenError for a format that is a folder or unknown, and for a graph that breaks the schema.
    """
    chosen = find(format)
    if chosen.folder:
        raise ZerenError(f"{format} is a folder of tables, not one file: use write_folder")
    content, step = _prepared(graph, progress)
    _module(chosen).write(content, out, step)


def write_folder(graph: Graph, format: str, folder: Path, progress: Progress | None = None) -> None:
    """Write the graph as tables, into a folder that exists and is empty.

    Raises ZerenError for a format that is one file or unknown, where a library that it needs is not
    installed, for a value that the format cannot hold, and for a graph that breaks the schema.
    """
    chosen = find(format)
    if not chosen.folder:
        raise ZerenError(f"{format} is one file, not a folder: use write_file")
    content, step = _prepared(graph, progress)
    _module(chosen).write(content, folder, step)
    manifest = {
        "program": "zeren",
        "version": version("zeren"),
        "format": format,
        "counts": graph.counts(),
        "digest": graph.digest(),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8", newline="\n")


def find(format: str) -> Format:
    """The format of that name. Raises ZerenError where there is none."""
    if format not in FORMATS:
        raise ZerenError(f"no export format {format!r}: choose one of {', '.join(FORMATS)}")
    return FORMATS[format]


def _module(chosen: Format) -> Any:
    return importlib.import_module(f"zeren.graph.exports.{chosen.module}")


def _prepared(graph: Graph, progress: Progress | None) -> tuple[Frames, Step]:
    # A property that the schema does not know has no column, and would be lost without a word.
    problem = first_problem(graph)
    if problem is not None:
        raise ZerenError(f"cannot export the graph: {problem}; the graph was changed by another program, load it again")
    content = frames(graph)
    total, done = len(content), 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress("writing", done, total)

    return content, step
