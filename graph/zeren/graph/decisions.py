"""What a user has decided about names: ``zeren.yaml``, applied to what was read before it becomes a graph.

units:
  merge:
    - [市新甲集团, 新甲集团]         # one body; the first name is kept
  apart:
    - [市甲局, 市甲局（乙办）]       # two bodies: never suggested again
  rename:
    市甲局: 市甲和乙局
  members:
    市“双甲”领导小组成员单位: [市甲局, 市乙局]   # all whom the phrase covers
leaders:
  merge:
    - [张桢, 张楨]
progress:
  task:甲政〔2025〕3号#4: 市甲局     # of reports that differ, whose word counts
certain: [市新甲联盟]              # doubtful readings that are right, in the words in which they are told
queries: [my-queries]              # folders of stored queries of one's own, beside this file
tables: my-tables                  # a folder of tables to read by, beside this file (docs/data.md)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_of
from zeren.loaders.records import Mention, Reading, TaskRecord

FILE_NAME = "zeren.yaml"
_SECTIONS = {"units": ("merge", "apart", "rename", "members"), "leaders": ("merge", "apart", "rename")}


@dataclass(frozen=True)
class Names:
    """The decisions for units, or for leaders."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    """Canonical name → the name that is kept."""
    apart: frozenset[frozenset[str]] = frozenset()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrase for several units → all the units that it covers, under the names that are kept."""

    def name(self, name: str) -> str:
        """The name under which ``name`` is known."""
        return self.renamed.get(name, name)


@dataclass(frozen=True)
class Decisions:
    """All that ``zeren.yaml`` says."""

    units: Names = Names()
    leaders: Names = Names()
    queries: tuple[Path, ...] = ()
    """Folders of stored queries of one's own."""
    tables: Path | None = None
    """The folder of tables that replace or extend those of the loaders."""
    progress: Mapping[str, str] = field(default_factory=dict)
    """Id of a task → the unit or person whose report of it counts."""
    certain: frozenset[str] = frozenset()
    """The words of doubtful readings that are right."""

    def settles(self, words: str) -> bool:
        """Is a doubt about these words settled: said to be right, or given another name?"""
        return words in self.certain or words in self.units.renamed


def read_decisions(path: Path | None) -> Decisions:
    """The decisions of a file; none where ``path`` is None. Raises ZerenError for a file that says something else."""
    if path is None:
        return Decisions()
    import yaml

    try:
        data = yaml.safe_load(bytes_of(path, LARGEST_TEXT).decode("utf-8-sig"))
    except OSError as error:
        raise ZerenError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise ZerenError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" on line {mark.line + 1}" if mark else ""
        raise ZerenError(f"{path}: no readable YAML{line}; see zeren check --help for its form") from None
    sections = _mapping(data or {}, path, "the file", (*_SECTIONS, "progress", "certain", "queries", "tables"))
    units, leaders = (_names(sections.get(name) or {}, path, name) for name in _SECTIONS)
    folders = sections.get("queries") or []
    if not isinstance(folders, list) or not all(isinstance(folder, str) and folder for folder in folders):
        raise ZerenError(f"{path}: queries needs a list of folders")
    certain = sections.get("certain") or []
    if not isinstance(certain, list) or not all(isinstance(words, str) and words for words in certain):
        raise ZerenError(f"{path}: certain needs a list of words, as zeren check --doubtful shows them")
    progress = sections.get("progress") or {}
    if not isinstance(progress, dict) or not all(isinstance(w, str) and w for pair in progress.items() for w in pair):
        raise ZerenError(f"{path}: progress needs the id of a task and whose word counts (zeren progress shows both)")
    tables = sections.get("tables")
    if tables is not None and not (isinstance(tables, str) and tables):
        raise ZerenError(f"{path}: tables needs one folder")
    return Decisions(
        units,
        leaders,
        tuple(path.parent / folder for folder in folders),
        path.parent / tables if tables else None,
        progress,
        frozenset(certain),
    )


def _mapping(data: Any, path: Path, where: str, keys: Iterable[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ZerenError(f"{path}: {where} must hold {', '.join(keys)}; see zeren check --help for its form")
    unknown = [str(key) for key in data if key not in keys]
    if unknown:
        raise ZerenError(f"{path}: {where} has an unknown entry {unknown[0]!r}; known: {', '.join(keys)}")
    return data


def _names(data: Any, path: Path, section: str) -> Names:
    entries = _mapping(data, path, section, _SECTIONS[section])
    renamed: dict[str, str] = {}

    def keep(old: str, new: str) -> None:
        if renamed.get(old, new) != new:
            raise ZerenError(f"{path}: {section}: {old} is to be both {renamed[old]} and {new}; keep one")
        if old != new:
            renamed[old] = new

    for kept, *others in _lists(entries.get("merge"), path, f"{section}: merge"):
        for other in others:
            keep(other, kept)
    for old, new in _pairs(entries.get("rename"), path, f"{section}: rename"):
        if not isinstance(new, str):
            raise ZerenError(f"{path}: {section}: rename: {old} needs one name")
        keep(old, new)
    chained = next((old for old, new in renamed.items() if new in renamed), None)
    if chained:
        raise ZerenError(
            f"{path}: {section}: {renamed[chained]} is a name kept and a name given up; say it in one step"
        )
    apart = frozenset(frozenset(pair) for pair in _lists(entries.get("apart"), path, f"{section}: apart"))
    members = {
        renamed.get(group, group): tuple(dict.fromkeys(renamed.get(name, name) for name in names))
        for group, names in _members(entries.get("members"), path, f"{section}: members")
    }
    return Names(renamed, apart, members)


def _members(data: Any, path: Path, where: str) -> list[tuple[str, list[str]]]:
    pairs = _pairs(data, path, where)
    for group, names in pairs:
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise ZerenError(f"{path}: {where}: {group} needs a list of the units that it covers")
        if group in names:
            raise ZerenError(f"{path}: {where}: {group} cannot be a member of itself")
    return pairs


def _lists(data: Any, path: Path, where: str) -> list[list[str]]:
    if data is None:
        return []
    if not isinstance(data, list):
        raise ZerenError(f"{path}: {where} needs a list of lists of names")
    for entry in data:
        if not isinstance(entry, list) or not all(isinstance(name, str) and name for name in entry):
            raise ZerenError(f"{path}: {where} needs a list of lists of names")
        if len(entry) < 2:
            raise ZerenError(f"{path}: {where}: {entry or 'nothing'} stands alone; name two at least")
    return data


def _pairs(data: Any, path: Path, where: str) -> list[tuple[str, Any]]:
    if data is None:
        return []
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise ZerenError(f"{path}: {where} needs names, each with what it becomes")
    return list(data.items())


def unknown_members(graph: Graph, decisions: Decisions) -> list[str]:
    """What ``members`` names and ``graph`` does not hold: phrases, and units in no city of their phrase."""
    names: dict[str, set[str]] = {}
    for node in graph.nodes.values():
        if node.label == "Unit":
            names.setdefault(str(node.properties["name"]), set()).add(str(node.properties.get("city", "")))
    unknown = []
    for group, members in decisions.units.members.items():
        if group not in names:
            unknown.append(group)
            continue
        unknown.extend(member for member in members if not names.get(member, set()) & names[group])
    return list(dict.fromkeys(unknown))


def decide(readings: Iterable[Reading], decisions: Decisions) -> list[Reading]:
    """The readings under the names that were decided; what was printed (``source``) stays as it is."""
    if decisions == Decisions():
        return list(readings)
    return [_decided_reading(reading, decisions) for reading in readings]


def _decided_reading(reading: Reading, decisions: Decisions) -> Reading:
    doubts = tuple(doubt for doubt in reading.report.doubts if not decisions.settles(doubt.words))
    records = tuple(_decided(record, decisions) for record in reading.records)
    return replace(reading, records=records, report=replace(reading.report, doubts=doubts))


def _decided(record: TaskRecord, decisions: Decisions) -> TaskRecord:
    def known(mentions: tuple[Mention, ...], names: Names) -> tuple[Mention, ...]:
        return tuple(replace(m, name=names.name(m.name)) for m in mentions)

    return replace(
        record,
        leaders=known(record.leaders, decisions.leaders),
        lead_units=known(record.lead_units, decisions.units),
        supporting_units=known(record.supporting_units, decisions.units),
        responsible_units=known(record.responsible_units, decisions.units),
    )
