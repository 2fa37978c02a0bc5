"""The graph itself: ``check`` looks whether it is whole, ``schema`` shows what it can hold."""

from __future__ import annotations

from pathlib import Path

import click

from zeren.cli.options import Output, database_option, format_options, output_option, say


@click.command()
@format_options
@database_option
def check(db: str | None, out: Output) -> None:
    """Check that the graph is whole, and count what it holds.

    Opening compares the graph with what was last loaded. The graph can always be made again from the
    documents, with zeren load.

    \b
    Examples:
      zeren check
      zeren check --db neo4j://localhost --format json
    """
    from zeren.graph import open_store
    from zeren.graph.schema import NODE_TYPES
    from zeren.graph.table import Table

    labels = {node.label for node in NODE_TYPES}
    with open_store(db) as store:
        counts = store.counts()
        where, engine = store.name, store.engine
    rows = tuple(("node" if name in labels else "edge", name, number) for name, number in counts.items())
    out.write(Table(("kind", "type", "count"), rows), "check")
    say(f"{where} ({engine}): ok")


@click.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["markdown", "mermaid", "json"]),
    default="markdown",
    show_default=True,
    help="A page to read, a picture, or data.",
)
@output_option()
def schema(format_name: str, output: Path | None) -> None:
    """Show the labels, edges and properties that queries can use.

    \b
    Examples:
      zeren schema
      zeren schema --format mermaid
      zeren schema --format json -o schema.json
    """
    from zeren.cli.output import write_text
    from zeren.graph.schema_docs import to_json, to_markdown, to_mermaid

    write_text({"markdown": to_markdown, "mermaid": to_mermaid, "json": to_json}[format_name](), output)
