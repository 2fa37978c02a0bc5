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
    tables_option,
)


@click.command()
@click.option("--suggest", is_flag=True, help="Show the names that may be one, with where the rarer is printed.")
@click.option("--doubtful", is_flag=True, help="Show the readings that may be wrong, with the reason and their place.")
@format_options
@tables_option
@names_option
@database_option
def check(db: str | None, names: Path | None, suggest: bool, doubtful: bool, out: Output) -> int:
    """Check the graph, and suggest names that may be one.

    The whole graph is compared with what was last written: by count and digest of each label and type, and a folder
    by every byte of its files. What is damaged, or changed in a Neo4j by somebody else, is named, with the documents
    to load again, and the exit status is 1. Every command compares on opening, too, as far as that is cheap.

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
      certain: [words that were read right, as --doubtful shows them]
      queries: [a folder of stored queries of your own]
      tables: a folder of tables to read by

    \b
    Examples:
      zeren check
      zeren check --suggest
      zeren check --doubtful
      zeren check --db neo4j://localhost --format json
    """
    from zeren.cli.documents import warn_of_strangers
    from zeren.cli.progress import progress
    from zeren.graph.decisions import unknown_members
    from zeren.graph.doubts import doubts_in
    from zeren.graph.stores.integrity import check as checked
    from zeren.graph.suggestions import suggest as suggested

    decisions = decided_names(names)
    with progress() as show:
        report = checked(db, show)
    if report.damaged or report.graph is None:
        out.write(report.table, "check")
        what = report.damaged[0] + (f", and {len(report.damaged) - 1} more" if len(report.damaged) > 1 else "")
        neo4j = report.engine == "neo4j"
        way = f"{'load all its' if neo4j else 'delete it and load the'} documents again{' with --replace' * neo4j}"
        say(f"{report.name} ({report.engine}): not what was written ({what}); {way}")
        return 1
    found, doubts = suggested(report.graph, decisions), doubts_in(report.graph, decisions)
    out.write(*((doubts, "doubtful") if doubtful else (found, "names") if suggest else (report.table, "check")))
    unknown = "" if report.noted else ", but nobody noted what was written there: the next load will"
    say(f"{report.name} ({report.engine}): ok{unknown}")
    warn_of_strangers(unknown_members(report.graph, decisions))
    if found.rows and not suggest:
        say(f"{count(len(found), 'pair')} of names may be one: see them with zeren check --suggest")
    if doubts.rows and not doubtful:
        say(f"{count(len(doubts), 'reading')} may be wrong: see them with zeren check --doubtful")
    return 0


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
