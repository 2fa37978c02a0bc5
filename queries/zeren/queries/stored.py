"""A stored query: its words, its typed parameters, its columns, its Cypher."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from zeren.loaders.errors import ZerenError
from zeren.queries.near import nearest

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.graph.schema import ValueType
    from zeren.graph.stores import Store
    from zeren.graph.table import Stream, Table

_NAMES: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "float": "a number",
    "boolean": "true or false",
    "strings": "a list of texts",
}
_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_INT64 = 2**63


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a question asks for."""

    name: str
    type: ValueType
    description: str
    default: Value = None
    """None where a value must be given."""
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    """Where not empty: the only values taken."""
    example: Value = None

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None

    def typed(self, value: object) -> Value:
        """The value as its type; text is read as the type (``-p top=10``).

        Raises ValueError, with words for what was wrong, for another type or a value out of range.
        """
        wrong = f"{value!r} is not {_NAMES[self.type]}"
        found: Value
        if self.type == "string":
            if not isinstance(value, str):
                raise ValueError(wrong)
            found = value
        elif self.type == "strings":
            found = _texts(value, wrong)
        elif self.type == "boolean":
            found = _boolean(value, wrong)
        else:
            found = _number(value, self.type, wrong)
        if self.values and found not in self.values:
            raise ValueError(f"{found!r} is not one of {', '.join(self.values)}{self._near(found)}")
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            if self.minimum is not None and found < self.minimum:
                raise ValueError(f"{found} is below {self.minimum:g}")
            if self.maximum is not None and found > self.maximum:
                raise ValueError(f"{found} is above {self.maximum:g}")
        return found

    def _near(self, value: Value) -> str:
        return nearest(value, self.values) if isinstance(value, str) else ""


def _is_texts(value: object) -> TypeGuard[list[str] | tuple[str, ...]]:
    return isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value)


def _texts(value: object, wrong: str) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
    if not _is_texts(value):
        raise ValueError(wrong)
    return list(value)


def _boolean(value: object, wrong: str) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in _BOOLEANS:
        raise ValueError(wrong)
    return _BOOLEANS[value.strip().lower()]


def _number(value: object, type: ValueType, wrong: str) -> int | float:
    # A bool is an int to Python; to a reader of top=true it is a mistake.
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(wrong)
    try:
        number = int(value) if type == "integer" and not isinstance(value, float) else float(value)
    except (ValueError, OverflowError):
        raise ValueError(wrong) from None
    if type == "integer" and isinstance(number, float):
        if not number.is_integer():
            raise ValueError(wrong)
        number = int(number)
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError(wrong)
    if isinstance(number, int) and not -_INT64 <= number < _INT64:
        raise ValueError(f"{number} does not fit 64 bits")
    return number


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    type: ValueType
    description: str


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One question, kept in a file of its own."""

    name: str
    topic: str
    """The folder that it stands in."""
    title: str
    title_zh: str
    question: str
    question_zh: str
    description: str
    """What the answer means, and what it does not."""
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tags: tuple[str, ...]
    chart: str
    """The picture that suits the answer; see ``catalogue.CHARTS``."""
    drawn: tuple[str, ...]
    """The columns that the picture shows; empty for ``table``."""
    since: str
    """The version that brought it."""
    cypher: str
    """What the engine runs: the file without its front matter."""

    def bind(self, given: Mapping[str, object]) -> dict[str, Value]:
        """All parameters with their values, typed, defaults filled in.

        Raises ZerenError for a parameter that the query does not have, that is missing, of another type or
        out of range.
        """
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                takes = f"it takes {', '.join(known)}" if known else "it takes none"
                raise ZerenError(f"query {self.name} has no parameter {name!r}{nearest(name, known)} ({takes})")
        bound: dict[str, Value] = {}
        for name, parameter in known.items():
            if name in given:
                try:
                    bound[name] = parameter.typed(given[name])
                except ValueError as error:
                    raise ZerenError(f"query {self.name}: parameter {name}: {error}") from None
            elif parameter.required:
                raise ZerenError(
                    f"query {self.name} needs the parameter {name} ({parameter.description}); "
                    f"for example {name}={parameter.example}"
                )
            else:
                bound[name] = parameter.default
        return bound

    def run(self, store: Store, /, **parameters: object) -> Table:
        """The answer from a store; only reads.

        Raises ZerenError as ``bind`` does, and where the store cannot answer.
        """
        return self.answer(store, parameters)

    def answer(
        self,
        store: Store,
        parameters: Mapping[str, object],
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """As ``run``, the first ``rows`` of it, stopped after so many ``seconds``."""
        from zeren.graph.table import Table

        table = store.read(self.cypher, self.bind(parameters), seconds=seconds, rows=rows)
        if not table.rows:
            # An engine that gives no row need not say what its columns would have been.
            return Table(self._names())
        order = self._order(table.columns)
        return Table(self._names(), tuple(tuple(row[i] for i in order) for row in table.rows))

    @contextmanager
    def stream(
        self, store: Store, parameters: Mapping[str, object], *, seconds: float | None = None
    ) -> Iterator[Stream]:
        """As ``answer``, row by row, within a ``with``."""
        from zeren.graph.table import Stream

        with store.stream(self.cypher, self.bind(parameters), seconds=seconds) as found:
            order = self._order(found.columns)
            yield Stream(self._names(), (tuple(row[i] for i in order) for row in found.rows))

    def _names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def _order(self, columns: Sequence[str]) -> list[int]:
        """Where each declared column stands among those that the engine gave."""
        if set(columns) != set(self._names()):
            raise ZerenError(
                f"query {self.name} returns {', '.join(columns)}, its front matter declares "
                f"{', '.join(self._names())}: make them agree"
            )
        return [columns.index(name) for name in self._names()]
