"""Questions: ``query`` asks one, ``queries`` shows which are stored."""

from __future__ import annotations

import json
import shlex
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zeren.cli.options import Output, database_option, format_options

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.queries import StoredQuery


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("-p", "--param", "pairs", metavar="NAME=VALUE", multiple=True, help="A parameter; may be repeated.")
@click.option("-c", "--cypher", metavar="CYPHER", help="Ask this instead of a stored query.")
@click.option("-f", "--file", metavar="FILE", help="Ask what FILE holds; - is stdin.")
@format_options
@database_option
def query(
    name: str | None, pairs: tuple[str, ...], cypher: str | None, file: str | None, db: str | None, out: Output
) -> None:
    """Ask the graph a stored query, or Cypher of your own.

    Nothing is changed: a write is refused. Values belong in parameters ($name in Cypher), not in the text.
    For Cypher of your own a VALUE that reads as JSON is one (5, true, ["a", "b"]), anything else is text;
    write '"5"' for the text 5.

    \b
    Examples:
      zeren query unit-load
      zeren query unit-load --format csv -o load.csv
      zeren query -c "MATCH (u:Unit) RETURN u.name AS unit, u.kind AS kind ORDER BY unit LIMIT 10"
      zeren query -c 'MATCH (u:Unit {name: $name})-[:LEADS]->(t:Task) RETURN t.text AS task' -p name=市财政局
      zeren query -f question.cypher -p year=2025
    """
    from zeren.graph import open_store
    from zeren.queries import catalogue, run_cypher

    if sum(source is not None for source in (name, cypher, file)) != 1:
        click.get_current_context().fail("give one of NAME, -c CYPHER and -f FILE")
    given = _pairs(pairs)
    if name is not None:
        stored = catalogue()[name]
        stored.bind(given)  # a mistake in a parameter needs no database to be told
        with open_store(db) as store:
            table = stored.run(store, **given)
    else:
        text = cypher if file is None else _read(file)
        assert text is not None
        with open_store(db) as store:
            table = run_cypher(store, text, {key: _value(value) for key, value in given.items()})
    out.write(table, name or "query")


@click.group(invoke_without_command=True)
@click.pass_context
def queries(ctx: click.Context) -> None:
    """Show which queries are stored, and what one of them asks.

    \b
    Examples:
      zeren queries list
      zeren queries show unit-load
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_queries)


@queries.command("list")
@format_options
def list_queries(out: Output) -> None:
    """List the stored queries.

    \b
    Examples:
      zeren queries list
      zeren queries list --format json
    """
    from zeren.queries import catalogue

    _write_cards([_card(stored) for stored in catalogue().values()], out)


@queries.command("show")
@click.argument("name", metavar="NAME")
@format_options
def show_query(name: str, out: Output) -> None:
    """Show what a stored query asks, takes and gives, and its Cypher.

    \b
    Examples:
      zeren queries show unit-load
      zeren queries show unit-load --format json
    """
    from zeren.queries import catalogue

    stored = catalogue()[name]
    if out.format == "table":
        out.write_text(_page(stored))
        return
    meaning = {column.name: column.description for column in stored.columns}
    more = {"description": stored.description, "meaning": meaning, "cypher": stored.cypher}
    _write_cards([{**_card(stored), **more}], out)


def _card(stored: StoredQuery) -> dict[str, Any]:
    return {
        "name": stored.name,
        "title": stored.title,
        "title_zh": stored.title_zh,
        "question": stored.question,
        "question_zh": stored.question_zh,
        "parameters": [{**asdict(parameter), "required": parameter.required} for parameter in stored.parameters],
        "columns": [column.name for column in stored.columns],
        "tags": list(stored.tags),
    }


def _write_cards(cards: list[dict[str, Any]], out: Output) -> None:
    """Write all of each query; tables for people have what one chooses by."""
    from zeren.graph.table import Table

    if out.format in ("json", "jsonl"):
        out.write_objects(cards)
        return
    columns = tuple(cards[0]) if cards else ("name",)
    if out.format in ("table", "markdown"):
        columns = ("name", "title", "title_zh", "parameters")
    for card in cards:
        card["parameters"] = [_usage(parameter) for parameter in card["parameters"]]
    out.write(Table(columns, tuple(tuple(card[column] for column in columns) for card in cards)), "queries")


def _usage(parameter: dict[str, Any]) -> str:
    """``unit=…`` for one that must be given, ``top=10`` for one that has a default, ``document`` where it is empty."""
    default = "…" if parameter["required"] else _text(parameter["default"])
    return f"{parameter['name']}={default}" if default else str(parameter["name"])


def _page(stored: StoredQuery) -> str:
    """All of a stored query, for reading."""
    lines = [f"{stored.name}: {stored.title} ({stored.title_zh})", "", stored.question, stored.question_zh]
    lines += ["", *textwrap.wrap(stored.description, 100)]
    if stored.parameters:
        lines += ["", "Parameters"]
    for parameter in stored.parameters:
        default = "required" if parameter.required else f"default {_text(parameter.default) or 'empty'}"
        allowed = f"; one of {', '.join(parameter.values)}" if parameter.values else ""
        lines.append(f"  {parameter.name} ({parameter.type}, {default}): {parameter.description}{allowed}")
    lines += ["", "Columns"]
    lines += [f"  {column.name} ({column.type}): {column.description}" for column in stored.columns]
    lines += ["", f"Tags: {', '.join(stored.tags)}", "", "For example"]
    examples = [f" -p {p.name}={shlex.quote(_text(p.example))}" for p in stored.parameters if p.required]
    lines += [f"  zeren query {stored.name}{''.join(examples)}", "", stored.cypher.rstrip("\n"), ""]
    return "\n".join(lines)


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


def _text(value: Value) -> str:
    from zeren.cli.output import cell

    return cell(value)
