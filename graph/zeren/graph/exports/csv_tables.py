"""CSV tables for spreadsheets: ``nodes/Unit.csv``, ``edges/LEADS.csv``, …, with a byte-order mark.

Formula-safe and lossless. Text that a spreadsheet would run, and text that starts with ``'``, gets a leading
``'``; so does the empty text, because an empty cell is no value. Whoever reads the tables takes one leading
``'`` off. Lists are JSON text.
"""

from __future__ import annotations

from pathlib import Path

from zeren.graph.exports import Step
from zeren.graph.exports.text import scalar
from zeren.graph.frames import Frames
from zeren.graph.model import Value
from zeren.graph.safe_text import is_formula


def write(frames: Frames, folder: Path, step: Step) -> None:
    """Write a table for each label and edge type, also for those of which there is none."""
    for kind, group in (("nodes", frames.nodes), ("edges", frames.edges)):
        (folder / kind).mkdir()
        for frame in group:
            with (folder / kind / f"{frame.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                file.write(",".join(p.name for p in frame.columns) + "\r\n")
                for row in frame.rows():
                    file.write(",".join(cell(value) for value in row) + "\r\n")
                    step(1)


def cell(value: Value) -> str:
    """A value as a cell; text is always in quotes."""
    if value is None:
        return ""
    if not isinstance(value, str | list):
        return scalar(value)
    text = scalar(value)
    if not text or text.startswith("'") or is_formula(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"'
