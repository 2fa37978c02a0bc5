"""The contract between the loaders and everything else: one record a task, each name with its place in the source."""

from __future__ import annotations

import math
from typing import Any, Literal

import msgspec
from msgspec import Struct

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


class Document(Struct, frozen=True, gc=False):
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
    """Where unit names live (某市 for its 市甲局): a city, a county in its own notices, a province or 国家."""


class Mention(Struct, frozen=True, gc=False):
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


class CountyRef(Struct, frozen=True, gc=False):
    """A county or development zone that a task concerns."""

    name: str
    code: str | None
    """GB/T 2260; None for zones and for places the table does not hold."""
    kind: Literal["county", "zone"]
    basis: Basis


class Target(Struct, frozen=True, gc=False):
    """A quantified aim: 新增 40 家以上 has value 40, unit 家, relation 以上."""

    text: str
    value: str
    unit: str
    relation: str


class Due(Struct, frozen=True, gc=False):
    """By when a task is to be done, and the words that say so."""

    date: str | None
    """ISO, the last day of the period; None where the words name no single day (持续推进), or no year is known."""
    words: str
    """As printed: 年底前, 到2025年."""
    start: int
    end: int
    """Characters of the decoded source."""
    basis: Literal["stated", "text"]
    """Whether a deadline is stated as such, or the task's own text says it."""


class TaskRecord(Struct, frozen=True, gc=False):
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
    """Stated as such: an ISO date, or the words as printed."""
    due: Due | None = None
    """What follows from the deadline, or else from the text."""
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

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All names of its statement."""
        return (*self.leaders, *self.lead_units, *self.supporting_units, *self.responsible_units)

    def to_dict(self) -> dict[str, Any]:
        """The JSON Lines form of ``zeren extract``: dicts, lists and plain values."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found

    def to_json(self) -> bytes:
        """The same as one line of JSON, in UTF-8."""
        return _JSON.encode(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TaskRecord:
        """Read back what ``to_dict`` gave. Raises msgspec.ValidationError for anything else."""
        return msgspec.convert(data, cls)


_JSON = msgspec.json.Encoder()


class Unread(Struct, frozen=True, gc=False):
    """Words that are in no record."""

    line: int
    words: str
    reason: str
    prose: bool
    """True where the words only talk about responsibility (各责任单位要…); False where a statement may be lost."""
    place: str | None = None
    """Page, or sheet and cell, in a file that has them."""


class Doubt(Struct, frozen=True, gc=False):
    """A reading that may be wrong."""

    line: int
    words: str
    """The canonical name of a body, the title of a document, or the words as printed: what settles it for good."""
    reason: str
    document: str
    """Title of its document."""
    place: str | None = None
    """Page, or sheet and cell, in a file that has them."""


Fate = Literal["read", "furniture", "prose", "hidden", "unreadable", "skipped"]
"""What became of a part of a file. ``read``: it stands in the text, and ``Characters`` says as what. ``hidden``:
nobody who opens the file sees it. ``unreadable``: it is seen, and could not be read. ``skipped``: of a kind that is not
read."""


class Held(Struct, frozen=True, gc=False):
    """A part of a file that is not in its text."""

    kind: str
    """What it is: a page, row, cell, text box, picture, comment, …"""
    place: str
    fate: Fate
    words: str = ""
    """What it says, as far as that is known."""
    reason: str = ""


class Inventory(Struct, frozen=True):
    """Everything that a file holds, as its format holds it: each part has one fate."""

    counts: tuple[tuple[str, Fate, int], ...] = ()
    """How many parts of a kind have which fate."""
    told: tuple[Held, ...] = ()
    """Those that are hidden, unreadable or skipped, one by one."""

    @property
    def lost(self) -> tuple[Held, ...]:
        """The parts that a person sees and that are not read."""
        return tuple([held for held in self.told if held.fate in ("unreadable", "skipped")])


class Characters(Struct, frozen=True, gc=False):
    """To which piece of a source each character belongs that is no white space. Exact: together they are all."""

    number: int = 0
    heading: int = 0
    task: int = 0
    """Texts of tasks."""
    statement: int = 0
    """The words that assign them."""
    furniture: int = 0
    """Page numbers, running heads, lines of contents, marks of layout."""
    prose: int = 0
    unread: int = 0
    hidden: int = 0
    """Without width: what nobody sees."""


class Coverage(Struct, frozen=True):
    """How much of a source was read."""

    seen: int = 0
    """Words of responsibility; the next three add up to it."""
    in_statements: int = 0
    in_prose: int = 0
    in_unread: int = 0
    unread: int = 0
    """Places where a statement may be lost."""
    names: int = 0
    """Names of bodies and people that are in the records, each place once."""
    names_unread: int = 0
    rows: int = 0
    """Rows of tables that are tasks."""
    rows_unread: int = 0
    pages: int = 0
    """Of a file that has pages."""
    pages_empty: int = 0
    """Pages without text."""
    characters: Characters = Characters()

    @property
    def percent(self) -> float | None:
        """The share that was read of names, of rows or of pages, whichever is lowest; None where there is none of them.

        Rounded down: 100 means all.
        """
        shares = [
            100 * (whole - lost) / whole
            for whole, lost in (
                (self.names + self.names_unread, self.names_unread),
                (self.rows + self.rows_unread, self.rows_unread),
                (self.pages, self.pages_empty),
            )
            if whole
        ]
        return math.floor(100 * min(shares)) / 100 if shares else None


class SourceReport(Struct, frozen=True):
    """What was not read, and how much was."""

    coverage: Coverage = Coverage()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    """Readings a person should look at: a glyph taken for another, a county learned from its government."""
    empty: tuple[str, ...] = ()
    """Titles of the documents in which no task was read."""
    doubts: tuple[Doubt, ...] = ()
    """Readings that may be wrong and that nobody has settled."""
    inventory: Inventory = Inventory()
    """The parts of the file, and what became of each."""


class Reading(Struct, frozen=True):
    """One file, read."""

    source: str
    """The file's name, for messages."""
    digest: str
    """SHA-256 of the file's bytes."""
    records: tuple[TaskRecord, ...] = ()
    documents: tuple[Document, ...] = ()
    report: SourceReport = SourceReport()
