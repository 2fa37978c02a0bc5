"""Exports read by the programs they are for, back into a graph."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import rdflib
from rdflib.collection import Collection

from zeren.graph import from_networkx
from zeren.graph.exports.text import plain_text
from zeren.graph.model import Edge, Graph, Node, without_nothing
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, EdgeType, NodeType

PARSERS: dict[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "strings": json.loads,
}


def graphml(data: bytes) -> Graph:
    """By networkx."""
    return from_networkx(_plain(nx.MultiDiGraph(nx.read_graphml(io.BytesIO(data), force_multigraph=True))))


def gexf(data: bytes) -> Graph:
    """By networkx. What is only for the picture is taken out."""
    read: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data)))
    for _, node in read.nodes(data=True):
        del node["viz"]
        node["label"] = node.pop("type")
    for *_, edge in read.edges(data=True):
        del edge["id"]
        edge["type"] = edge.pop("label")
    return from_networkx(_plain(read))


def _plain(read: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with the characters that XML cannot hold."""

    def undone(data: Mapping[str, Any]) -> dict[str, Any]:
        return {name: plain_text(value) if isinstance(value, str) else value for name, value in data.items()}

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id, data in read.nodes(data=True):
        made.add_node(plain_text(id), **undone(data))
    for start, end, data in read.edges(data=True):
        made.add_edge(plain_text(start), plain_text(end), **undone(data))
    return made


def jsonl(data: bytes) -> Graph:
    """By the json module."""
    nodes: dict[str, Node] = {}
    edges = []
    for line in data.decode().split("\n")[:-1]:
        read = json.loads(line)
        if "node" in read:
            nodes[read["id"]] = Node(read["node"], read["id"], read["properties"])
        else:
            edges.append(Edge(read["edge"], read["from"], read["to"], read["properties"]))
    return Graph(nodes, tuple(edges))


def csv_folder(folder: Path) -> Graph:
    """By the csv module."""

    def rows(declared: NodeType | EdgeType, path: Path) -> Iterator[dict[str, Any]]:
        types = {p.name: p.type for p in declared.properties}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield {
                    name: PARSERS[types.get(name, "string")](cell.removeprefix("'"))
                    for name, cell in row.items()
                    if cell
                }

    return _from_tables(folder, ".csv", rows)


def parquet(folder: Path) -> Graph:
    """By pyarrow."""
    return _from_tables(folder, ".parquet", lambda _, path: pq.read_table(path).to_pylist())


def _from_tables(folder: Path, suffix: str, rows: Any) -> Graph:
    nodes: dict[str, Node] = {}
    edges = []
    for label in NODE_TYPES:
        for row in rows(label, folder / "nodes" / f"{label.label}{suffix}"):
            nodes[row["id"]] = Node(label.label, row["id"], without_nothing(row))
    for type in EDGE_TYPES:
        for row in rows(type, folder / "edges" / f"{type.type}{suffix}"):
            edges.append(Edge(type.type, row.pop("from_id"), row.pop("to_id"), without_nothing(row)))
    return Graph(nodes, tuple(edges))


def turtle(data: bytes) -> Graph:
    """By rdflib."""
    store = rdflib.Graph().parse(data=data, format="turtle")
    zeren = rdflib.Namespace("urn:zeren:schema:")

    def properties(subject: Any, declared: NodeType | EdgeType) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for p in declared.properties:
            value = store.value(subject, zeren[p.name])
            if p.type == "strings" and value is not None:
                found[p.name] = [str(item) for item in Collection(store, value)]
            elif value is not None:
                found[p.name] = str(value) if p.type == "string" else value.toPython()
        return found

    nodes: dict[str, Node] = {}
    ids: dict[Any, str] = {}
    for label in NODE_TYPES:
        for subject in store.subjects(rdflib.RDF.type, zeren[label.label]):
            node = properties(subject, label)
            ids[subject] = node["id"]
            nodes[node["id"]] = Node(label.label, node["id"], node)
    edges = []
    for type in EDGE_TYPES:
        for subject in store.subjects(rdflib.RDF.type, zeren[type.type]):
            start, end = store.value(subject, zeren["from"]), store.value(subject, zeren["to"])
            edges.append(Edge(type.type, ids[start], ids[end], properties(subject, type)))
        edges += [Edge(type.type, ids[s], ids[o]) for s, o in store.subject_objects(zeren[type.type])]
    return Graph(nodes, tuple(edges))
