"""A file, read: documents, tasks, and what could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from zeren.loaders.collector import uncollected
from zeren.loaders.errors import ZerenError
from zeren.loaders.files.sources import sources_of
from zeren.loaders.layout.documents import Part as DocumentPart
from zeren.loaders.layout.documents import split_documents
from zeren.loaders.layout.outline import Node, build_outline
from zeren.loaders.layout.paragraphs import paragraphs_of
from zeren.loaders.names.canonical import Named, resolve
from zeren.loaders.names.groups import is_indefinite
from zeren.loaders.names.places import Gazetteer, PlaceTable, place_table, places_beside
from zeren.loaders.records import Document, Mention, Reading, Target, TaskRecord
from zeren.loaders.report import Account
from zeren.loaders.statements.parts import ABOVE, Part, offset_of, parse
from zeren.loaders.tasks.deadlines import holds_below, normalise
from zeren.loaders.tasks.drafting import Tables, drafts_of
from zeren.loaders.tasks.drafts import Draft
from zeren.loaders.tasks.facts import read_facts
from zeren.loaders.tasks.naming import headings_above, numbers_of, sectors_of, span_of, title_of_task
from zeren.loaders.tasks.targets import find_targets
from zeren.loaders.tasks.unassigned import unassigned
from zeren.loaders.text.passage import Passage, close_gaps, has_gap, join
from zeren.loaders.text.source import Source
from zeren.loaders.words.lexicon import lexicon, words


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


def read(source: Source, places: PlaceTable | None = None) -> Reading:
    """The same for text that is already decoded."""
    with uncollected():
        return _read(source, places or place_table())


def _read(source: Source, places: PlaceTable) -> Reading:
    facts = read_facts(source, places)
    if facts is not None:
        return facts
    account = Account(source)
    records: list[TaskRecord] = []
    documents: list[Document] = []
    paragraphs = paragraphs_of(source)
    account.prose(p for p in paragraphs if p.furniture)
    stem = source.title or Path(source.name).stem
    for part in split_documents([p for p in paragraphs if not p.furniture], stem, places, source):
        if part.document is None:
            account.prose(part.paragraphs)
            continue
        documents.append(part.document)
        records.extend(_read_part(source, part, part.document, places, account))
    return Reading(source.name, source.digest, tuple(records), tuple(documents), account.report())


def _read_part(
    source: Source, part: DocumentPart, document: Document, places: PlaceTable, account: Account
) -> list[TaskRecord]:
    root = build_outline(list(part.paragraphs), part.title)
    tables = Tables(source, part.paragraphs)
    drafts = drafts_of(root, tables, account, part.title)
    rules = _Rules.of(source, part)
    if not drafts:
        drafts = unassigned(root, part.title)
    names = numbers_of(drafts)
    paths = [headings_above(draft) for draft in drafts]
    sectors = sectors_of(drafts, paths)
    mentions = [_mentions(source, draft, document, rules) for draft in drafts]
    units = dict.fromkeys([m.name for group in mentions for m in group.units])
    gazetteer = Gazetteer.of(places, document.city, part.text, units)
    account.note_places(gazetteer, part.paragraphs)
    records = []
    below: str | None = None
    for draft, name, path, sector, mentioned in zip(drafts, names, paths, sectors, mentions, strict=True):
        deadline = _own_deadline(source, draft) or below
        if deadline and holds_below(deadline):
            below = deadline
        records.append(_record(source, document, draft, name, path, sector, deadline, mentioned, gazetteer))
    root.dissolve()
    return records


def _own_deadline(source: Source, draft: Draft) -> str | None:
    for _, part in draft.parts:
        if part.value:
            return source.printed(close_gaps(part.value))
    return None


@dataclass(frozen=True)
class _Rules:
    """What the document says once for all its statements."""

    first_is_lead: bool
    responsible_is_lead: bool
    before_comma_leads: bool
    also: tuple[Passage, ...]
    """Groups that answer for every item from where they are named."""

    @classmethod
    def of(cls, source: Source, part: DocumentPart) -> _Rules:
        patterns = lexicon()["rules"]
        # A column's head may say it too: 责任单位（第一个为牵头单位）.
        tables = [source.reading[p.table.start : p.table.end] for p in part.paragraphs if p.table]
        # Each of these patterns says 牵头 and one of the others, and none goes beyond a sentence.
        leading = [sentence for sentence in part.text.split("。") if "牵头" in sentence]
        of_leading = "。".join([sentence for sentence in leading if any(map(sentence.__contains__, "为第首"))])
        first, alone, comma = (
            any(re.search(p, text) for text in (of_leading, *tables) for p in patterns[name])
            for name in ("first_is_lead", "responsible_is_lead", "before_comma_leads")
        )
        naming = [re.compile(pattern) for pattern in patterns["also_responsible"] if "不再" in part.text]
        also = [
            group.name
            for paragraph in part.paragraphs
            for pattern in naming
            for match in pattern.finditer(paragraph.passage.text)
            for group in parse(paragraph.passage.cut(*match.span("who"))).assignments
        ]
        # Said again it says nothing new.
        once = {close_gaps(who).text: who for who in reversed(also)}
        return cls(first, alone, comma, tuple(reversed(once.values())))


@dataclass(slots=True)
class _Mentions:
    leaders: tuple[Mention, ...]
    lead: tuple[Mention, ...]
    support: tuple[Mention, ...]
    responsible: tuple[Mention, ...]
    units: tuple[Mention, ...]
    """The last three, one after the other."""
    open_list: bool
    convention: str
    statement: str
    """The printed words that name them."""


def _mentions(source: Source, draft: Draft, document: Document, rules: _Rules) -> _Mentions:
    leaders: list[Mention] = []
    units: list[tuple[str, int | None, str, Passage, Passage]] = []
    names: list[str] = []
    statement: list[str] = []
    stated = open_list = False
    for passage, part in draft.parts:
        open_list = open_list or part.open_list
        rule = part.rule
        spaced = has_gap(passage.text)
        statement.append(_words(source, passage, part, spaced))
        # Without white space it is one line.
        line = source.line_of(passage.start) if passage.at is None and not spaced else None
        leading = _before_comma(passage, part) if rules.before_comma_leads else 0
        for i, a in enumerate(part.assignments):
            name = close_gaps(a.name) if spaced else a.name
            if a.role == "leader":
                leaders.append(_mention(source, a.name, name, _person(name.text, rule == ABOVE), rule, line))
                continue
            role = "lead" if i < leading else a.role
            stated = stated or role == "lead"
            names.append(name.text)
            units.append((rule, line, role, a.name, name))
    by_comma = stated and rules.before_comma_leads
    by_first = not stated and rules.first_is_lead and bool(names) and not is_indefinite(names[0])
    by_default = not stated and not by_first and rules.responsible_is_lead
    found: dict[str, list[Mention]] = {"lead": [], "support": [], "responsible": []}
    for (rule, line, role, printed, name), one in zip(units, resolve(names, document.city), strict=True):
        if by_first:
            role = "support" if found["lead"] else "lead"
        elif role == "responsible" and (stated or by_default):
            role = "support" if stated else "lead"
        found[role].append(_mention(source, printed, name, one, rule, line))
    for who in rules.also:
        if any(who.start < p.span(part.start, part.end)[1] for p, part in draft.parts):
            name = close_gaps(who)
            (group,) = resolve([name.text], document.city)
            if any(m.name == group.name for mentions in found.values() for m in mentions):
                continue
            role = "support" if found["lead"] else "responsible"
            found[role].append(_mention(source, who, name, Named(group.name, group.kind, True), "document-rule"))
    return _Mentions(
        leaders=tuple(leaders),
        lead=tuple(found["lead"]),
        support=tuple(found["support"]),
        responsible=tuple(found["responsible"]),
        units=(*found["lead"], *found["support"], *found["responsible"]),
        open_list=open_list,
        convention="first-is-lead" if by_first or by_comma else "explicit" if found["lead"] else "none",
        statement="\n".join(statement),
    )


def _before_comma(passage: Passage, part: Part) -> int:
    """How many names of a list stand before its first comma: 「责任单位：甲局、乙局，丙局」."""
    if part.role != "responsible":
        return 0
    ends = [offset_of(passage, a.name) for a in part.assignments]
    for i, (one, other) in enumerate(pairwise(ends), 1):
        if _COMMA.search(passage.text, one + len(part.assignments[i - 1].name.text), other):
            return i
    return 0


_COMMA = re.compile("[，,；;]")


@lru_cache(maxsize=10_000)
def _person(name: str, inherited: bool) -> Named:
    return Named(name, "group" if name.startswith(words("titles", "nobody")) else "person", inherited)


def _mention(
    source: Source, printed: Passage, name: Passage, named: Named, rule: str, line: int | None = None
) -> Mention:
    """The mention printed at ``printed``; ``name`` is the same without gaps, ``line`` where that is known."""
    start, end = printed.span() if printed.at else (printed.start, printed.start + len(printed.text))
    line = line or source.line_of(start)
    place = source.place_of(start) if source.places else None
    words_printed = name.text if source.as_printed else source.printed(name)
    return Mention(words_printed, named.name, named.kind, start, end, line, rule, named.inherited, place)


def _as_printed(targets: tuple[Target, ...], read: str, printed: str) -> tuple[Target, ...]:
    """Aims found in the text that was read, in the words that were printed; both texts have the same length."""
    if read == printed:
        return targets
    found, at = [], 0
    for target in targets:
        at = max(at, read.find(target.text, at))
        found.append(replace(target, text=printed[at : at + len(target.text)]))
    return tuple(found)


def _words(source: Source, passage: Passage, part: Part, spaced: bool) -> str:
    """The words of a part as printed; those of a table's cell with the head of its column, which gives the role."""
    said = passage.cut(part.start, part.end)
    if spaced and has_gap(said.text):
        words_printed = "\n".join([source.printed(close_gaps(line)) for line in said.lines()])
    else:
        words_printed = source.printed(said)
    if not part.head:
        return words_printed
    head = source.printed(close_gaps(part.head.without(_LINE_END)))
    return f"{head}{': ' if head.isascii() else '：'}{words_printed}"


_LINE_END = re.compile(r"\n")


def _in_one(texts: list[Passage]) -> Passage:
    """The paragraphs of a task as one text; Latin ones need a space between them."""
    if len(texts) == 1:
        return texts[0]
    pieces: list[Passage] = []
    for text in texts:
        if pieces and _LATIN_END.search(pieces[-1].text) and text.text[:1].isascii():
            pieces.append(Passage(" ", text.start))
        pieces.append(text)
    return join(pieces)


_LATIN_END = re.compile(r"[A-Za-z.,;)]$")


def _record(
    source: Source,
    document: Document,
    draft: Draft,
    number: str,
    path: list[Node],
    sector: Passage | None,
    deadline: str | None,
    mentions: _Mentions,
    gazetteer: Gazetteer,
) -> TaskRecord:
    text = close_gaps(_in_one(draft.text)).strip()
    if text.text.startswith("—"):
        # 「——加强保障。T」: the mark of an item without a number.
        text = text.cut(len(text.text) - len(text.text.lstrip("— ")))
    words_printed = source.printed(text)
    title = title_of_task(draft)
    start, end = span_of(draft)
    return TaskRecord(
        document=document,
        number=number,
        path=tuple([source.printed(n.path_entry) for n in path]),
        sector=source.printed(sector) if sector is not None else None,
        title=source.printed(title) if title is not None else None,
        text=words_printed,
        leaders=mentions.leaders,
        lead_units=mentions.lead,
        supporting_units=mentions.support,
        responsible_units=mentions.responsible,
        counties=gazetteer.refs(text.text, mentions.units),
        targets=_as_printed(find_targets(text.text), text.text, words_printed),
        deadline=normalise(deadline, document.year) if deadline else None,
        open_list=mentions.open_list,
        convention=mentions.convention,  # type: ignore[arg-type]  # one of the three by construction
        statement=mentions.statement,
        line=source.line_of(start),
        start=start,
        end=end,
        # A merged cell of a row stands above it: the task is where its text is.
        place=source.place_of(draft.text[0].span()[0] if draft.row else start),
    )
