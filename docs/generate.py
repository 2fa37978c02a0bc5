"""Write the pages that derive from the code: ``cli.md`` from the commands' help, ``queries.md`` from the stored
queries and their answers on the bundled sample, ``schema.md`` from the schema.

Run it with ``python3 dev.py docs``. With ``--check`` it writes nothing, names the pages that are stale, and gives 1.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from zeren.cli.demo import sample_files
from zeren.cli.main import cli
from zeren.cli.output import markdown
from zeren.graph import Graph, Node, Table, build, open_store
from zeren.graph.measures.communities import clusters
from zeren.graph.model import Value
from zeren.graph.reports import Report
from zeren.graph.schema_docs import to_markdown
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.queries import Parameter, StoredQuery, catalogue

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by `python3 dev.py docs`: change the code, not this page. -->\n"
WIDTH = 100
"""Columns of the help texts, so that they do not depend on the terminal of the person who writes the page."""

ROWS, CUT = 5, 40
"""Rows of an answer that are shown, and characters of a text."""
ASKED = {"unit": "市发展改革委", "before": "重点任务", "after": "林荫城市", "day": "2026-01-01"}
"""What stands in the sample, for parameters that must be given."""


def commands(command: click.Command, parent: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    """A command and all below it, in the order of its help: the words that call it, and its help text."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from commands(found, context, below)


def cli_page() -> str:
    """``cli.md``: the help of each command, as the terminal shows it."""
    parts = [NOTE, "# The command line\n"]
    for name, text in commands(cli, None, "zeren"):
        parts.append(f"## `{name}`\n\n```text\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def queries_page() -> str:
    """``queries.md``: each stored query by topic: parameters, columns, its first rows on the sample, its Cypher."""
    queries = sorted(catalogue().values(), key=lambda query: (query.topic, query.name))
    parts = [NOTE, "# Stored queries\n", "Each gives the same rows on the embedded engine and on Neo4j. The rows shown"]
    parts += [f"are the first {ROWS} of the answer on the bundled sample, an invented city; long texts are cut.\n"]
    parts += ["| query | question | 问题 |", "|---|---|---|"]
    parts += [f"| [{q.name}](#{q.name}) | {cell(q.question)} | {cell(q.question_zh)} |" for q in queries]
    topic = ""
    with sample() as store:
        for query in queries:
            if query.topic != topic:
                topic = query.topic
                parts.append(f"\n## Topic: {topic}")
            parts.append(query_section(query, store))
    return "\n".join(parts) + "\n"


@contextlib.contextmanager
def sample() -> Iterator[Store]:
    """The bundled sample in a graph of its own, its clusters written."""
    graph = build(*(read_document(path) for path in sample_files()))
    found = clusters(graph)
    with (
        tempfile.TemporaryDirectory(prefix="zeren-docs-") as folder,
        open_store(Path(folder) / "zeren.db", create=True) as store,
    ):
        store.load(graph)
        store.write_clusters(found.rows(), found.written)
        store.report(reports(graph))
        yield store


def reports(graph: Graph) -> list[Node]:
    """What was reported of the first tasks of the sample, for the queries that ask for it."""
    said = (("2025-04-30", "on schedule", 30), ("2025-06-30", "behind", 40), ("2025-12-20", "done", 100))
    leads = {edge.end: str(graph.nodes[edge.start].properties["name"]) for edge in graph.edges if edge.type == "LEADS"}
    places = enumerate(sorted(leads)[:4], 5)
    return [
        Report(task, day, "报送.xlsx", f"总表!{row}", status, share, by=leads[task], unit=leads[task]).node()
        for row, task in places
        for day, status, share in said[: row - 4]
    ]


def query_section(query: StoredQuery, store: Store) -> str:
    """One query: what it asks, what it takes, what it gives, the first rows of an answer, and its Cypher."""
    lines = [f"\n### {query.name}\n", f"{query.title} ({query.title_zh}). {query.question}\n", f"{query.question_zh}\n"]
    lines += [f"{query.description.strip()}\n", f"Tags: {', '.join(query.tags)}. Since {query.since}."]
    lines += [f"Chart: {query.chart} of {', '.join(f'`{name}`' for name in query.drawn)}.\n" if query.drawn else ""]
    lines += ["| parameter | type | default | range | example | meaning |", "|---|---|---|---|---|---|"]
    for p in query.parameters:
        default = "must be given" if p.required else f"`{shown(p.default)}`" if p.default != "" else "empty"
        example = f"`{shown(p.example)}`"
        lines.append(f"| `{p.name}` | {p.type} | {default} | {allowed(p)} | {example} | {cell(p.description)} |")
    lines += ["", "| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.type} | {cell(c.description)} |" for c in query.columns]
    given = {p.name: ASKED.get(p.name, p.example) for p in query.parameters if p.required}
    asked = "".join(f" -p {name}={shown(value)}" for name, value in given.items())
    lines += ["", f"`zeren query {query.name}{asked}`\n"]
    table = query.run(store, **given)
    rows = tuple(tuple(short(value) for value in row) for row in table.rows[:ROWS])
    said = f"{len(table)} rows" if len(table) != 1 else "1 row"
    lines.append(f"{markdown(Table(table.columns, rows))}\n{said}.\n" if rows else "No rows on the sample.\n")
    return "\n".join([*lines, "```cypher", query.cypher.strip(), "```"])


def allowed(p: Parameter) -> str:
    """The range of a parameter, in words."""
    if p.values:
        return ", ".join(f"`{value}`" for value in p.values if value)
    if p.minimum is None and p.maximum is None:
        return ""
    return f"{p.minimum:,.10g} to {p.maximum:,.10g}" if p.minimum is not None and p.maximum is not None else ""


def shown(value: object) -> str:
    """A parameter's value as it is written behind ``-p``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def short(value: Value) -> Value:
    """A text that does not make its table too wide."""
    return f"{value[: CUT - 1]}…" if isinstance(value, str) and len(value) > CUT else value


def cell(text: str) -> str:
    """Text that stays in its cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ").strip()


def schema_page() -> str:
    """``schema.md``: labels, edges and their properties, from the one declaration."""
    return f"{NOTE}\n{to_markdown()}"


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; gives the exit code."""
    stale = []
    pages = {"cli.md": cli_page(), "queries.md": queries_page(), "schema.md": schema_page()}
    for name, text in pages.items():
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if arguments != ["--check"]:
                path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        click.echo(f"docs/{name} {'is stale: run python3 dev.py docs' if arguments else 'written'}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
