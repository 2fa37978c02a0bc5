"""Tables as aligned text, for a terminal and for plain files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from zeren.cli.output import number_columns, shown
from zeren.graph.safe_text import for_terminal

if TYPE_CHECKING:
    from rich.console import Console

    from zeren.graph.table import Table

_BETWEEN = 3  # columns of a terminal between two of a table


def put(console: Console, table: Table) -> None:
    """Columns beside one another where the console has room for their heads, else rows one under the other."""
    heads = [cell_len(for_terminal(column)) + _BETWEEN for column in table.columns]
    if sum(heads) - _BETWEEN <= console.width:
        console.print(_beside(table))
        return
    # rich would leave out the columns that have no room.
    for block in _one_under_the_other(table):
        console.print(block)


def _one_under_the_other(table: Table) -> Iterator[RichTable]:
    """A block for each row: its values one under the other, each behind its head, without those that are empty."""
    for row in shown(table):
        block = RichTable.grid(padding=(0, 1))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, text in zip(table.columns, row, strict=True):
            if text:
                block.add_row(Text(for_terminal(column)), Text(for_terminal(text)))
        block.add_row("")
        yield block


def _beside(table: Table) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column, numeric in zip(table.columns, number_columns(table), strict=True):
        header = Text(for_terminal(column))
        grid.add_column(header, justify="right" if numeric else "left", overflow="fold", min_width=header.cell_len)
    for row in shown(table):
        grid.add_row(*(Text(for_terminal(text)) for text in row))
    return grid
