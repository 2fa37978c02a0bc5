"""The one shape of every answer: named columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from zeren.graph.model import Value
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows as an engine finds them: read once, in order, within the ``with`` that gave them."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]

    def table(self, rows: int | None = None) -> Table:
        """What is left of it, at most so many rows."""
        return Table(self.columns, tuple(islice(self.rows, rows)))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row, keyed by column."""
        return list(self)

    def to_pandas(self) -> pd.DataFrame:
        """A data frame whose columns keep their types where values are missing (whole numbers stay whole).

        Raises ZerenError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise ZerenError("a data frame needs pandas: pip install pandas") from None

        columns: dict[str, pd.Series[Any]] = {}
        for i, name in enumerate(self.columns):
            values = [row[i] for row in self.rows]
            types = {type(value) for value in values if value is not None}
            dtype = _DTYPES.get(types.pop(), "object") if len(types) == 1 else "object"
            columns[name] = pd.Series(values, dtype=dtype)
        return pd.DataFrame(columns, columns=list(self.columns))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row as a dictionary."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))
