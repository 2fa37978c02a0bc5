"""A task and all that is known of it, as a record."""

from __future__ import annotations

import re

from msgspec.structs import replace

from zeren.loaders.layout.outline import Node
from zeren.loaders.names.gazetteer import Gazetteer
from zeren.loaders.records import Document, Target, TaskRecord
from zeren.loaders.tasks.deadlines import holds_below, normalise
from zeren.loaders.tasks.drafts import Draft
from zeren.loaders.tasks.due import due_of
from zeren.loaders.tasks.mentions import Mentions
from zeren.loaders.tasks.naming import headings_above, numbers_of, sectors_of, span_of, title_of_task
from zeren.loaders.tasks.targets import find_targets
from zeren.loaders.text.passage import Passage, close_gaps, join
from zeren.loaders.text.source import Source


def records_of(
    source: Source, document: Document, drafts: list[Draft], mentions: list[Mentions], gazetteer: Gazetteer
) -> list[TaskRecord]:
    """The records of a document's tasks, in the printed order; a deadline that says so holds for those below it."""
    paths = [headings_above(draft) for draft in drafts]
    called = zip(numbers_of(drafts), paths, sectors_of(drafts, paths), strict=True)
    records = []
    below: tuple[str, Passage] | None = None
    for draft, (number, path, sector), mentioned in zip(drafts, called, mentions, strict=True):
        deadline = _own_deadline(source, draft) or below
        if deadline and holds_below(deadline[0]):
            below = deadline
        records.append(_record(source, document, draft, number, path, sector, deadline, mentioned, gazetteer))
    return records


def _own_deadline(source: Source, draft: Draft) -> tuple[str, Passage] | None:
    """The deadline stated as such, as printed, and where."""
    for _, part in draft.parts:
        if part.value:
            return source.printed(close_gaps(part.value)), part.value
    last = _LAST_CLAUSE.search(draft.text[-1].text) if draft.text else None
    if last and _ISO.fullmatch(normalise(last["limit"], None)):
        # 「修复堤防，2025年6月底前完成。」: a clause of nothing but the limit states it.
        limit = draft.text[-1].cut(*last.span("limit"))
        return source.printed(limit), limit
    return None


_LAST_CLAUSE = re.compile(
    r"[，,；;]\s*(?P<limit>\d{4}年[^，,；;。]{0,8}?[底月日末](?=之?前|以前))(?:之?前|以前)完成。?\s*$"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def _record(
    source: Source,
    document: Document,
    draft: Draft,
    number: str,
    path: list[Node],
    sector: Passage | None,
    deadline: tuple[str, Passage] | None,
    mentions: Mentions,
    gazetteer: Gazetteer,
) -> TaskRecord:
    """One task and all that is known of it."""
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
        deadline=normalise(deadline[0], document.year) if deadline else None,
        due=due_of(source, deadline, text, document.year),
        open_list=mentions.open_list,
        convention=mentions.convention,  # type: ignore[arg-type]  # one of the three by construction
        statement=mentions.statement,
        line=source.line_of(start),
        start=start,
        end=end,
        # A merged cell of a row stands above it: the task is where its text is.
        place=source.place_of(draft.text[0].span()[0] if draft.row else start),
    )


def _as_printed(targets: tuple[Target, ...], read: str, printed: str) -> tuple[Target, ...]:
    """Aims found in the text that was read, in the words that were printed; both texts have the same length."""
    if read == printed:
        return targets
    found, at = [], 0
    for target in targets:
        at = max(at, read.find(target.text, at))
        found.append(replace(target, text=printed[at : at + len(target.text)]))
    return tuple(found)


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
