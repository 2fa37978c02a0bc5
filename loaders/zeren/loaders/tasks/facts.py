"""Tables of facts: what ``zeren extract`` writes, and how an analyst feeds corrections or another source.

Such a table names the document of each row. Its cells are facts, not statements to be read: a name in the column of
lead units leads, whatever the others say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zeren.loaders.errors import ZerenError
from zeren.loaders.names.canonical import Named, resolve
from zeren.loaders.names.gazetteer import Gazetteer
from zeren.loaders.names.places import PlaceTable
from zeren.loaders.records import CountyRef, Document, Due, Mention, Target, TaskRecord
from zeren.loaders.statements.lists import parse
from zeren.loaders.tasks.due import due_of
from zeren.loaders.tasks.targets import find_targets
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell, Source
from zeren.loaders.words.lexicon import lexicon, words

_ROLES = ("lead_units", "supporting_units", "responsible_units")
_LIST = re.compile(r"\s*(?:\n|;|；|, (?=\S))\s*")
_DERIVED = {"due", "duewords", "place"}
"""Columns that extract writes and that follow from the others."""
_TRUE = ("true", "1", "yes", "是", "有")


@cache
def _columns() -> dict[str, str]:
    return {_bare(w): column for column, items in lexicon()["facts"].items() for w in items}


def _bare(head: str) -> str:
    return re.sub(r"[\s_]", "", head).casefold()


def read_facts(source: Source, places: PlaceTable) -> tuple[list[Document], list[TaskRecord]] | None:
    """The documents and records of a table of facts; None where ``source`` is something else.

    Raises ZerenError for a row without a text, for a number that stands twice, and for a convention that is none.
    """
    if len(source.tables) != 1 or not source.tables[0].rows:
        return None
    table = source.tables[0]
    heads = [_columns().get(_bare(_text(source, cell))) for cell in table.rows[0]]
    if not {"document", "number", "text"} <= set(heads):
        # 「文件 | 任务 | 责任单位」 is a plan that says of what document each of its tasks is.
        return None
    rows = [_Row(source, {h: c for h, c in zip(heads, row, strict=False) if h}) for row in table.rows[1:]]
    rows = [row for row in rows if row.text("text") or row.text("document")]
    documents: list[Document] = []
    by_document: dict[Document, list[_Row]] = {}
    for row in rows:
        document = _document(row, places)
        if document not in by_document:
            documents.append(document)
        by_document.setdefault(document, []).append(row)
    records = [record for document in documents for record in _records(document, by_document[document], places)]
    return documents, records


def added_columns(source: Source) -> list[tuple[Cell, list[Cell]]]:
    """The heads of a table of facts that name no fact, each with the cells below that hold something.

    A column 进展情况 that somebody added was dropped, and the report said that all was read.
    """
    table = source.tables[0]
    known = {*_columns(), *_DERIVED}
    found = []
    for place, head in enumerate(table.rows[0]):
        if _bare(_text(source, head)) not in known:
            cells = [row[place] for row in table.rows[1:] if place < len(row) and _text(source, row[place])]
            found += [(head, cells)] if cells else []
    return found


def _text(source: Source, cell: Cell) -> str:
    return source.text[cell.start : cell.end].strip()


@dataclass(frozen=True)
class _Row:
    source: Source
    cells: dict[str, Cell]

    def text(self, column: str) -> str:
        """The cell of ``column``, without the mark that keeps spreadsheets from taking text for a formula."""
        cell = self.cells.get(column)
        text = _text(self.source, cell) if cell else ""
        return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text

    def entries(self, column: str) -> list[Passage]:
        """The entries of a list, on lines of their own or parted as in print."""
        cell = self.cells.get(column)
        if cell is None or not self.text(column):
            return []
        whole = Passage(self.source.text[cell.start : cell.end], cell.start)
        if column in ("counties", "targets", "path") or not re.search(r"[、，]", whole.text):
            return list(_split(whole, _LIST))
        return [a.name for part in _split(whole, re.compile(r"\n")) for a in parse(part).assignments]

    @property
    def place(self) -> str:
        """Where the row stands, for messages."""
        first = min(cell.start for cell in self.cells.values())
        return f"{self.source.name}: {self.source.place_of(first) or f'line {self.source.line_of(first)}'}"


def _split(whole: Passage, separator: re.Pattern[str]) -> list[Passage]:
    cuts = [0, *(at for m in separator.finditer(whole.text) for at in m.span()), len(whole)]
    parts = [whole.cut(cuts[i], cuts[i + 1]).strip() for i in range(0, len(cuts), 2)]
    return [part for part in parts if part]


def _document(row: _Row, places: PlaceTable) -> Document:
    title = row.text("document")
    year, city = row.text("year"), row.text("city")
    if year and not re.fullmatch(r"(?:19|20)\d{2}", year):
        raise ZerenError(f"{row.place}: {year!r} is no year; write four digits")
    if not city:
        names = [name for size in range(2, 9) if (name := title[:size]) and places.named(name)]
        city = names[-1] if names else ""
    return Document(
        title=title,
        number=row.text("document_number") or None,
        issuer=row.text("issuer") or None,
        date=row.text("date") or None,
        year=int(year) if year else None,
        city=city or None,
    )


def _records(document: Document, rows: Sequence[_Row], places: PlaceTable) -> list[TaskRecord]:
    named = [_units(row, document) for row in rows]
    text = "\n".join(row.text("text") for row in rows)
    units = [m.name for by_role in named for mentions in by_role.values() for m in mentions]
    gazetteer = Gazetteer.of(places, document.city, text, units)
    seen: set[str] = set()
    records = []
    for row, by_role in zip(rows, named, strict=True):
        number = row.text("number")
        if not row.text("text"):
            raise ZerenError(f"{row.place}: a fact needs a text; fill it in")
        if number and number in seen:
            raise ZerenError(f"{row.place}: number {number} stands twice in {document.title}; make them differ")
        seen.add(number)
        records.append(_record(document, row, number, by_role, gazetteer))
    return records


def _units(row: _Row, document: Document) -> dict[str, tuple[Mention, ...]]:
    entries = [(role, entry) for role in _ROLES for entry in row.entries(role)]
    known = resolve([entry.text for _, entry in entries], document.city)
    found: dict[str, list[Mention]] = {role: [] for role in _ROLES}
    for (role, entry), one in zip(entries, known, strict=True):
        found[role].append(_mention(row.source, entry, one))
    return {role: tuple(mentions) for role, mentions in found.items()}


def _mention(source: Source, entry: Passage, named: Named) -> Mention:
    start, end = entry.span()
    line, place = source.line_of(start), source.place_of(start)
    return Mention(entry.text, named.name, named.kind, start, end, line, "fact", named.inherited, place)


def _record(
    document: Document, row: _Row, number: str, units: dict[str, tuple[Mention, ...]], gazetteer: Gazetteer
) -> TaskRecord:
    text = row.text("text")
    convention = row.text("convention") or ("explicit" if units["lead_units"] else "none")
    if convention not in ("explicit", "first-is-lead", "none"):
        raise ZerenError(f"{row.place}: convention {convention!r} is none of explicit, first-is-lead, none")
    start = min(cell.start for cell in row.cells.values())
    end = max(cell.end for cell in row.cells.values())
    nobody = words("titles", "nobody")
    return TaskRecord(
        document=document,
        number=number,
        path=tuple(entry.text for entry in row.entries("path")),
        sector=row.text("sector") or None,
        title=row.text("title") or None,
        text=text,
        leaders=tuple(
            _mention(row.source, e, Named(e.text, "group" if e.text.startswith(nobody) else "person", False))
            for e in row.entries("leaders")
        ),
        lead_units=units["lead_units"],
        supporting_units=units["supporting_units"],
        responsible_units=units["responsible_units"],
        counties=_counties(row, text, units, gazetteer),
        targets=_targets(row, text),
        deadline=row.text("deadline") or None,
        due=_due(row, document.year),
        open_list=row.text("open_list").casefold() in _TRUE,
        convention=convention,  # type: ignore[arg-type]  # checked above
        statement=row.text("statement") or "\n".join(row.text(role) for role in ("leaders", *_ROLES) if row.text(role)),
        line=row.source.line_of(start),
        start=start,
        end=end,
        place=row.source.place_of(row.cells["text"].start),
    )


def _counties(
    row: _Row, text: str, units: dict[str, tuple[Mention, ...]], gazetteer: Gazetteer
) -> tuple[CountyRef, ...]:
    """The column's counties where there is such a column, else those that text and units name."""
    read = gazetteer.refs(text, [m for role in _ROLES for m in units[role]])
    if "counties" not in row.cells:
        return read
    by_name = {county.name: county for county in read}
    return tuple(
        by_name.get(e.text) or CountyRef(e.text, gazetteer.counties.get(e.text), "county", "text")
        for e in row.entries("counties")
    )


def _due(row: _Row, year: int | None) -> Due | None:
    """By when, as its deadline says, or else its text."""
    text, deadline = (
        Passage(row.source.text[cell.start : cell.end], cell.start) if cell else Passage("", 0)
        for cell in (row.cells.get("text"), row.cells.get("deadline"))
    )
    return due_of(row.source, (row.text("deadline"), deadline) if row.text("deadline") else None, text, year)


def _targets(row: _Row, text: str) -> tuple[Target, ...]:
    read = find_targets(text)
    if "targets" not in row.cells:
        return read
    left = list(read)
    found = []
    for entry in row.entries("targets"):
        known = next((target for target in left if target.text == entry.text), None)
        if known:
            left.remove(known)
        found.append(known or next(iter(find_targets(entry.text)), Target(entry.text, "", "", "")))
    return tuple(found)
