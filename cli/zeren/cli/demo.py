"""The main job on the bundled sample: from two notices of an invented city to every kind of answer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import Output, count, quoted

if TYPE_CHECKING:
    from zeren.graph.measures.communities import Clustering
    from zeren.graph.model import Graph, Value
    from zeren.graph.table import Table

MARKER = ".zeren-demo"
TOP = 8  # rows of a table that the summary shows
ITEMS = 4  # and items of a list in them


@click.command()
@click.argument("folder", metavar="[DIR]", default="zeren-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Do the whole job on a bundled sample, in DIR.

    DIR is zeren-demo where none is given. The sample is a gazette and a work report of an invented city.
    DIR then holds the documents, the graph, tables, a page for a browser, a workbook, and the report of
    what was not read. Doing it again is harmless; a DIR that holds anything else is refused.

    \b
    Examples:
      zeren demo
      zeren demo /tmp/look
    """
    from zeren.cli.documents import read_all, summary
    from zeren.cli.files import replacing
    from zeren.cli.progress import progress
    from zeren.cli.records import records_table, report_of, report_table
    from zeren.graph import build, measures, open_store
    from zeren.loaders.names.places import OWN_PLACES
    from zeren.views import write_page
    from zeren.views.ledger import write_ledger

    _claim(folder)
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    files = [Path(shutil.copy(sample, documents)) for sample in sample_files()]
    # The city is invented: this file beside the documents tells its counties.
    shutil.copy(sample_files()[0].with_name(OWN_PLACES), documents)
    readings = read_all([str(file) for file in files])
    with open_store(folder / "zeren.db", create=True) as store, progress() as show:
        loaded = store.load(build(*readings), show)
        found = measures.clusters(store)
        store.write_clusters(found.rows(), found.written)
        graph = store.graph()
    tables = _tables(graph, found)
    tables["records"] = records_table(record for reading in readings for record in reading.records)
    tables["not-read"] = report_table(map(report_of, readings))
    (folder / "tables").mkdir(exist_ok=True)
    for name, table in tables.items():
        Output("csv", folder / "tables" / f"{name}.csv").write(table)
    write_page(graph, folder / "page.html")
    with replacing(folder / "ledger.xlsx") as part:
        write_ledger(graph, part)

    click.echo(f"Read {count(len(files), 'file')}: {summary(loaded.counts)}.")
    lost = sum(reading.report.coverage.unread for reading in readings)
    click.echo(f"{count(lost, 'statement')} unread (tables/not-read.csv says what each character was read as).\n")
    _show("Who carries most", tables["units"], ("unit", "led", "supporting", "responsible", "tasks", "share"))
    _show("How evenly", _without_phrases(tables["concentration"]), ("load", "frame", "units", "hhi", "cr4", "gini"))
    _show("Who works together", tables["clusters"], ("cluster", "units", "tasks", "stability", "verdict", "members"))
    click.echo(_contents(folder))


def sample_files() -> list[Path]:
    """The sample's documents: in an installed zeren beside this module, in a checkout in ``examples/``."""
    from zeren.loaders.errors import ZerenError

    here = Path(__file__).resolve()
    for place in (here.parent / "sample", here.parents[3] / "examples"):
        found = sorted(place.glob("*.txt"))
        if found:
            return found
    raise ZerenError("this installation has no sample: install zeren again, or load a document of your own")


def _claim(folder: Path) -> None:
    """Make ``folder`` the demo's, or raise ZerenError where it is something else's."""
    from zeren.loaders.errors import ZerenError

    if folder.exists() and not folder.is_dir():
        raise ZerenError(f"{folder} is a file: give a folder for the demo")
    marker = folder / MARKER
    if folder.is_dir() and any(folder.iterdir()) and not marker.exists():
        raise ZerenError(f"{folder} holds something else: give an empty or a new folder for the demo")
    folder.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _tables(graph: Graph, found: Clustering) -> dict[str, Table]:
    """The measures, by the name of their file."""
    from zeren.cli.measures import clusters_table
    from zeren.cli.metrics import BY
    from zeren.graph.measures import concentration, workload
    from zeren.graph.measures.pairs import ties_table

    return {
        **{what: workload(graph, by) for what, by in BY.items()},
        "concentration": concentration(graph),
        "clusters": clusters_table(graph, found),
        "ties": ties_table(graph, found.tied),
    }


def _without_phrases(concentration: Table) -> Table:
    """The rows that count what the table of units above them counts: with phrases, too, two rows look like one."""
    from zeren.graph.table import Table

    groups = concentration.columns.index("groups")
    return Table(concentration.columns, tuple(row for row in concentration.rows if not row[groups]))


def _show(title: str, table: Table, columns: tuple[str, ...]) -> None:
    """Print the first rows of some columns."""
    from zeren.cli.output import plain_table
    from zeren.graph.table import Table

    places = [table.columns.index(column) for column in columns]
    rows = tuple(tuple(_short(row[place]) for place in places) for row in table.rows[:TOP])
    more = f" (the first {TOP} of {len(table)})" if len(table) > TOP else ""
    click.echo(f"{title}{more}\n\n{plain_table(Table(columns, rows))}")


def _short(value: Value) -> Value:
    """Long lists by their first items: the file holds them all."""
    if not isinstance(value, list):
        return value
    return "、".join([*value[:ITEMS], "…"] if len(value) > ITEMS else value)


def _as_called() -> str:
    """This program, as a shell finds it: by its path where the name alone means another one, or none."""
    program, named = shutil.which(sys.argv[0]), shutil.which("zeren")
    if program is None or Path(program).stem != "zeren" or (named and Path(named).samefile(program)):
        return "zeren"
    return quoted(str(Path(program).absolute()))


def _contents(folder: Path) -> str:
    zeren = _as_called()
    return f"""In {folder}:
  documents/    the notices that were read
  zeren.db/     the graph
  tables/       records, loads, concentration, clusters and ties, for a spreadsheet
  page.html     the graph, for any browser
  ledger.xlsx   the ledger (台账): a sheet for each unit

Try next:
  cd {quoted(str(folder))}
  {zeren} queries list
  {zeren} query unit-load
  {zeren} query -c "MATCH (l:Leader)-[:OVERSEES]->(t:Task) RETURN l.name AS leader, count(t) AS n ORDER BY n DESC"
  {zeren} metrics concentration
  {zeren} extract documents/gazette-2025-03.txt --report"""
