"""Files, read: documents, tasks, and what could not be read; the flow of the stages, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from zeren.loaders.collector import uncollected
from zeren.loaders.doubts import doubts_of
from zeren.loaders.errors import ZerenError
from zeren.loaders.files.archives import Content, contents_of
from zeren.loaders.files.sources import source_of, sources_of
from zeren.loaders.layout.documents import Part, split_documents
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import build_outline
from zeren.loaders.layout.paragraphs import paragraphs_of
from zeren.loaders.names.gazetteer import Gazetteer
from zeren.loaders.names.places import PlaceTable, place_table, places_beside
from zeren.loaders.outcome import Outcome
from zeren.loaders.parallel import each_result
from zeren.loaders.records import Document, Held, Inventory, Reading, SourceReport
from zeren.loaders.report import report_of, report_of_facts
from zeren.loaders.statements.candidates import assigns
from zeren.loaders.tasks.context import context_of
from zeren.loaders.tasks.drafting import drafts_of
from zeren.loaders.tasks.drafts import Drafted
from zeren.loaders.tasks.facts import read_facts
from zeren.loaders.tasks.mentions import mentions_of
from zeren.loaders.tasks.naming import span_of
from zeren.loaders.tasks.of_tables import Tables
from zeren.loaders.tasks.recording import records_of
from zeren.loaders.tasks.rules import in_force, rules_said
from zeren.loaders.tasks.unassigned import unassigned
from zeren.loaders.text.source import Source

T = TypeVar("T")


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


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be read."""

    name: str
    error: ZerenError


def read_documents(
    paths: Iterable[str | Path], *, workers: int | None = 1, broken: list[Broken] | None = None
) -> Iterator[Reading]:
    """Read files, folders and zips of them, one reading a file, each as it comes and in order. Raises ZerenError.

    A file that cannot be read stops no other: it is put in ``broken``, or, without such a list, raised at the end.
    A file of a kind that is not read gives a reading without records, whose report says so.
    ``workers`` processes read at once where there is enough to read; None is one for each core. A script that asks
    for more than one needs ``if __name__ == "__main__":``, as ``multiprocessing`` says.
    """
    return each_reading(paths, as_it_is, workers=workers, broken=broken)


def each_reading(
    paths: Iterable[str | Path],
    work: Callable[[Reading], T],
    *,
    workers: int | None = 1,
    broken: list[Broken] | None = None,
    skipped: Mapping[Path, str] | None = None,
) -> Iterator[T]:
    """What ``work`` makes of each file's reading, in order; of files that cannot be read as ``read_documents`` says.

    Files of a folder that are ``skipped`` are told of with the reason given, and not opened.

    ``work`` is done where the file is read: what is small to send back saves time and memory. It is a function that
    ``pickle`` finds by its name.
    """
    found: list[Broken] = []
    for result in each_result(_contents(paths, skipped), partial(_read_content, work), workers, _size_of, _ENOUGH):
        if isinstance(result, Broken):
            found.append(result)
        else:
            yield result[0]
    if broken is not None:
        broken += found
    elif found:
        raise said_of(found)


def said_of(broken: Sequence[Broken]) -> ZerenError:
    """One error for files that cannot be read."""
    first, *others = broken
    if not others:
        return first.error
    names = "; ".join(str(one.error) for one in others)
    return ZerenError(f"{len(broken)} files cannot be read: {first.error}; {names}")


_ENOUGH = 2_000_000
"""Bytes of several files; with less, starting processes takes longer than they save."""


def as_it_is(reading: Reading) -> Reading:
    """The reading itself, for ``each_reading``."""
    return reading


def _contents(paths: Iterable[str | Path], skipped: Mapping[Path, str] | None) -> Iterator[Content]:
    for path in paths:
        try:
            yield from contents_of(path, skipped)
        except ZerenError as error:
            yield Content(str(path), error=error)


def _size_of(content: Content) -> int:
    return len(content.data)


def _read_content(work: Callable[[Reading], T], content: Content) -> tuple[T] | Broken:
    if content.error:
        return Broken(content.name, content.error)
    if content.skipped:
        held = Held("file", content.name, "skipped", "", content.skipped)
        inventory = Inventory((("file", "skipped", 1),), (held,))
        return (work(Reading(content.name, "", report=SourceReport(inventory=inventory))),)
    try:
        reading = read(source_of(content.data, content.name), places_beside(Path(content.name)))
    except ZerenError as error:
        return Broken(content.name, error)
    return (work(reading),)


def read(source: Source, places: PlaceTable | None = None) -> Reading:
    """The same for text that is already decoded."""
    with uncollected():
        return _read(source, places or place_table())


def _read(source: Source, places: PlaceTable) -> Reading:
    facts = read_facts(source, places)
    if facts is not None:
        documents, records = facts
        return Reading(source.name, source.digest, tuple(records), tuple(documents), report_of_facts(source, records))
    paragraphs, outcomes = understood(source, places)
    report = replace(report_of(source, paragraphs, outcomes), doubts=doubts_of(source, outcomes))
    for outcome in outcomes:
        outcome.root.dissolve()
    read_of = tuple([record for outcome in outcomes for record in outcome.records])
    return Reading(source.name, source.digest, read_of, tuple([outcome.document for outcome in outcomes]), report)


def understood(source: Source, places: PlaceTable) -> tuple[list[Paragraph], list[Outcome]]:
    """The paragraphs of a source, and what was made of each of its documents."""
    paragraphs = paragraphs_of(source)
    stem = source.title or Path(source.name).stem
    split = split_documents([p for p in paragraphs if not p.furniture], stem, places, source, assigns)
    return paragraphs, [_outcome(source, part, part.document, places) for part in split if part.document is not None]


def _outcome(source: Source, part: Part, document: Document, places: PlaceTable) -> Outcome:
    """One document, a stage a line."""
    root = build_outline(list(part.paragraphs), part.title)
    context = context_of(root, part.title)
    drafted = drafts_of(root, Tables(source, part.paragraphs).drafts, context)
    drafts = drafted.drafts or unassigned(root, context)
    rules = in_force(rules_said(source, part), [span_of(draft) for draft in drafts])
    mentions = [mentions_of(source, draft, document, true) for draft, true in zip(drafts, rules, strict=True)]
    gazetteer = Gazetteer.of(places, document.city, part.text, dict.fromkeys(m.name for o in mentions for m in o.units))
    records = records_of(source, document, drafts, mentions, gazetteer)
    drafted = Drafted(drafts, drafted.told, drafted.heads)
    return Outcome(source, document, part, root, drafted, records, gazetteer.misprints)
