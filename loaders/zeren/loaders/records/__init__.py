"""The contract between the loaders and everything else: one record a task, each name with its place in the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, Literal

Convention = Literal["explicit", "first-is-lead", "none"]
Basis = Literal["text", "unit"]

UNIT_KINDS = (
    "department",
    "county_government",
    "zone",
    "enterprise",
    "institution",
    "vertical_agency",
    "party",
    "group",
)
"""What a body behind a mention can be; a leader's mention is a ``person`` or a ``group`` (各位副市长)."""


class _Record:
    """What all records share: they go to another process as their fields, in half the time that a frozen class with
    slots takes by itself."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        kind: type = type(self)
        return kind, _fields_of(kind)[1](self)


@cache
def _fields_of(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a record's fields, and a function that gives their values."""
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)


def _as_dict(record: _Record) -> dict[str, Any]:
    kind: type = type(record)
    names, values = _fields_of(kind)
    return dict(zip(names, values(record), strict=True))


@dataclass(frozen=True, slots=True)
class Document(_Record):
    """What a notice says of itself. Facts that it does not state are None."""

    title: str
    number: str | None = None
    """文号, as printed: 某政〔2024〕4号."""
    issuer: str | None = None
    date: str | None = None
    """ISO date of issue."""
    year: int | None = None
    """The year whose work is handed out."""
    city: str | None = None
    """The prefecture-level city in which unit names live (某市 for its 市甲局); a province or 国家 where it is one."""


@dataclass(frozen=True, slots=True)
class Mention(_Record):
    """One name in a statement."""

    source: str
    """As printed, page wraps repaired."""
    name: str
    """Canonical within the city, an inherited prefix or shared tail restored."""
    kind: str
    start: int
    end: int
    """Characters of the decoded source: ``source_text[start:end]`` holds the printed words, wraps included."""
    line: int
    """The line of ``start``, from 1."""
    rule: str
    """Which reading found it: label, bracket, sentence, table, document-rule, …"""
    inherited: bool = False
    """A prefix, a tail or a document-wide rule supplied part of it."""
    place: str | None = None
    """Page, or sheet and cell, of ``start`` in a file that has them: ``p. 3``, ``Sheet1!C7``."""


@dataclass(frozen=True, slots=True)
class CountyRef(_Record):
    """A county or development zone that a task concerns."""

    name: str
    code: str | None
    """GB/T 2260; None for zones and for places the table does not hold."""
    kind: Literal["county", "zone"]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Target(_Record):
    """A quantified aim: 新增 40 家以上 has value 40, unit 家, relation 以上."""

    text: str
    value: str
    unit: str
    relation: str


_ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")


@dataclass(frozen=True, slots=True)
class TaskRecord(_Record):
    """One task and all that its statement says of it. Lists keep the printed order."""

    document: Document
    number: str
    path: tuple[str, ...]
    """Headings above the task, as printed."""
    sector: str | None
    title: str | None
    text: str
    """Without number, statement and wraps."""
    leaders: tuple[Mention, ...] = ()
    lead_units: tuple[Mention, ...] = ()
    supporting_units: tuple[Mention, ...] = ()
    responsible_units: tuple[Mention, ...] = ()
    counties: tuple[CountyRef, ...] = ()
    targets: tuple[Target, ...] = ()
    deadline: str | None = None
    open_list: bool = False
    """The printed list ends with 等: there are units that it does not name."""
    convention: Convention = "none"
    """How the lead is known: stated, by a document-wide rule, or not at all."""
    statement: str = ""
    """The words that assign the task, lines joined by a line end; empty where the document assigns nothing."""
    line: int = 1
    start: int = 0
    end: int = 0
    """The whole item in the decoded source, its statement included."""
    place: str | None = None
    """Page, or sheet and cell, where its text begins; None in plain text, whose place is its line."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON Lines form of ``zeren extract``."""
        found = _as_dict(self)
        found["document"] = _as_dict(self.document)
        for name in (*_ROLES, "counties", "targets"):
            found[name] = tuple(map(_as_dict, found[name]))
        return found

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TaskRecord:
        """Read back what ``to_dict`` gave. Raises KeyError or TypeError for anything else."""
        values = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        values["document"] = Document(**data["document"])
        values["path"] = tuple(data["path"])
        for name in _ROLES:
            values[name] = tuple(Mention(**m) for m in data[name])
        values["counties"] = tuple(CountyRef(**c) for c in data["counties"])
        values["targets"] = tuple(Target(**t) for t in data["targets"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Unread(_Record):
    """Words of responsibility that are in no record."""

    line: int
    words: str
    reason: str
    prose: bool
    """True where the words only talk about responsibility (各责任单位要…); False where a statement may be lost."""
    place: str | None = None
    """Page, or sheet and cell, in a file that has them."""


@dataclass(frozen=True, slots=True)
class Coverage(_Record):
    """Where the responsibility words of a source went; the last three add up to the first."""

    seen: int = 0
    in_statements: int = 0
    in_prose: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class SourceReport(_Record):
    """What was not read, and how much was."""

    coverage: Coverage = Coverage()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    """Readings a person should look at: a glyph taken for another, a county learned from its government."""


@dataclass(frozen=True, slots=True)
class Reading(_Record):
    """One file, read."""

    source: str
    """The file's name, for messages."""
    digest: str
    """SHA-256 of the file's bytes."""
    records: tuple[TaskRecord, ...] = ()
    documents: tuple[Document, ...] = field(default=())
    report: SourceReport = SourceReport()
