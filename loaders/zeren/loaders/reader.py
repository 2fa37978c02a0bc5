"""A file, read: documents, tasks, and what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zeren.loaders.coverage import Account
from zeren.loaders.documents import Part as DocumentPart
from zeren.loaders.documents import split_documents
from zeren.loaders.errors import ZerenError
from zeren.loaders.files import sources_of
from zeren.loaders.layout import Paragraph, paragraphs_of
from zeren.loaders.lexicon import lexicon, words
from zeren.loaders.outline import Node, build_outline, title_of
from zeren.loaders.places import Gazetteer, PlaceTable, place_table, places_beside
from zeren.loaders.records import Document, Mention, Reading, TaskRecord
from zeren.loaders.source import Source, Table
from zeren.loaders.spans import Passage, close_gaps, join
from zeren.loaders.statements import Part, find_parts
from zeren.loaders.tables import Row, TableReading, read_table
from zeren.loaders.targets import find_targets
from zeren.loaders.units import Named, is_indefinite, resolve


def read_document(path: str | Path) -> Reading:
    """Read one published file, which may hold several documents.

    Gives every task with its leaders, units, counties and targets, each name with its place in the source, and a
    report that accounts for every word of responsibility. Raises ZerenError where the file cannot be read at all,
    and for a folder or a zip, which hold several files: ``read_documents`` takes those.
    """
    if Path(path).is_dir():
        raise ZerenError(f"{path}: this is a folder; name the files in it, or use read_documents")
    first, *others = sources_of(path)
    if others:
        raise ZerenError(f"{path}: holds {len(others) + 1} files; use read_documents")
    return read(first, places_beside(Path(path)))


def read_documents(paths: Iterable[str | Path]) -> Iterator[Reading]:
    """Read files, folders and zips of them, one reading a file, each as it comes. Raises ZerenError."""
    for path in paths:
        for source in sources_of(path):
            yield read(source, places_beside(Path(source.name)))


def read(source: Source, places: PlaceTable | None = None) -> Reading:
    """The same for text that is already decoded."""
    places = places or place_table()
    account = Account(source)
    records: list[TaskRecord] = []
    documents: list[Document] = []
    paragraphs = paragraphs_of(source)
    account.prose(p for p in paragraphs if p.furniture)
    for part in split_documents(
        [p for p in paragraphs if not p.furniture], source.title or Path(source.name).stem, places
    ):
        if part.document is None:
            account.prose(part.paragraphs)
            continue
        documents.append(part.document)
        records.extend(_read_part(source, part, part.document, places, account))
    return Reading(source.name, source.digest, tuple(records), tuple(documents), account.report())


@dataclass(eq=False)
class _Draft:
    """A task while it is read: its text and the parts that assign it."""

    node: Node
    text: list[Passage] = field(default_factory=list)
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    """Each part with the paragraph it stands in."""
    suffix: str = ""
    row: Row | None = None
    """The row of a table that the task is."""

    @property
    def own_line(self) -> bool:
        return bool(self.parts) and all(part.own_line for _, part in self.parts)


def _read_part(
    source: Source, part: DocumentPart, document: Document, places: PlaceTable, account: Account
) -> list[TaskRecord]:
    root = build_outline(list(part.paragraphs), document.title)
    tables = _Tables(source)
    drafts = _drafts(root, tables, account)
    rules = _Rules.of(part)
    if not drafts:
        drafts = _unassigned(root)
    names = _numbers(drafts)
    sectors = _sectors(drafts)
    mentions = [_mentions(source, draft, document, rules) for draft in drafts]
    gazetteer = Gazetteer.of(places, document.city, part.text, (m.name for group in mentions for m in group.units))
    account.note_places(gazetteer, part.paragraphs)
    return [
        _record(source, document, draft, names[i], sectors[i], mentions[i], gazetteer) for i, draft in enumerate(drafts)
    ]


def _drafts(root: Node, tables: _Tables, account: Account) -> list[_Draft]:
    """The tasks to which a statement belongs, in the printed order."""
    found: list[_Draft] = []
    by_node: dict[Node, list[_Draft]] = {}
    for node in root.walk():
        drafts = _of_node(node, tables, account)
        by_node[node] = drafts
        found.extend(drafts)
    for node in root.walk():
        if node.marker is not None:
            _lift(node, by_node, found)
            _gather(node, by_node)
    return found


def _gather(node: Node, by_node: dict[Node, list[_Draft]]) -> None:
    """A statement on a heading holds for the items under it that have none of their own: their text is the task's."""
    below = [n for child in node.children for n in child.walk()]
    if len(by_node[node]) == 1 and not any(by_node[n] for n in below):
        draft = by_node[node][0]
        last = draft.parts[-1][0]
        if draft.node is node and not draft.row and any(p.passage is last for p in node.paragraphs):
            draft.text.extend(p.passage for n in below for p in n.paragraphs)


def _lift(node: Node, by_node: dict[Node, list[_Draft]], found: list[_Draft]) -> None:
    """One statement on its own line under several sub-items holds for all of them: it is the parent's."""
    if len(node.children) < 2 or by_node[node]:
        return
    *others, last = node.children
    drafts = by_node[last]
    if len(drafts) != 1 or not drafts[0].own_line or any(by_node[n] for child in others for n in child.walk()):
        return
    if any(child.children for child in node.children):
        return
    draft = drafts[0]
    text = [p.passage for p in node.paragraphs]
    for child in others:
        assert child.marker is not None
        text.extend(p.passage for p in child.paragraphs)
    draft.text = text + draft.text
    draft.node = node
    by_node[node], by_node[last] = drafts, []


def _of_node(node: Node, tables: _Tables, account: Account) -> list[_Draft]:
    """Text and statements alternate: each run of statements closes a task."""
    drafts: list[_Draft] = []
    current = _Draft(node)
    rows: list[_Draft] = []
    for paragraph in node.paragraphs:
        if paragraph.table is not None:
            rows.extend(tables.drafts(paragraph.table, node, account))
            continue
        passage = paragraph.passage
        parts, failed = find_parts(passage)
        account.paragraph(passage, parts, failed)
        at = 0
        for part in parts:
            text = passage.cut(at, part.start)
            if _says_something(text.text):
                if current.parts:
                    drafts.append(current)
                    current = _Draft(node)
                current.text.append(text)
            current.parts.append((passage, part))
            at = part.end
        rest = passage.cut(at)
        if _says_something(rest.text):
            if current.parts and parts:
                # 「T1（甲局负责）T2。」: what follows in the paragraph may yet get a statement of its own.
                drafts.append(current)
                current = _Draft(node, [rest])
            elif not current.parts or not re.search("[。；！？]", "".join(t.text for t in current.text)):
                # A title, its statement under it, and only then the text of the task.
                current.text.append(rest)
    if current.parts:
        drafts.append(current)
    elif drafts and current.text:
        drafts[-1].text.extend(current.text)
    for draft in [d for d in drafts if not d.text]:
        for passage, part in draft.parts:
            account.lost(passage, part, "a statement without a task before it")
        drafts.remove(draft)
    if len(drafts) > 1:
        for i, draft in enumerate(drafts, 1):
            draft.suffix = f"-{i}"
    return drafts + rows


class _Tables:
    """Reads the tables of one document; a table without a header goes on with the one before it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.before: TableReading | None = None
        self.unnumbered = 0

    def drafts(self, table: Table, node: Node, account: Account) -> list[_Draft]:
        """The tasks of one table."""
        reading = read_table(self.source, table, self.before)
        self.before = reading
        account.heads(reading.heads)
        for passage in reading.left:
            account.paragraph(passage, *find_parts(passage))
        found = []
        for row in reading.rows:
            if row.number is None:
                self.unnumbered += 1
                row.number = str(self.unnumbered)
            account.row(row)
            found.append(_Draft(node, [t for t in row.text if t.text.strip()], row.parts, row=row))
        return [draft for draft in found if draft.text]


def _says_something(text: str) -> bool:
    return bool(re.search(r"[\w\u3400-\u9fff]", text))


def _unassigned(root: Node) -> list[_Draft]:
    """In a document that assigns nothing: the items under the headings that announce work to come."""
    heads = [n for n in root.walk() if n.marker is not None and _announces_work(n)]
    found: list[_Draft] = []
    for head in heads:
        if any(a in heads for a in head.ancestors):
            continue
        for node in head.walk():
            if node is head:
                continue
            found.extend(_items(node))
    return found


def _announces_work(node: Node) -> bool:
    heading = node.heading[:40]
    return any(word in heading for word in words("headings", "work")) and "回顾" not in heading


def _items(node: Node) -> list[_Draft]:
    """A numbered item without sub-items is a task; under a heading, each paragraph is one."""
    if node.children:
        return []
    if not node.paragraphs:
        return []
    heading, *rest = node.paragraphs
    if not rest:
        return [_Draft(node, [heading.passage])]
    drafts = [_Draft(node, [p.passage]) for p in rest]
    if heading.passage.text.endswith("。") and not heading.bold_lead:
        drafts.insert(0, _Draft(node, [heading.passage]))
    for i, draft in enumerate(drafts, 1):
        draft.suffix = f"-{i}"
    return drafts


def _numbers(drafts: list[_Draft]) -> list[str]:
    """A number for each task, as printed; where numbering restarts, those of the headings above come first."""
    chains = []
    for draft in drafts:
        markers = [n.marker for n in [*draft.node.ancestors, draft.node] if n.marker is not None]
        chain = [m.number for m in markers if m.number]
        chains.append(([*chain, draft.row.number or ""] if draft.row else chain) or [""])
    for depth in range(1, 9):
        names = ["".join(chain[-depth:]) + draft.suffix for chain, draft in zip(chains, drafts, strict=True)]
        if len(set(names)) == len(names):
            return names
    # The document prints the same number twice: the repetition is told apart by a star.
    times: Counter[str] = Counter()
    unique = []
    for name in names:
        times[name] += 1
        unique.append(name + "*" * (times[name] - 1))
    return unique


def _sectors(drafts: list[_Draft]) -> list[str | None]:
    """The sector of each task: its heading at the outermost level that tells the document's tasks apart."""
    paths = [_above(draft) for draft in drafts]
    deepest = max((len(p) for p in paths), default=0)
    level = 0
    for level in range(deepest):
        if len({id(p[level]) for p in paths if len(p) > level}) > 1:
            break
    found: list[str | None] = []
    for draft, path in zip(drafts, paths, strict=True):
        if draft.row and draft.row.sector:
            found.append(draft.row.sector)
            continue
        node = path[min(level, len(path) - 1)] if path else None
        found.append(_sector_title(node) if node else None)
    return found


def _is_heading_of(draft: _Draft) -> bool:
    """An unnumbered paragraph or a table's row under a heading: the heading is above the task, not the task itself."""
    return draft.row is not None or (bool(draft.suffix) and not draft.parts)


def _above(draft: _Draft) -> list[Node]:
    """The headings above a task, outermost first."""
    own = [draft.node] if _is_heading_of(draft) and draft.node.marker is not None else []
    return draft.node.ancestors + own


def _sector_title(node: Node) -> str:
    assert node.marker is not None
    heading = close_gaps_text(node.heading)
    return heading.removeprefix(node.marker.text)


def close_gaps_text(text: str) -> str:
    """``text`` without the white space of typesetting."""
    return close_gaps(Passage.of(text, 0)).text


@dataclass(frozen=True)
class _Rules:
    """What the document says once for all its statements."""

    first_is_lead: bool
    responsible_is_lead: bool
    also: tuple[Passage, ...]
    """Groups that answer for every item from where they are named."""

    @classmethod
    def of(cls, part: DocumentPart) -> _Rules:
        patterns = lexicon()["rules"]
        first, alone = (
            any(re.search(p, part.text) for p in patterns[name]) for name in ("first_is_lead", "responsible_is_lead")
        )
        also = [
            paragraph.passage.cut(*match.span("who"))
            for paragraph in part.paragraphs
            for pattern in patterns["also_responsible"]
            for match in re.finditer(pattern, paragraph.passage.text)
        ]
        return cls(first, alone, tuple(also))


@dataclass(frozen=True)
class _Mentions:
    leaders: tuple[Mention, ...]
    lead: tuple[Mention, ...]
    support: tuple[Mention, ...]
    responsible: tuple[Mention, ...]
    open_list: bool
    convention: str

    @property
    def units(self) -> tuple[Mention, ...]:
        return self.lead + self.support + self.responsible


def _mentions(source: Source, draft: _Draft, document: Document, rules: _Rules) -> _Mentions:
    entries = [(part.rule, a) for _, part in draft.parts for a in part.assignments]
    units = [(rule, a) for rule, a in entries if a.role != "leader"]
    names = [close_gaps(a.name).text for _, a in units]
    stated = any(a.role == "lead" for _, a in units)
    by_first = not stated and rules.first_is_lead and bool(names) and not is_indefinite(names[0])
    by_default = not stated and not by_first and rules.responsible_is_lead
    found: dict[str, list[Mention]] = {"leader": [], "lead": [], "support": [], "responsible": []}
    for i, ((rule, a), one) in enumerate(zip(units, resolve(names, document.city), strict=True)):
        role = a.role
        if by_first:
            role = "lead" if i == 0 else "support"
        elif role == "responsible" and (stated or by_default):
            role = "support" if stated else "lead"
        found[role].append(_mention(source, a.name, one, rule))
    for rule, a in ((rule, a) for rule, a in entries if a.role == "leader"):
        name = close_gaps(a.name).text
        kind = "group" if name.startswith(words("titles", "nobody")) else "person"
        found["leader"].append(_mention(source, a.name, Named(name, kind, False), rule))
    end = max((p.span(part.start, part.end)[1] for p, part in draft.parts), default=0)
    for who in rules.also:
        if who.at[0] < end:
            (group,) = resolve([close_gaps(who).text], document.city)
            role = "support" if found["lead"] else "responsible"
            found[role].append(_mention(source, who, Named(group.name, group.kind, True), "document-rule"))
    return _Mentions(
        leaders=tuple(found["leader"]),
        lead=tuple(found["lead"]),
        support=tuple(found["support"]),
        responsible=tuple(found["responsible"]),
        open_list=any(part.open_list for _, part in draft.parts),
        convention="first-is-lead" if by_first else "explicit" if found["lead"] else "none",
    )


def _mention(source: Source, printed: Passage, named: Named, rule: str) -> Mention:
    start, end = printed.span()
    words_printed = source.printed(close_gaps(printed))
    return Mention(words_printed, named.name, named.kind, start, end, source.line_of(start), rule, named.inherited)


def _record(
    source: Source,
    document: Document,
    draft: _Draft,
    number: str,
    sector: str | None,
    mentions: _Mentions,
    gazetteer: Gazetteer,
) -> TaskRecord:
    text = close_gaps(join(draft.text)).strip()
    lines = [line for p, part in draft.parts for line in p.cut(part.start, part.end).lines()]
    statement = "\n".join(source.printed(close_gaps(line)) for line in lines)
    deadline = next((source.printed(close_gaps(p.value)) for _, p in draft.parts if p.value), None)
    start, end = _span(draft)
    return TaskRecord(
        document=document,
        number=number,
        path=tuple(close_gaps_text(n.heading) for n in _above(draft)),
        sector=sector,
        title=_title(draft),
        text=source.printed(text),
        leaders=mentions.leaders,
        lead_units=mentions.lead,
        supporting_units=mentions.support,
        responsible_units=mentions.responsible,
        counties=gazetteer.refs(text.text, [(m.name, m.kind) for m in mentions.units]),
        targets=find_targets(text.text),
        deadline=deadline,
        open_list=mentions.open_list,
        convention=mentions.convention,  # type: ignore[arg-type]  # one of the three by construction
        statement=statement,
        line=source.line_of(start),
        start=start,
        end=end,
    )


def _title(draft: _Draft) -> str | None:
    if draft.row:
        return close_gaps(draft.row.title).text if draft.row.title else None
    if _is_heading_of(draft) or not draft.node.title:
        first = (
            next((p for p in draft.node.paragraphs if p.passage.text == draft.text[0].text), None)
            if draft.text
            else None
        )
        return _bold_title(first) if first else None
    return close_gaps_text(draft.node.title) if not draft.suffix or draft.suffix == "-1" else None


def _bold_title(paragraph: Paragraph) -> str | None:
    found = title_of(paragraph, more=False)
    return close_gaps(found).text.rstrip("。") if found else None


def _span(draft: _Draft) -> tuple[int, int]:
    places = [p.span() for p in draft.text if p] + [p.span(part.start, part.end) for p, part in draft.parts]
    start = min(a for a, _ in places)
    if draft.node.marker is not None and draft.suffix in ("", "-1") and not _is_heading_of(draft):
        start = min(start, draft.node.start)
    return start, max(b for _, b in places)
