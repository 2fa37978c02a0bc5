"""``query`` asks the graph a question."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from zeren.cli.options import Output, count, database_option, folders_option, format_options, say

if TYPE_CHECKING:
    from zeren.graph.model import Value


class Limits(TypedDict):
    """What a query may take."""

    seconds: float | None
    rows: int | None


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("-p", "--param", "pairs", metavar="NAME=VALUE", multiple=True, help="A parameter; may be repeated.")
@click.option("-c", "--cypher", metavar="CYPHER", help="Ask this instead of a stored query.")
@click.option("-f", "--file", metavar="FILE", help="Ask what FILE holds; - is stdin.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Give the first N rows at most, and say so.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    help="Stop a query that takes longer.",
)
@click.option("--explain", is_flag=True, help="Show how the engine would answer, and ask nothing.")
@folders_option
@format_options
@database_option
def query(
    name: str | None,
    pairs: tuple[str, ...],
    cypher: str | None,
    file: str | None,
    limit: int | None,
    timeout: float | None,
    explain: bool,
    folders: tuple[Path, ...],
    db: str | None,
    out: Output,
) -> None:
    """Ask the graph a stored query, or Cypher of your own.

    Nothing is changed: a write is refused. Values belong in parameters ($name in Cypher), not in the text.
    For Cypher of your own a VALUE that reads as JSON is one (5, true, ["a", "b"]), anything else is text;
    write '"5"' for the text 5.

    \b
    Examples:
      zeren query unit-load
      zeren query unit-load --format csv -o load.csv
      zeren query load-changes -p before=2024 -p after=2025
      zeren query -c "MATCH (u:Unit) RETURN u.name AS unit, u.kind AS kind ORDER BY unit" --limit 10
      zeren query -c 'MATCH (u:Unit {name: $name})-[:LEADS]->(t:Task) RETURN t.text AS task' -p name=市财政局
      zeren query -f question.cypher -p year=2025 --timeout 30
      zeren query my-question --queries my-queries
    """
    from zeren.graph import open_store
    from zeren.queries import catalogue, explain_cypher, run_cypher

    if sum(source is not None for source in (name, cypher, file)) != 1:
        click.get_current_context().fail("give one of NAME, -c CYPHER and -f FILE")
    given = _pairs(pairs)
    stored = catalogue(*folders)[name] if name is not None else None
    if stored is not None:
        values = stored.bind(given)  # a mistake in a parameter needs no database to be told
        text = stored.cypher
    else:
        text = _read(file) if file is not None else str(cypher)
        values = {key: _value(value) for key, value in given.items()}
    # One more than is shown tells whether there are more.
    limits: Limits = {"seconds": timeout, "rows": limit + 1 if limit is not None else None}
    with open_store(db) as store:
        if explain:
            out.write_text(explain_cypher(store, text, values))
            return
        table = stored.answer(store, given, **limits) if stored else run_cypher(store, text, values, **limits)
    if limit is not None and len(table) > limit:
        from zeren.graph.table import Table

        table = Table(table.columns, table.rows[:limit])
        say(f"only the first {count(limit, 'row')}: there are more (--limit)")
    elif "top" in values and "top" not in given and len(table) == values["top"]:
        say(f"{count(len(table), 'row')}, as many as are given unasked: there may be more (-p top=…)")
    out.write(table, name or "query")


def _pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` of each ``-p``. Fails for a pair without ``=`` and for a name given twice."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="'-p'")
        if name in given:
            raise click.BadParameter(f"{name} is given twice", param_hint="'-p'")
        given[name] = value
    return given


def _value(text: str) -> Value:
    """``text`` as JSON where that is a value that a parameter can hold, else as it stands."""
    try:
        value = json.loads(text, parse_constant=lambda _: None)
    except ValueError:
        return text
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return text


def _read(file: str) -> str:
    """The Cypher in a file, or on stdin. Raises ZerenError where it is no UTF-8 text."""
    from zeren.loaders.errors import ZerenError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ZerenError(f"cannot read the query {file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ZerenError(f"cannot read the query {file}: it must be a UTF-8 text file") from error
