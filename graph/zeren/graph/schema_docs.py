"""The schema for readers: Markdown tables, a Mermaid picture, JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, Property


def _cell(text: str) -> str:
    """Text that stays in its cell of a Markdown table and is not taken for markup."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<").replace("\n", " ")


def _rows(properties: tuple[Property, ...]) -> list[str]:
    rows = ["| property | type | required | indexed | meaning |", "|---|---|---|---|---|"]
    for p in properties:
        allowed = ", ".join(p.values) or range_of(p)
        meaning = p.description + (f" ({allowed})" if allowed else "")
        flags = ("yes" if p.required else "", "yes" if p.indexed else "")
        rows.append(f"| `{p.name}` | {p.type} | {flags[0]} | {flags[1]} | {_cell(meaning)} |")
    return rows


def range_of(p: Property) -> str:
    """The values that a number may have, in words; empty where any will do."""
    if p.minimum is not None and p.maximum is not None:
        return f"{p.minimum} to {p.maximum}"
    return f"at least {p.minimum}" if p.minimum is not None else ""


def to_markdown() -> str:
    """The schema as Markdown: the Mermaid picture, then a section for each label and each edge type."""
    lines = ["# Schema", "", "```mermaid", to_mermaid().rstrip("\n"), "```", "", "## Nodes"]
    for node in NODE_TYPES:
        lines += ["", f"### {node.label}", "", _cell(node.description), "", *_rows(node.properties)]
    lines += ["", "## Edges"]
    for edge in EDGE_TYPES:
        lines += [
            "",
            f"### {edge.type}",
            "",
            f"`(:{edge.start})-[:{edge.type}]->(:{edge.end})` {_cell(edge.description)}",
        ]
        if edge.properties:
            lines += ["", *_rows(edge.properties)]
    return "\n".join(lines) + "\n"


def to_mermaid() -> str:
    """The schema as a Mermaid flowchart: a box for each label, an arrow for each edge type."""
    lines = ["flowchart LR"]
    lines += [f"    {n.label}[{n.label}]" for n in NODE_TYPES]
    lines += [f"    {e.start} -->|{e.type}| {e.end}" for e in EDGE_TYPES]
    lines += [f"    style {n.label} fill:{n.color}" for n in NODE_TYPES]
    return "\n".join(lines) + "\n"


def to_json() -> str:
    """The schema as JSON: ``{"nodes": […], "edges": […]}``, each as it is declared."""
    data = {"nodes": [asdict(n) for n in NODE_TYPES], "edges": [asdict(e) for e in EDGE_TYPES]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
