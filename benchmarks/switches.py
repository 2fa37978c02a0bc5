"""The tables of rules in the reader, found by themselves, and each rule's switch.

A table is a tuple of a module whose values are of a class called ``Rule`` with a ``name`` and an ``example``, or what
a function without arguments gives that says it returns ``tuple[Rule, ...]``. It is asked when a text is read, never at
import, so that it can be exchanged.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
from differences import ROLES

import zeren.loaders
from zeren.loaders import read_document
from zeren.loaders.layout import seams
from zeren.loaders.layout.lines import lines_of
from zeren.loaders.layout.setting import Print
from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.left import left_over
from zeren.loaders.statements.lists import parse, shown
from zeren.loaders.statements.parts import Parsed
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source
from zeren.loaders.words.rules import rules_in

PACKAGE = "zeren.loaders"


class Table(NamedTuple):
    """A table of rules, by the module that holds it and its name there."""

    module: str
    """Without the package: ``layout.seams``."""
    name: str

    @property
    def rules(self) -> tuple[Any, ...]:
        """What it holds now."""
        held = getattr(self.home, self.name)
        found: tuple[Any, ...] = held() if callable(held) else held
        return found

    @property
    def home(self) -> ModuleType:
        """The module."""
        return sys.modules[f"{PACKAGE}.{self.module}"]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


class Switch(NamedTuple):
    """One rule, by its table and its name."""

    table: Table
    rule: str

    def __str__(self) -> str:
        return f"{self.table.module}: {self.rule}"


@cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the reader."""
    folder = Path(zeren.loaders.__path__[0])
    names = [path.relative_to(folder).with_suffix("").parts for path in sorted(folder.rglob("*.py"))]
    return tuple([importlib.import_module(".".join((PACKAGE, *name))) for name in names if name[-1] != "__init__"])


def tables() -> list[Table]:
    """The tables of rules, each once, where it is made."""
    found = []
    for module in modules():
        short = module.__name__.removeprefix(PACKAGE + ".")
        found += [Table(short, name) for name, value in vars(module).items() if _is_made_here(module, name, value)]
    return found


def _is_made_here(module: ModuleType, name: str, value: Any) -> bool:
    if isinstance(value, tuple) and value and all(type(one).__name__ == "Rule" for one in value):
        return re.search(rf"^{name}\b[^=\n]*=", inspect.getsource(module), re.MULTILINE) is not None
    gives = getattr(value, "__annotations__", {}).get("return") if callable(value) else None
    return gives == "tuple[Rule, ...]" and value.__module__ == module.__name__ and not _takes(value)


def _takes(function: Any) -> bool:
    return bool(inspect.signature(function).parameters)


def switches() -> list[Switch]:
    """All rules of the reader, in the order of their tables."""
    return [Switch(table, rule.name) for table in tables() for rule in table.rules]


@contextmanager
def off(*switched: Switch) -> Iterator[None]:
    """The reader without these rules; nothing that it remembers was read with them."""
    names = set(switched)
    with _exchanged({t: [r for r in t.rules if Switch(t, r.name) not in names] for t in {s.table for s in switched}}):
        yield


@contextmanager
def watched(note: Callable[[Switch, str], None]) -> Iterator[None]:
    """The reader, noting what each rule answers where it is asked: ``none``, ``no``, ``empty`` or ``some``."""
    with _exchanged({t: [_watched(r, partial(note, Switch(t, r.name))) for r in t.rules] for t in tables()}):
        yield


@contextmanager
def _exchanged(by: dict[Table, list[Any]]) -> Iterator[None]:
    before: list[tuple[ModuleType, str, Any]] = []
    for table, rules in by.items():
        held, new = getattr(table.home, table.name), tuple(rules)
        # A module that has imported the table reads it under the same name.
        homes = [module for module in modules() if getattr(module, table.name, None) is held]
        before += [(module, table.name, held) for module in homes]
        for module in homes:
            setattr(module, table.name, partial(tuple, new) if callable(held) else new)
    forget()
    try:
        yield
    finally:
        for module, name, held in before:
            setattr(module, name, held)
        forget()


def forget(texts_only: bool = False) -> None:
    """Clear what the reader remembers; ``texts_only``: not the patterns made of its words, which are read once."""
    for cached in _caches():
        if not texts_only or cached.cache_parameters()["maxsize"] is not None:
            cached.cache_clear()


@cache
def _caches() -> tuple[Any, ...]:
    held = [value for module in modules() for value in vars(module).values()]
    held += [value for one in held if isinstance(one, type) for value in vars(one).values()]
    return tuple({id(one): one for one in held if hasattr(one, "cache_clear")}.values())


def _watched(rule: Any, note: Callable[[str], None]) -> Any:
    """The rule with each of its functions and patterns watched."""
    names: Iterable[str] = getattr(rule, "_fields", getattr(rule, "__struct_fields__", ()))
    if dataclasses.is_dataclass(rule):
        names = [field.name for field in dataclasses.fields(rule)]
    changed: dict[str, Any] = {}
    for name in names:
        value = getattr(rule, name)
        if isinstance(value, re.Pattern):
            changed[name] = _Pattern(value, note)
        elif callable(value):
            changed[name] = partial(_noted, value, note)
    if hasattr(rule, "_replace"):
        return rule._replace(**changed)
    if dataclasses.is_dataclass(rule):
        return dataclasses.replace(rule, **changed)  # type: ignore[type-var]  # an instance, not its class
    return msgspec.structs.replace(rule, **changed)


def _noted(function: Callable[..., Any], note: Callable[[str], None], *given: Any, **named: Any) -> Any:
    answer = function(*given, **named)
    if isinstance(answer, Iterator):
        note("empty")
        return _each(answer, note)
    empty = hasattr(answer, "__len__") and not len(answer)
    note("none" if answer is None else "no" if answer is False else "empty" if empty else "some")
    return answer


def _each(answers: Iterator[Any], note: Callable[[str], None]) -> Iterator[Any]:
    for answer in answers:
        note("some")
        yield answer


class _Pattern:
    """A pattern that notes whether it is found."""

    def __init__(self, pattern: re.Pattern[str], note: Callable[[str], None]) -> None:
        self._pattern, self._note = pattern, note

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._pattern, name)
        return partial(_noted, value, self._note) if callable(value) else value


def said_of(table: Table, example: str) -> object:
    """What the reader makes of a rule's example: a value that is not the same where the rule is needed for it."""
    return _SAYS.get(table.module, _of_document)(example)


def _of_document(example: str) -> object:
    """All that is read of a notice, but by which rule: for examples that are not listed below."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notice.txt"
        path.write_text(example, "utf-8")
        reading: dict[str, Any] = msgspec.to_builtins(read_document(path))
    del reading["source"]
    for record in reading["records"]:
        for role in ROLES:
            for name in record[role]:
                del name["rule"]
    return reading


def _of_list(example: str) -> str:
    return shown(parse(Passage(example, 0)))


def _of_paragraph(example: str) -> str:
    parts, failed = find_parts(Passage(example, 0))
    told = [f"told {one.reason}" for one in failed]
    said = [f"as item {part.same}" if part.same else shown(Parsed(part.assignments)) for part in parts]
    return "; ".join(said + told)


def _of_words_left(example: str) -> list[str]:
    return [one.reason for one in left_over(example, ())]


def _of_seam(example: str) -> bool:
    lines = list(lines_of(Source("example.md", example, "", "utf-8")))
    for line in lines:
        line.marker = marker_of(line.passage.text)
    return seams.goes_on(lines[:-1], lines[-1], Print.of(lines), {})


def _of_rules_said(example: str) -> list[object]:
    return [(rule.kind, match.groupdict()) for rule, match in rules_in(example)]


_SAYS: dict[str, Callable[[str], object]] = {
    "layout.seams": _of_seam,
    "statements.candidates": _of_paragraph,
    "statements.left": _of_words_left,
    "statements.piece_names": _of_list,
    "statements.piece_roles": _of_list,
    "text.numbers": marker_of,
    "words.rules": _of_rules_said,
}
"""How the examples of a table are read that are no whole notices."""
