"""Tables as Parquet, for programs that read columns: types stay, lists stay lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from zeren.cli.output import cell
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.table import Table


def parquet(table: Table) -> bytes:
    """A Parquet file; a column whose values are of several types becomes text.

    Raises ZerenError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ZerenError('Parquet needs pyarrow: pip install "zeren[parquet]" (in a checkout ".[parquet]")') from None
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    arrays = []
    for i in range(len(table.columns)):
        values: list[Any] = [row[i] for row in table.rows]
        kinds = {type(value) for value in values if value is not None}
        if kinds == {list} and all(isinstance(v, str) for value in values for v in value or ()):
            kind = pa.list_(pa.string())
        elif kinds == {int, float}:
            kind = pa.float64()
        elif len(kinds) == 1 and kinds <= types.keys():
            kind = types[kinds.pop()]
        else:
            kind = pa.string()
            values = [None if value is None else cell(value) for value in values]
        arrays.append(pa.array(values, kind))
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, names=list(table.columns)), out)
    return out.getvalue()
