"""Tables of a user's own: files that take the place of zeren's, or add to them; what is wrong is told at once."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_of
from zeren.loaders.words.lexicon import CHOSEN, MORE, built_in

TABLES = (
    "roles.toml",
    "names.toml",
    "lexicon.toml",
    "rules.toml",
    "places.csv",
    "unit_families.csv",
    "function_stems.csv",
)
"""Those that a user may replace or extend."""
_PATTERNS = {"bodies.clause_holds", "rules.by_print", "seen.words", "pattern"}
"""Whose words are regular expressions."""
_CLOSED = ("kind", "level")
"""Columns and keys that take the values only that the built-in table has."""


def use_tables(folder: str | Path | None) -> None:
    """Read by the tables of ``folder`` from now on: a file NAME replaces a table, a file more-NAME adds to it.

    To be called before the first document is read. None is zeren's own tables alone. Raises ZerenError for a folder
    that is none, for a file in it that is no table, and where this process has read by other tables already.
    """
    chosen = None if folder is None else Path(folder).resolve()
    if chosen == CHOSEN.folder:
        return
    if CHOSEN.read or CHOSEN.folder is not None:
        by = CHOSEN.folder or "zeren's own"
        raise ZerenError(f"{folder or 'no folder'}: this process reads by {by} tables already; start another for these")
    assert chosen is not None
    CHOSEN.tables = {path.name: _own_table(path) for path in _own(chosen)}
    CHOSEN.folder = chosen


def _own(folder: Path) -> Iterator[Path]:
    """The tables of a user's folder."""
    if not folder.is_dir():
        raise ZerenError(f"{folder}: no folder of tables; name one that holds them (docs/data.md)")
    for path in sorted(folder.iterdir()):
        if path.suffix in (".toml", ".csv"):
            if path.name.removeprefix(MORE) not in TABLES:
                raise ZerenError(f"{path}: no table of zeren has this name; known: {', '.join(TABLES)}, {MORE}NAME")
            yield path


def _own_table(path: Path) -> Any:
    """A user's table. Raises ZerenError where it has not the form of the built-in one."""
    try:
        text = bytes_of(path, LARGEST_TEXT).decode("utf-8-sig")
    except OSError as error:
        raise ZerenError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise ZerenError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    name, adds = path.name.removeprefix(MORE), path.name.startswith(MORE)
    if path.suffix == ".csv":
        return _own_rows(path, text, built_in(name))
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ZerenError(f"{path}: no readable TOML: {error}; mend that place") from None
    wrong = _wrong(table, built_in(name), adds, "")
    if wrong:
        raise ZerenError(f"{path}: {wrong}; mend it, or see the form of this table in docs/data.md")
    return table


def _own_rows(path: Path, text: str, known: list[dict[str, str]]) -> list[dict[str, str]]:
    reader = csv.DictReader(text.splitlines())
    columns = list(known[0])
    if list(reader.fieldnames or ()) != columns:
        raise ZerenError(f"{path}: its first line must be {','.join(columns)}; mend it")
    found = []
    allowed = {column: {row[column] for row in known} for column in _CLOSED if column in columns}
    for row in reader:
        line = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            raise ZerenError(f"{line}: needs {len(columns)} cells, {','.join(columns)}; mend it")
        for column, values in allowed.items():
            if row[column] not in values:
                raise ZerenError(f"{line}: {column} cannot be {row[column]!r}; write {', '.join(sorted(values))}")
        found.append(row)
    return found


def _wrong(own: Any, known: Any, adds: bool, where: str) -> str | None:
    """What of a table in TOML has not the form of the built-in one."""
    if isinstance(known, dict):
        if not isinstance(own, dict):
            return f"{where} must be a section"
        if all(isinstance(value, str) for value in known.values()):
            return next(
                (f"{where}.{key} must be text" for key, value in own.items() if not isinstance(value, str)), None
            )
        unknown = next((key for key in own if key not in known), None)
        lacking = None if adds else next((key for key in known if key not in own), None)
        if unknown is not None:
            return f"nothing reads {_dotted(where, unknown)}"
        if lacking is not None:
            return f"{_dotted(where, lacking)} is missing (a file {MORE}NAME adds to a table without repeating it)"
        return next(filter(None, (_wrong(own[key], known[key], adds, _dotted(where, key)) for key in own)), None)
    if not isinstance(own, list):
        return f"{where} must be a list"
    if known and isinstance(known[0], dict):
        return next(filter(None, (_wrong_rule(one, known) for one in own)), None)
    if not all(isinstance(word, str) and word for word in own):
        return f"{where} must be a list of words"
    return next(filter(None, map(_wrong_pattern, own)), None) if where in _PATTERNS else None


def _wrong_rule(own: Any, known: list[dict[str, Any]]) -> str | None:
    if not isinstance(own, dict):
        return "a rule must be a section [[rule]]"
    of_all = {key for key in known[0] if all(key in one for one in known)}
    types = {key: type(value) for one in known for key, value in one.items()}
    for key in sorted(of_all - own.keys()):
        return f"the rule {own.get('name', '')!r} has no {key}"
    for key, value in own.items():
        if type(value) is not types.get(key):
            return f"the rule {own['name']!r}: {key} is no key of a rule, or not of its form"
        if key in _CLOSED and value not in (kinds := {one[key] for one in known}):
            return f"the rule {own['name']!r}: {key} cannot be {value!r}; write {', '.join(sorted(kinds))}"
    return _wrong_pattern(own["pattern"])


def _wrong_pattern(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"{pattern!r} is no regular expression ({error})"
    return None


def _dotted(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
