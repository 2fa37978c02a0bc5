"""CSV files for the bulk import of Neo4j 5, its command, and the keys to make afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zeren.graph.exports import Step
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Value
from zeren.graph.schema import NodeType
from zeren.graph.schema_cypher import constraints
from zeren.loaders.errors import ZerenError

README = "README.txt"
KEYS = "keys.cypher"
TYPES = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean", "strings": "string[]"}
DELIMITERS = ";\x1f\x1e|¦§"
"""Between the items of a list; the first that no item holds is used, for the format cannot quote it."""

_TEXT = """\
A graph for the bulk import of Neo4j 5.26, written by zeren.

1. Stop the server. The import fills a database that is empty or does not exist yet.
   Neo4j always has the database neo4j: add --overwrite-destination=true to delete what it holds.
2. In this folder, as the user that the server runs as:

{command}

3. Start the server and make the keys and indexes, by whose names zeren knows the database as its own:

cypher-shell -d neo4j -f {keys}

4. zeren check --db neo4j://localhost
"""


def write(frames: Frames, folder: Path, step: Step) -> None:
    """Write a file for each label and edge type, the command (README.txt) and the keys (keys.cypher).

    Raises ZerenError for a list that the format cannot hold.
    """
    delimiter = _delimiter(frames)
    for kind, group in (("nodes", frames.nodes), ("edges", frames.edges)):
        (folder / kind).mkdir()
        for frame in group:
            with (folder / kind / f"{frame.name}.csv").open("w", encoding="utf-8", newline="") as file:
                file.write(",".join(_header(frame)) + "\n")
                for row in frame.rows():
                    file.write(",".join(_cell(value, delimiter) for value in row) + "\n")
                    step(1)
    text = _TEXT.format(command=_command(frames, delimiter), keys=KEYS)
    (folder / README).write_text(text, encoding="utf-8", newline="\n")
    keys = "".join(f"{statement};\n" for statement in constraints())
    (folder / KEYS).write_text(keys, encoding="utf-8", newline="\n")


def command(folder: Path) -> str:
    """The import command that ``write`` left in a folder."""
    lines = (folder / README).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("neo4j-admin "))


def _command(frames: Frames, delimiter: str) -> str:
    files = [f"--nodes={f.name}=nodes/{f.name}.csv" for f in frames.nodes]
    files += [f"--relationships={f.name}=edges/{f.name}.csv" for f in frames.edges]
    several_lines = any("\n" in v or "\r" in v for v in _texts(frames))
    options = [f"--array-delimiter=U+{ord(delimiter):04X}"] + ["--multiline-fields=true"] * several_lines
    return " ".join(["neo4j-admin database import full neo4j", *files, *options])


def _header(frame: Frame) -> Iterator[str]:
    if isinstance(frame.declared, NodeType):
        for p in frame.columns:
            yield f"id:ID({frame.name})" if p.name == "id" else f"{p.name}:{TYPES[p.type]}"
    else:
        yield from (f":START_ID({frame.declared.start})", f":END_ID({frame.declared.end})")
        yield from (f"{p.name}:{TYPES[p.type]}" for p in frame.declared.properties)


def _cell(value: Value, delimiter: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = delimiter.join(value)
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _texts(frames: Frames) -> Iterator[str]:
    for frame in frames:
        for row in frame.rows():
            for value in row:
                yield from [value] if isinstance(value, str) else value if isinstance(value, list) else ()


def _delimiter(frames: Frames) -> str:
    lists = [v for frame in frames for row in frame.rows() for v in row if isinstance(v, list)]
    if [""] in lists:  # the import takes it for no list at all
        raise ZerenError("neo4j-csv cannot hold a list of one empty text: use zeren export cypher")
    found = next((d for d in DELIMITERS if not any(d in item for items in lists for item in items)), None)
    if found is None:
        raise ZerenError(
            f"neo4j-csv cannot hold these lists, whose items hold every one of {DELIMITERS!r}: use zeren export cypher"
        )
    return found
