"""Parquet tables: ``nodes/Unit.parquet``, ``edges/LEADS.parquet``, …; lists are lists, what is missing is null."""

from __future__ import annotations

from pathlib import Path

from zeren.graph.exports import Step
from zeren.graph.frames import Frames
from zeren.loaders.errors import ZerenError


def write(frames: Frames, folder: Path, step: Step) -> None:
    """Write a table for each label and edge type. Raises ZerenError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ZerenError('Parquet needs pyarrow: pip install "zeren[parquet]" (in a checkout ".[parquet]")') from None
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "float": pa.float64(),
        "boolean": pa.bool_(),
        "strings": pa.list_(pa.string()),
    }
    for kind, group in (("nodes", frames.nodes), ("edges", frames.edges)):
        (folder / kind).mkdir()
        for frame in group:
            schema = pa.schema(
                [
                    pa.field(p.name, types[p.type], nullable=not p.required, metadata={"description": p.description})
                    for p in frame.columns
                ],
                metadata={"description": frame.declared.description},
            )
            rows = list(frame.rows())
            arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
            pq.write_table(pa.table(arrays, schema=schema), folder / kind / f"{frame.name}.parquet")
            step(len(rows))
