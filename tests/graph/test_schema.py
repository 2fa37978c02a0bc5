"""The schema is declared once and says what design.md says."""

from __future__ import annotations

import json

import pytest

from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, RESPONSIBILITIES, edge_type, node_type
from zeren.graph.schema_docs import to_json, to_markdown, to_mermaid
from zeren.graph.table import Table


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
