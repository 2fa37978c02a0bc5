"""The schema is declared once and says what design.md says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph_samples.any_graph import awkward_graph
from neo4j_server.database import connect
from zeren.graph import Graph, open_store
from zeren.graph.model import Edge, Node, without_nothing
from zeren.graph.schema import (
    EDGE_TYPES,
    NODE_TYPES,
    RESPONSIBILITIES,
    EdgeType,
    NodeType,
    Property,
    edge_type,
    node_type,
    property_types,
)
from zeren.graph.schema_docs import to_json, to_markdown, to_mermaid
from zeren.graph.table import Table
from zeren.graph.validate import first_problem


def test_every_node_has_a_required_id_and_a_colour_of_its_own() -> None:
    for node in NODE_TYPES:
        id = node.properties[0]
        assert (id.name, id.required, id.indexed) == ("id", True, True)
    assert len({n.color for n in NODE_TYPES}) == len(NODE_TYPES)


def test_names_are_unique() -> None:
    for properties in (*(n.properties for n in NODE_TYPES), *(e.properties for e in EDGE_TYPES)):
        names = [p.name for p in properties]
        assert len(names) == len(set(names))
    assert len({n.label for n in NODE_TYPES}) == len(NODE_TYPES)
    assert len({e.type for e in EDGE_TYPES}) == len(EDGE_TYPES)


def test_responsibility_edges_carry_evidence() -> None:
    for type in RESPONSIBILITIES:
        required = {p.name for p in edge_type(type).properties if p.required}
        assert {"source", "statement", "line", "start", "end", "rule", "inherited", "order"} <= required


def test_edges_join_declared_labels() -> None:
    for edge in EDGE_TYPES:
        assert node_type(edge.start).label == edge.start
        assert node_type(edge.end).label == edge.end


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        node_type("Thing")
    with pytest.raises(KeyError):
        edge_type("LIKES")


def test_the_documents_name_every_label_type_and_property() -> None:
    markdown, mermaid, data = to_markdown(), to_mermaid(), json.loads(to_json())
    for node in NODE_TYPES:
        assert f"### {node.label}\n" in markdown
        assert f"style {node.label} fill:{node.color}" in mermaid
        for p in node.properties:
            assert f"| `{p.name}` | {p.type} |" in markdown
    for edge in EDGE_TYPES:
        assert f"`(:{edge.start})-[:{edge.type}]->(:{edge.end})`" in markdown
        assert f"    {edge.start} -->|{edge.type}| {edge.end}\n" in mermaid
    assert [n["label"] for n in data["nodes"]] == [n.label for n in NODE_TYPES]
    assert [e["type"] for e in data["edges"]] == [e.type for e in EDGE_TYPES]


def test_no_row_of_the_markdown_breaks_its_table() -> None:
    for line in to_markdown().splitlines():
        if line.startswith("| `"):
            assert line.replace("\\|", "").count("|") == 6, line


def test_a_table_gives_rows_as_dictionaries() -> None:
    table = Table(("unit", "tasks"), (("甲局", 3), ("乙局", None)))
    assert len(table) == 2
    assert table.to_dicts() == list(table) == [{"unit": "甲局", "tasks": 3}, {"unit": "乙局", "tasks": None}]


# Everything that derives from it --------------------------------------------------------------------


def declared() -> list[tuple[NodeType | EdgeType, Property]]:
    types: list[NodeType | EdgeType] = [*NODE_TYPES, *EDGE_TYPES]
    return [(each, p) for each in types for p in each.properties]


def graph_with(each: NodeType | EdgeType, name: str, value: Any) -> Graph:
    """A graph in which one property of one node or edge has this value, or is missing where that is None."""
    graph = awkward_graph()
    if isinstance(each, NodeType):
        node = next(n for n in graph.nodes.values() if n.label == each.label)
        changed = without_nothing({**node.properties, name: value})
        return Graph({**graph.nodes, node.id: Node(node.label, node.id, changed)}, graph.edges)
    at = next(i for i, e in enumerate(graph.edges) if e.type == each.type)
    edge = graph.edges[at]
    changed = without_nothing({**edge.properties, name: value})
    edges = (*graph.edges[:at], Edge(edge.type, edge.start, edge.end, changed), *graph.edges[at + 1 :])
    return Graph(graph.nodes, edges)


@pytest.mark.parametrize(("each", "p"), declared(), ids=lambda x: getattr(x, "label", getattr(x, "name", None)))
def test_every_property_is_checked_as_it_is_declared(each: NodeType | EdgeType, p: Property) -> None:
    wrong: list[tuple[Any, str]] = [(object(), "is no ")]
    if p.required and p.name != "id":
        wrong.append((None, f"{p.name} is missing"))
    if p.values:
        wrong.append(("something else", "not one of"))
    number = float if p.type == "float" else int
    if p.minimum is not None:
        wrong.append((number(p.minimum - 1), f"less than {p.minimum}"))
    if p.maximum is not None:
        wrong.append((number(p.maximum + 1), f"more than {p.maximum}"))
    for value, said in wrong:
        if p.name == "id" and value is not None:
            said = "its key, id and property id differ"
        problem = first_problem(graph_with(each, p.name, value))
        assert problem is not None and said in problem
    assert first_problem(awkward_graph()) is None


def test_a_range_stands_in_the_page() -> None:
    assert "(at least 1)" in to_markdown()
    assert "(0 to 1)" in to_markdown()


def test_keys_and_indexes_are_made_as_declared_on_both_engines(place: str) -> None:
    wanted = {(n.label, p.name, p.name == "id") for n in NODE_TYPES for p in n.properties if p.indexed}
    with open_store(place, create=True) as store:
        if store.engine == "neo4j":
            with connect(place) as server:
                rows = server.execute_query(
                    "SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint WHERE labelsOrTypes IS NOT NULL "
                    "AND size(labelsOrTypes) = 1"
                ).records
            found = {(r[0][0], r[1][0], r[2] is not None) for r in rows}
        else:
            rows = store._db.query("sql", "SELECT FROM schema:indexes").to_json_list()  # type: ignore[attr-defined]  # ArcadeStore
            found = {(r["typeName"], r["properties"][0][0], bool(r["unique"])) for r in rows}
    ours = {each for each in found if each[0] in {n.label for n in NODE_TYPES}}
    assert ours == wanted


def test_one_name_has_one_type() -> None:
    assert property_types(NODE_TYPES)["year"] == "integer"
    assert property_types(EDGE_TYPES)["certain"] == "boolean"
    other = EdgeType("X", "Unit", "Unit", "", (Property("certain", "string", ""),))
    with pytest.raises(ValueError, match="property certain is boolean here and string there"):
        property_types((*EDGE_TYPES, other))
