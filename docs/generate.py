"""Write the pages that derive from the code: ``cli.md`` from the commands' help, ``queries.md`` from the stored
queries, ``schema.md`` from the schema.

Run it with ``python3 dev.py docs``. With ``--check`` it writes nothing, names the pages that are stale, and gives 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from zeren.cli.main import cli
from zeren.graph.schema_docs import to_markdown
from zeren.queries import StoredQuery, catalogue

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by `python3 dev.py docs`: change the code, not this page. -->\n"
WIDTH = 100
"""Columns of the help texts, so that they do not depend on the terminal of the person who writes the page."""


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
    """``queries.md``: each stored query by topic, with its parameters, columns and Cypher."""
    queries = sorted(catalogue().values(), key=lambda query: (query.topic, query.name))
    parts = [NOTE, "# Stored queries\n", "Each gives the same rows on the embedded engine and on Neo4j.\n"]
    parts += ["| query | question | 问题 |", "|---|---|---|"]
    parts += [f"| [{q.name}](#{q.name}) | {cell(q.question)} | {cell(q.question_zh)} |" for q in queries]
    topic = ""
    for query in queries:
        if query.topic != topic:
            topic = query.topic
            parts.append(f"\n## Topic: {topic}")
        parts.append(query_section(query))
    return "\n".join(parts) + "\n"


def query_section(query: StoredQuery) -> str:
    """One query: what it asks, what it takes, what it gives, and its Cypher."""
    lines = [f"\n### {query.name}\n", f"{query.title} ({query.title_zh}). {query.question}\n"]
    lines += [f"{query.description.strip()}\n", "| parameter | type | default | meaning |", "|---|---|---|---|"]
    for p in query.parameters:
        default = "must be given" if p.required else f"`{p.default}`" if p.default != "" else "empty"
        lines.append(f"| `{p.name}` | {p.type} | {default} | {cell(p.description)} |")
    lines += ["", "| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.type} | {cell(c.description)} |" for c in query.columns]
    return "\n".join([*lines, "", "```cypher", query.cypher.strip(), "```"])


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
