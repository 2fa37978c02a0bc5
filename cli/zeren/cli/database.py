"""The graph itself: ``check`` looks whether it is whole, ``schema`` shows what it can hold."""

from __future__ import annotations

from pathlib import Path

import click

from zeren.cli.options import (
    Output,
    count,
    database_option,
    decided_names,
    format_options,
    names_option,
    output_option,
    say,
)


@click.command()
@click.option("--suggest", is_flag=True, help="Show the names that may be one, with where the rarer is printed.")
@format_options
@names_option
@database_option
def check(db: str | None, names: Path | None, suggest: bool, out: Output) -> None:
    """Check the graph, and suggest names that may be one.

    Opening compares the graph with what was last loaded. The graph can always be made again from the
    documents, with zeren load.

    Nothing is merged by itself: misprints and short forms are suggested, and you decide in zeren.yaml, which
    load and check read:

    \b
      units:
        merge:
          - [the name to keep, another name of it]
        apart:
          - [one body, another body]
        rename:
          a name: what to call it
        members:
          a phrase for several units: [all the units, that it covers]
      leaders:
        merge:
          - [the name to keep, a misprint of it]
      queries: [a folder of stored queries of your own]

    \b
    Examples:
      zeren check
      zeren check --suggest
      zeren check --db neo4j://localhost --format json
    """
    from zeren.cli.documents import warn_of_strangers
    from zeren.graph import open_store
    from zeren.graph.decisions import unknown_members
    from zeren.graph.schema import NODE_TYPES
    from zeren.graph.suggestions import suggest as doubtful
    from zeren.graph.table import Table

    decisions = decided_names(names)
    labels = {node.label for node in NODE_TYPES}
    with open_store(db) as store:
        counts = store.counts()
        where, engine = store.name, store.engine
        graph = store.graph()
    found = doubtful(graph, decisions)
    if suggest:
        out.write(found, "names")
    else:
        rows = tuple(("node" if name in labels else "edge", name, number) for name, number in counts.items())
        out.write(Table(("kind", "type", "count"), rows), "check")
    say(f"{where} ({engine}): ok")
    warn_of_strangers(unknown_members(graph, decisions))
    if found.rows and not suggest:
        say(f"{count(len(found), 'pair')} of names may be one: see them with zeren check --suggest")


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
