"""``export`` writes the graph in other programs' formats."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import count, database_option, say

if TYPE_CHECKING:
    from zeren.graph.exports import Format
    from zeren.graph.model import Graph

FORMATS = ("graphml", "gexf", "jsonl", "cypher", "turtle", "csv", "parquet", "neo4j-csv")
"""As ``zeren.graph.exports.FORMATS`` has them: a test compares. Help must not wait for that import."""


@click.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    help="The file or folder to write, whole or not at all; - writes a file to stdout.",
)
@database_option
def export(format_name: str, output: str, db: str | None) -> None:
    """Write the graph for other programs, with all evidence.

    \b
    FORMAT is one of, as one file:
      graphml    networkx, igraph, yEd, Cytoscape
      gexf       Gephi: coloured by label, sized by degree
      jsonl      a node or an edge a line
      cypher     a script that builds the graph in an empty Neo4j
      turtle     RDF, with terms of W3C ORG and PROV
    or as a folder:
      csv        tables for spreadsheets; a leading ' keeps text from being run
      parquet    tables for pandas, DuckDB and Spark (needs zeren[parquet])
      neo4j-csv  files and the command for neo4j-admin database import full

    \b
    Examples:
      zeren export gexf -o graph.gexf
      zeren export csv -o tables
      zeren export cypher -o - | cypher-shell -a neo4j://localhost
      zeren export neo4j-csv -o import
    """
    from zeren.cli.files import check_target, replacing_folder
    from zeren.cli.progress import progress
    from zeren.graph import read_graph
    from zeren.graph.exports import MANIFEST, find, write_folder

    chosen = find(format_name)
    path = Path(output)
    if output == "-":
        if chosen.folder:
            raise click.BadParameter(f"{format_name} is a folder of files: name one", param_hint="'-o'")
    elif not chosen.folder:
        check_target(path)
    graph = read_graph(db)
    if chosen.folder:
        with replacing_folder(path, MANIFEST) as part, progress() as show:
            write_folder(graph, format_name, part, show)
    else:
        _file(graph, chosen, None if output == "-" else path)
    if output != "-":
        say(f"wrote {output}: {count(len(graph.nodes), 'node')}, {count(len(graph.edges), 'edge')}")
    if format_name == "neo4j-csv":
        from zeren.graph.exports.neo4j_csv import README, command

        say(f"In {output}, with the server stopped (see {README}):")
        click.echo(command(path))


def _file(graph: Graph, chosen: Format, path: Path | None) -> None:
    """Write one file, to stdout where ``path`` is None."""
    from zeren.cli.files import replacing
    from zeren.cli.progress import progress
    from zeren.graph.exports import write_file

    if path is not None:
        with replacing(path) as part, part.open("wb") as file, progress() as show:
            write_file(graph, chosen.name, file, show)
        return
    # Whole or not at all: the next program must not take half a graph for one.
    with tempfile.TemporaryFile() as made:
        with progress() as show:
            write_file(graph, chosen.name, made, show)
        made.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(made, sys.stdout.buffer)
        sys.stdout.buffer.flush()
