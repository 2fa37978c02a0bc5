"""JSON Lines: ``{"node": "Unit", "id": …, "properties": {…}}`` and ``{"edge": "LEADS", "from": …, "to": …, …}``."""

from __future__ import annotations

from typing import BinaryIO

from zeren.graph.exports import Step
from zeren.graph.frames import Frames
from zeren.graph.model import Edge
from zeren.graph.safe_text import to_json


def write(frames: Frames, out: BinaryIO, step: Step) -> None:
    """Write the graph, nodes first."""
    for frame in frames:
        for item in frame.items:
            ends = {"from": item.start, "to": item.end} if isinstance(item, Edge) else {"id": item.id}
            kind = "edge" if isinstance(item, Edge) else "node"
            line = {kind: frame.name, **ends, "properties": dict(item.properties)}
            out.write(to_json(line).encode() + b"\n")
            step(1)
