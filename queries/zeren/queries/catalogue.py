"""The catalogue: stored queries read from their files, front matter checked.

A file is ``<topic>/<name>.cypher``. It begins with its front matter, TOML behind ``//`` between two lines
``// ---``, so that the whole file pastes into Neo4j Browser as it is; the rest is Cypher.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_of
from zeren.queries.near import nearest
from zeren.queries.stored import Column, Parameter, StoredQuery

if TYPE_CHECKING:
    from zeren.graph.schema import ValueType

LIBRARY = Path(__file__).parent / "library"
"""The queries that come with zeren."""
CHARTS: Mapping[str, str] = {
    "bar": "a name, then one measure or several that add up",
    "heatmap": "what the rows are, what the columns are, a measure",
    "line": "what goes along, then one measure or several",
    "lorenz": "the share of those who carry, the share of what they carry",
    "network": "one end of a tie, the other, and a measure if the rows are not to be counted",
    "table": "",
}
"""The pictures that can suit an answer, each with the columns that ``drawn`` names for it; ``table`` where none
says more than the rows."""
DRAWN = {"bar": (1, 1, 9), "heatmap": (2, 1, 1), "line": (1, 1, 9), "lorenz": (0, 2, 2), "network": (2, 0, 1)}
"""How many columns of any type come first, and how many numbers follow at least and at most."""

_FENCE = "// ---"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LETTERS = "small letters, digits, hyphens"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_TEXTS = ("title", "title_zh", "question", "question_zh", "description", "chart", "since")
_TABLES = ("tags", "drawn", "parameters", "columns")


class Catalogue(dict[str, StoredQuery]):
    """Stored queries by name. ``catalogue()["unit-lod"]`` raises ZerenError with the nearest names."""

    def __missing__(self, name: object) -> StoredQuery:
        """Refuse a name that no query has."""
        raise ZerenError(f"no stored query {name!r}{nearest(str(name), self)} (zeren queries lists all)")


Skipped: TypeAlias = Callable[[ZerenError], None]
"""Called with what keeps a file out of the catalogue."""


def catalogue(*folders: str | Path, skipped: Skipped | None = None) -> Catalogue:
    """The library's queries and those of the given folders, sorted by name.

    A name is only ever looked up among the files found; it is never taken for a path. Raises ZerenError for a
    folder that does not exist, a file that is not a stored query, and a name that two files share; with
    ``skipped`` such files are told to it and left out, so that one bad file does not stop all questions.
    """
    found = dict(_library())
    for folder in folders:
        for query in read_folder(Path(folder), skipped):
            if query.name in found:
                _skip(
                    ZerenError(
                        f"{folder} holds a query {query.name}, and there is one already: give yours another name"
                    ),
                    skipped,
                )
                continue
            found[query.name] = query
    return Catalogue(sorted(found.items()))


def _skip(error: ZerenError, skipped: Skipped | None) -> None:
    if skipped is None:
        raise error
    skipped(error)


@cache
def _library() -> Mapping[str, StoredQuery]:
    return {query.name: query for query in read_folder(LIBRARY)}


def read_folder(folder: Path, skipped: Skipped | None = None) -> Iterator[StoredQuery]:
    """All stored queries of a folder and its subfolders.

    Raises ZerenError for the first that is wrong, or tells ``skipped`` of each.
    """
    if not folder.is_dir():
        raise ZerenError(f"no folder of queries {folder}: give a folder that holds .cypher files")
    seen: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.cypher")):
        try:
            query = read_file(path)
            if query.name in seen:
                raise ZerenError(f"{path} and {seen[query.name]} have one name: rename one of them")
        except ZerenError as error:
            _skip(error, skipped)
            continue
        seen[query.name] = path
        yield query


def read_file(path: Path) -> StoredQuery:
    """One stored query. Raises ZerenError, which names the file, for a wrong name or wrong front matter."""
    try:
        # Line ends as a text file's.
        text = bytes_of(path, LARGEST_TEXT).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ZerenError(f"cannot read the query {path}: {error}; it must be a UTF-8 text file") from None
    try:
        if not _NAME.fullmatch(path.stem):
            raise ValueError(f"the file's name must be like unit-load.cypher: {_LETTERS}")
        return _query(path.stem, path.parent.name, text)
    except ValueError as error:
        raise ZerenError(f"{path} is not a stored query: {error}") from None


def check_name(name: str) -> None:
    """Raise ZerenError for what cannot be a query's name."""
    if not _NAME.fullmatch(name):
        raise ZerenError(f"{name!r} cannot be the name of a query: write it like unit-load, {_LETTERS}")


def _query(name: str, topic: str, text: str) -> StoredQuery:
    front, cypher = _parts(text)
    try:
        values = tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"its front matter is not TOML: {error}") from None
    except RecursionError:
        raise ValueError("its front matter is nested too deeply") from None
    _only(values, (*_TEXTS, *_TABLES), "the front matter")
    texts = {key: _text(values, key, "the front matter") for key in _TEXTS}
    if texts["chart"] not in CHARTS:
        raise ValueError(f"chart is {texts['chart']!r}: it must be one of {', '.join(CHARTS)}")
    tags = values.get("tags", [])
    if not isinstance(tags, list) or not tags or not all(isinstance(t, str) and t for t in tags):
        raise ValueError("tags must be a list of one or more words")
    parameters = tuple(_parameter(key, v) for key, v in _table(values, "parameters").items())
    columns = tuple(_column(key, v) for key, v in _table(values, "columns").items())
    if not columns:
        raise ValueError("the front matter declares no columns")
    return StoredQuery(
        name=name,
        topic=topic,
        drawn=drawn_columns(values.get("drawn", []), texts["chart"], columns),
        parameters=parameters,
        columns=columns,
        tags=tuple(tags),
        cypher=cypher,
        **texts,
    )


def drawn_columns(drawn: object, chart: str, columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns of the chart, in the order in which its kind takes them. Raises ValueError for others."""
    if chart == "table":
        if drawn:
            raise ValueError("drawn names columns of a chart, and chart is table")
        return ()
    types = {c.name: c.type for c in columns}
    wants = f"a {chart} is drawn of {CHARTS[chart]}"
    if not isinstance(drawn, list) or len(set(map(str, drawn))) != len(drawn):
        raise ValueError(wants)
    for name in drawn:
        if name not in types:
            raise ValueError(f"{wants}; there is no column {name!r}{nearest(str(name), types)}")
    first, least, most = DRAWN[chart]
    measures = drawn[first:]
    if not (first <= len(drawn) and least <= len(measures) <= most):
        raise ValueError(wants)
    for name in measures:
        if types[name] not in ("integer", "float"):
            raise ValueError(f"{wants}; {name} is no number")
    return tuple(drawn)


def _parts(text: str) -> tuple[str, str]:
    """The TOML of the front matter, and the Cypher after it."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        raise ValueError(f"it must begin with a line {_FENCE!r}")
    front: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == _FENCE:
            cypher = "\n".join(lines[number:]).strip()
            if not cypher:
                raise ValueError("there is no Cypher after its front matter")
            return "\n".join(front), f"{cypher}\n"
        if not line.startswith("//"):
            raise ValueError(f"line {number} is in the front matter and does not begin with //")
        front.append(line.removeprefix("//").removeprefix(" "))
    raise ValueError(f"its front matter has no closing line {_FENCE!r}")


def _only(values: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in values:
        if key not in known:
            raise ValueError(f"{where} has an unknown key {key!r}{nearest(key, known)}")


def _text(values: Mapping[str, Any], key: str, where: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} needs the text {key}")
    return " ".join(value.split())


def _table(values: Mapping[str, Any], key: str) -> Mapping[str, Mapping[str, Any]]:
    value = values.get(key, {})
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be a table: [{key}.NAME]")
    for name, row in value.items():
        if not _IDENTIFIER.fullmatch(name):
            raise ValueError(f"{key} has {name!r}: names are small letters, digits and underscores")
        if not isinstance(row, dict):
            raise ValueError(f"{key}.{name} must be a table with type and description")
    return value


def _type(row: Mapping[str, Any], where: str) -> ValueType:
    from zeren.graph.schema import ValueType  # the graph's modules are for those who read a file

    types: tuple[ValueType, ...] = get_args(ValueType)
    for type in types:
        if row.get("type") == type:
            return type
    raise ValueError(f"{where} needs a type, one of {', '.join(types)}")


def _column(name: str, row: Mapping[str, Any]) -> Column:
    where = f"column {name}"
    _only(row, ("type", "description"), where)
    return Column(name, _type(row, where), _text(row, "description", where))


def _parameter(name: str, row: Mapping[str, Any]) -> Parameter:
    where = f"parameter {name}"
    _only(row, ("type", "description", "default", "minimum", "maximum", "values", "example"), where)
    for key in ("minimum", "maximum"):
        if not isinstance(row.get(key, 0), (int, float)):
            raise ValueError(f"{where}: {key} must be a number")
    values = row.get("values", [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ValueError(f"{where}: values must be a list of texts")
    if "example" not in row:
        raise ValueError(f"{where} needs an example")
    parameter = Parameter(
        name=name,
        type=_type(row, where),
        description=_text(row, "description", where),
        default=row.get("default"),
        minimum=row.get("minimum"),
        maximum=row.get("maximum"),
        values=tuple(values),
        example=row["example"],
    )
    for key in ("default", "example"):
        if key in row and parameter.typed(row[key]) != row[key]:
            raise ValueError(f"{where}: its {key} is not of its type")
    return parameter
