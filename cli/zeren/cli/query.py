"""``query`` asks the graph a question."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.ending import within
from zeren.cli.options import (
    Output,
    asking,
    count,
    database_option,
    folders_option,
    format_options,
    say,
    scope_options,
    stored_queries,
)
from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_from, bytes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zeren.cli.drawn import Drawn
    from zeren.graph.assignments import Scope
    from zeren.graph.model import Value
    from zeren.graph.stores import Store, Written
    from zeren.graph.table import Stream
    from zeren.queries import StoredQuery


CHARTED = ("bar", "heatmap", "line", "lorenz", "network")
_GRACE = 1.5
"""Seconds after its limit that a store gets to stop a question, before the command ends all the same."""


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("-p", "--param", "pairs", metavar="NAME=VALUE", multiple=True, help="A parameter; may be repeated.")
@click.option("-c", "--cypher", metavar="CYPHER", help="Ask this instead of a stored query.")
@click.option("-f", "--file", metavar="FILE", help="Ask what FILE holds; - is stdin.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Give the first N rows at most, and say so.")
@click.option("--explain", is_flag=True, help="Show how the engine would answer, and ask nothing.")
@click.option("--write", is_flag=True, help="Let -c or -f change the graph, once you have said yes.")
@click.option("--yes", is_flag=True, help="Say yes to --write beforehand, in a script.")
@click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw the answer to FILE.html, .svg or .png too (needs zeren[notebook]).",
)
@click.option("--kind", type=click.Choice(CHARTED), help="What is drawn.  [default: what the query names, else bar]")
@click.option("--x", metavar="COLUMN", help="What goes along the chart; in a network one end of a tie.")
@click.option(
    "--y",
    metavar="COLUMN",
    multiple=True,
    help="What is measured; may be repeated, in bars for what adds up. Of a heat map first what goes down, of a "
    "network the other end.",
)
@folders_option
@scope_options
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
    write: bool,
    yes: bool,
    chart: Path | None,
    kind: str | None,
    x: str | None,
    y: tuple[str, ...],
    folders: tuple[Path, ...],
    scope: Scope,
    db: str | None,
    out: Output,
) -> None:
    """Ask the graph a stored query, or Cypher of your own.

    Nothing is changed: a write is refused, unless you allow it with --write. Values belong in parameters ($name
    in Cypher), not in the text. For Cypher of your own a VALUE that reads as JSON is one (5, true, ["a", "b"]),
    anything else is text; write '"5"' for the text 5.

    What --write changes must leave a graph of the schema (zeren schema), or nothing is changed. Loading a
    document again puts back what it states.

    \b
    Examples:
      zeren query unit-load
      zeren query unit-load --format csv -o load.csv
      zeren query unit-load --year 2025 --city 云州
      zeren query unit-load -p top=20 --chart load.html
      zeren query -c "MATCH (u:Unit)-->(t:Task) RETURN u.kind AS kind, count(*) AS n" --chart kinds.svg --x kind --y n
      zeren query load-changes -p before=2024 -p after=2025
      zeren query -c "MATCH (u:Unit) RETURN u.name AS unit, u.kind AS kind ORDER BY unit" --limit 10
      zeren query -c 'MATCH (u:Unit {name: $name})-[:LEADS]->(t:Task) RETURN t.text AS task' -p name=市财政局
      zeren query -f question.cypher -p year=2025 --timeout 30
      zeren query --write -c 'MATCH (t:Task {number: "4"}) SET t.deadline = "年底前"'
      zeren query my-question --queries my-queries
    """
    from zeren.cli.drawn import Drawn
    from zeren.cli.spoken import understood, with_decisions
    from zeren.graph import open_store
    from zeren.graph.stores import is_server
    from zeren.graph.stores.guard import too_slow
    from zeren.graph.table import Stream
    from zeren.queries import explain_cypher, stream_cypher
    from zeren.queries.check import unknown_names
    from zeren.queries.hints import counted, unknown_values
    from zeren.views.charts_own import Wanted

    if sum(source is not None for source in (name, cypher, file)) != 1:
        click.get_current_context().fail("give one of NAME, -c CYPHER and -f FILE")
    given: dict[str, object] = dict(_pairs(pairs))
    if scope and name is None:
        click.get_current_context().fail(
            "--document, --year and --city are for stored queries: use parameters in Cypher"
        )
    stored = None
    values: dict[str, Value]
    if name is not None:
        known = stored_queries(folders)
        with asking():  # a mistake in a parameter needs no database to be told
            stored = known[name]
            _scoped(given, scope, stored)
            given = with_decisions(stored, given)
            values = stored.bind(given)
        text = stored.cypher
    else:
        text = _read(file) if file is not None else str(cypher)
        values = {key: parsed(str(value)) for key, value in given.items()}
    if (kind or x or y) and chart is None:
        click.get_current_context().fail("--kind, --x and --y say what --chart FILE draws: give that too")
    if chart is not None:
        _check_chart(chart, stored if not (kind or x or y) else None)
    if write and (stored is not None or explain or chart is not None):
        click.get_current_context().fail("--write goes with -c or -f alone: stored queries only read")
    if write and not yes and (file == "-" or not sys.stdin.isatty()):
        click.get_current_context().fail(
            "--write asks before it changes anything, on a terminal: add --yes in a script"
        )
    late = str(too_slow(timeout))
    limit_of_all = None if timeout is None else timeout + _GRACE
    with (
        within(limit_of_all if is_server(db or "") else None, late),
        open_store(db, read_only=not write, once=True) as store,
        within(limit_of_all, late),
    ):
        if explain:
            out.write_text(explain_cypher(store, text, values))
            return
        if write:
            if not yes:
                _confirm(text, values, store.name)
            _write(store, text, values, timeout, out)
            return
        if stored is not None:
            given = understood(store, stored, given)
            values = stored.bind(given)
        asked = (
            stored.stream(store, given, seconds=timeout)
            if stored
            else stream_cypher(store, text, values, seconds=timeout)
        )
        with asked as stream:
            if chart is not None:
                wanted = Wanted(kind, x, y)
                stream = _draw(stream, Drawn(chart, wanted, stored, text), values, limit)
            shown = out.write_stream(Stream(stream.columns, islice(stream.rows, limit)), name or "query")
            more = limit is not None and shown == limit and next(stream.rows, None) is not None
        for line in unknown_values(store, stored, values) if stored else unknown_names(text, labelled=True):
            say(line)
        for line in counted(store, stored, values) if stored else ():
            say(line)
    if more:
        say(f"only the first {count(shown, 'row')}: there are more (--limit)")
    elif "top" in values and "top" not in given and shown == values["top"]:
        say(f"{count(shown, 'row')}, as many as are given unasked: there may be more (-p top=…)")


def _check_chart(chart: Path, stored: StoredQuery | None) -> None:
    from zeren.cli.files import check_target
    from zeren.views.charts_files import check_chart

    with asking():
        check_chart(chart, stored)
    check_target(chart)


def _draw(stream: Stream, picture: Drawn, values: Mapping[str, Value], limit: int | None) -> Stream:
    """Draw the rows that are shown, and give them back."""
    from zeren.cli.output import cell
    from zeren.graph.table import Stream, Table

    table = stream.table()
    about = ", ".join(
        f"{name}={cell(value)}" for name, value in values.items() if name != "top" and value not in ("", [])
    )
    picture.draw(Table(table.columns, table.rows[:limit]), about)
    return Stream(table.columns, iter(table.rows))


def _confirm(text: str, values: Mapping[str, Value], where: str) -> None:
    """Show what will be run, and go on only after a yes."""
    from zeren.graph.safe_text import to_json

    say(text.strip())
    for name, value in values.items():
        say(f"  ${name} = {to_json(value)}")
    click.confirm(f"Run this on {where}?", abort=True, err=True)


def _write(store: Store, text: str, values: Mapping[str, Value], timeout: float | None, out: Output) -> None:
    from zeren.queries import write_cypher

    done = write_cypher(store, text, values, seconds=timeout)
    if done.table.columns:
        out.write(done.table, "query")
    say(changed(done))


def changed(done: Written) -> str:
    """What a query wrote, in one line."""
    parts = [
        f"{what} {', '.join(f'{number:,} {name}' for name, number in numbers.items())}"
        for what, numbers in (("wrote", done.added), ("removed", done.removed))
        if numbers
    ]
    if done.clusters_dropped:
        parts.append("clusters were about the graph before and are gone: zeren clusters --write makes them again")
    return "; ".join(parts) or "nothing was changed"


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


def _scoped(given: dict[str, object], scope: Scope, stored: StoredQuery) -> None:
    """Give the scope to the query's parameters. Raises ZerenError where it has none of that name, or two values."""
    known = {parameter.name for parameter in stored.parameters}
    for name, value in scope.keywords.items():
        if value is None:
            continue
        if name in given:
            raise ZerenError(f"--{name} and -p {name}=… are one thing: give one of them")
        if name not in known:
            raise ZerenError(f"query {stored.name} has no --{name}: it takes {', '.join(sorted(known))}")
        given[name] = str(value)


def parsed(text: str) -> Value:
    """``text`` as JSON where that is a value that a parameter can hold, else as it stands."""
    try:
        value = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return text


def _read(file: str) -> str:
    """The Cypher in a file, or on stdin. Raises ZerenError where it is no UTF-8 text."""
    try:
        if file == "-":
            return bytes_from(sys.stdin.buffer, LARGEST_TEXT, "stdin").decode("utf-8-sig")
        return bytes_of(Path(file), LARGEST_TEXT).decode("utf-8-sig")
    except OSError as error:
        raise ZerenError(f"cannot read the query {file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ZerenError(f"cannot read the query {file}: it must be a UTF-8 text file") from error
