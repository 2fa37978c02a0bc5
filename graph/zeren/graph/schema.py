"""The graph's schema, declared once: indexes, checks, pictures, legends and documentation derive from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zeren.loaders.records import UNIT_KINDS

SCHEMA_VERSION = 5
"""Raised by one with every change to what a graph holds; ``stores.migrations`` brings older graphs along.

1: the first. 2: ``place`` on evidence, ``file`` on documents, ``name`` and ``kind`` on CONCERNS, characters beyond
U+FFFF in ids escaped. 3: ``due`` and the words that say so on tasks, ``doubts`` on documents. 4: ``CONTINUES``.
5: what was reported of tasks.
"""

ValueType = Literal["string", "integer", "float", "boolean", "strings"]
"""``strings`` is a list of strings."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or an edge."""

    name: str
    type: ValueType
    description: str
    required: bool = False
    indexed: bool = False
    values: tuple[str, ...] = ()
    """Where not empty: the only values allowed."""
    minimum: int | None = None
    maximum: int | None = None
    """The smallest and largest value allowed, of a number."""
    derived: bool = False
    """Written by an analysis, not read from a document."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """One label, its properties and the colour it has in every picture."""

    label: str
    description: str
    properties: tuple[Property, ...]
    color: str
    names: tuple[str, str]
    """What pages call one: in Chinese, in English."""


@dataclass(frozen=True, slots=True)
class EdgeType:
    """One edge type between two labels, and its colour and name in every picture."""

    type: str
    start: str
    end: str
    description: str
    properties: tuple[Property, ...] = ()
    derived: bool = False
    """Written by an analysis, not read from a document."""
    color: str = "#9aa5b1"
    names: tuple[str, str] = ("", "")
    """What legends call it, in Chinese and in English; empty for those that no legend shows."""


def _id(example: str) -> Property:
    return Property("id", "string", f"stable key, like {example}", required=True, indexed=True)


EVIDENCE: tuple[Property, ...] = (
    Property("source", "string", "the name as printed, page wraps repaired", required=True),
    Property("statement", "string", "the words that assign the task", required=True),
    Property("line", "integer", "line of the name in the source, from 1", required=True, minimum=1),
    Property("place", "string", "page, or sheet and cell, of the name in a file that has them: p. 3, Sheet1!C7"),
    Property("start", "integer", "first character of the name in the decoded source, from 0", required=True, minimum=0),
    Property("end", "integer", "the character after the name", required=True, minimum=0),
    Property("rule", "string", "which reading found it: label, bracket, sentence, table, …", required=True),
    Property("inherited", "boolean", "a prefix, tail or document-wide rule supplied part of it", required=True),
)
"""On every responsibility edge: where it was read, and how."""

_RESPONSIBILITY: tuple[Property, ...] = (
    Property("order", "integer", "place in the printed list, from 1", required=True, minimum=1),
    Property("kind", "string", "what the reader took this mention for", required=True, values=(*UNIT_KINDS, "person")),
    *EVIDENCE,
)

NODE_TYPES: tuple[NodeType, ...] = (
    NodeType(
        "Document",
        "A notice, plan or report (文件)",
        (
            _id("doc:<文号>"),
            Property("title", "string", "title as printed", required=True),
            Property("number", "string", "文号 as printed", indexed=True),
            Property("issuer", "string", "who issued it"),
            Property("date", "string", "ISO date of issue"),
            Property("year", "integer", "the year whose work it hands out", minimum=1900, maximum=2999),
            Property("city", "string", "the place in which its unit names live"),
            Property("file", "string", "name of the file it was read from"),
            Property("digest", "string", "SHA-256 of the bytes of the file it was read from", required=True),
            Property("doubts", "strings", "readings that may be wrong: the words, why, and their line or place"),
        ),
        "#8c8c8c",
        ("文件", "document"),
    ),
    NodeType(
        "Sector",
        "A section of a document (领域/部分)",
        (
            _id("sector:<文号>#<ordinal>"),
            Property("title", "string", "title without its number", required=True),
            Property(
                "ordinal",
                "integer",
                "printed number of the section, or its place in the document",
                required=True,
                minimum=0,
            ),
        ),
        "#b07aa1",
        ("领域", "section"),
    ),
    NodeType(
        "Task",
        "One piece of work handed out (任务)",
        (
            _id("task:<文号>#<number>"),
            Property("number", "string", "number as printed"),
            Property("order", "integer", "place in its document, from 1", required=True, minimum=1),
            Property("title", "string", "title, where it has one"),
            Property("text", "string", "what is to be done, without number and statement", required=True),
            Property("statement", "string", "the words that assign it; missing where the document assigns nothing"),
            Property("path", "strings", "headings above it, as printed"),
            Property("deadline", "string", "完成时限, stated as such: a date, or the words as printed"),
            Property("due", "string", "the day that follows from the deadline or the text, as an ISO date"),
            Property("due_words", "string", "the words that say by when; missing where none do"),
            Property("due_basis", "string", "whether a deadline states it, or the text", values=("stated", "text")),
            Property("due_start", "integer", "first character of these words in the decoded source", minimum=0),
            Property("due_end", "integer", "the character after their last", minimum=0),
            Property("year", "integer", "the year whose work it is", minimum=1900, maximum=2999),
            Property(
                "open_list",
                "boolean",
                "the printed list ends with 等: units exist that it does not name",
                required=True,
            ),
            Property(
                "convention",
                "string",
                "how the lead is known: stated, by a rule of the document, or not at all",
                required=True,
                values=("explicit", "first-is-lead", "none"),
            ),
            Property("line", "integer", "first line in the source, from 1", required=True, minimum=1),
            Property("place", "string", "page, or sheet and cell, in a file that has them: p. 3, Sheet1!C7"),
            Property("start", "integer", "first character in the decoded source, from 0", required=True, minimum=0),
            Property("end", "integer", "the character after its last", required=True, minimum=0),
        ),
        "#edc948",
        ("任务", "task"),
    ),
    NodeType(
        "Leader",
        "Someone who oversees tasks (责任领导)",
        (
            _id("leader:<city>/<name>"),
            Property("name", "string", "name", required=True, indexed=True),
            Property("city", "string", "the place in which the name lives"),
            Property(
                "kind",
                "string",
                "person, or group for a phrase such as 各位副市长",
                values=("person", "group"),
            ),
        ),
        "#e15759",
        ("责任领导", "leader"),
    ),
    NodeType(
        "Unit",
        "A body that answers for tasks (责任单位), or a phrase for several (group)",
        (
            _id("unit:<city>/<name>"),
            Property("name", "string", "canonical name within its city", required=True, indexed=True),
            Property("kind", "string", "what sort of body", required=True, values=UNIT_KINDS),
            Property("city", "string", "the place in which the name lives"),
            Property("aliases", "strings", "other printed forms of the name"),
            Property("members", "strings", "of a phrase: all the units it covers, as decided in zeren.yaml"),
            Property(
                "function",
                "string",
                "what the body is for, the same word in every place (finance for whoever keeps the money)",
            ),
            Property(
                "cluster",
                "integer",
                "number of its cluster, written by zeren clusters",
                minimum=0,
                derived=True,
            ),
            Property("cluster_name", "string", "what its cluster does more of than others", derived=True),
            Property(
                "cluster_confidence",
                "float",
                "part of its cluster that stays with it when tasks are resampled",
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property(
                "cluster_stability",
                "float",
                "mean Jaccard similarity of its cluster to the nearest of each resample",
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property(
                "cluster_verdict",
                "string",
                "what can be said of its cluster",
                values=("stable", "doubtful", "not stable"),
                derived=True,
            ),
            Property(
                "groups_supported",
                "integer",
                "groups that the assignments of its city support; 1: none can be told from chance",
                minimum=1,
                derived=True,
            ),
            Property(
                "modularity",
                "float",
                "of the clusters of its city: how much more they share than their loads explain",
                derived=True,
            ),
            Property(
                "modularity_null",
                "float",
                "the same for clusters of random assignments with the same margins",
                derived=True,
            ),
            Property(
                "cluster_run",
                "string",
                "settings of the run that wrote these, as JSON: enough to repeat it",
                derived=True,
            ),
        ),
        "#4e79a7",
        ("单位", "unit"),
    ),
    NodeType(
        "County",
        "A county-level area or development zone (县（市、区）)",
        (
            _id("county:<code>"),
            Property("name", "string", "name", required=True, indexed=True),
            Property("code", "string", "GB/T 2260 code; zones have none"),
            Property("kind", "string", "county or zone", required=True, values=("county", "zone")),
        ),
        "#59a14f",
        ("县（市、区）", "county"),
    ),
    NodeType(
        "Target",
        "A quantified aim of a task (目标)",
        (
            _id("target:<文号>#<number>#<n>"),
            Property("text", "string", "the words that state it", required=True),
            Property("value", "string", "the number as printed"),
            Property("unit", "string", "what is counted"),
            Property("relation", "string", "以上, 超过, …"),
        ),
        "#f28e2b",
        ("目标", "target"),
    ),
    NodeType(
        "Progress",
        "What somebody reported of a task (进展), written by zeren progress alone; loading a document again keeps it",
        (
            _id("progress:<文号>#<number>#<what was reported>"),
            Property("task", "string", "id of the task, which another edition of its document may lack", required=True),
            Property("status", "string", "how far it is", values=("not started", "on schedule", "behind", "done")),
            Property("share", "integer", "percent that is done", minimum=0, maximum=100),
            Property("words", "string", "进展情况, as written"),
            Property("proof", "string", "佐证, as written"),
            Property("date", "string", "ISO date of the report", required=True),
            Property("by", "string", "who reported: the person, else the unit whose sheet it is"),
            Property("unit", "string", "canonical name of the unit whose sheet it is; missing on the sheet of all"),
            Property("file", "string", "the workbook", required=True),
            Property("place", "string", "sheet and row in it: 总表!12", required=True),
        ),
        "#9c755f",
        ("进展", "progress"),
    ),
)
"""Every label of the graph."""

EDGE_TYPES: tuple[EdgeType, ...] = (
    EdgeType(
        "OVERSEES", "Leader", "Task", "named as 责任领导", _RESPONSIBILITY, color="#1f2933", names=("分管", "oversees")
    ),
    EdgeType(
        "LEADS", "Unit", "Task", "stated as the lead (牵头)", _RESPONSIBILITY, color="#0b3d6b", names=("牵头", "leads")
    ),
    EdgeType(
        "SUPPORTS",
        "Unit",
        "Task",
        "supports a stated lead (配合)",
        _RESPONSIBILITY,
        color="#3d74a8",
        names=("配合", "supports"),
    ),
    EdgeType(
        "RESPONSIBLE_FOR",
        "Unit",
        "Task",
        "named, with no lead stated",
        _RESPONSIBILITY,
        color="#c2410c",
        names=("责任", "responsible"),
    ),
    EdgeType("IN_SECTOR", "Task", "Sector", "stands in this section"),
    EdgeType("PART_OF", "Sector", "Document", "is a section of"),
    EdgeType("STATED_IN", "Task", "Document", "was read in"),
    EdgeType(
        "CONCERNS",
        "Task",
        "County",
        "the area is named in the text, or through a responsible government",
        (
            Property(
                "basis",
                "string",
                "named in the text, or through a unit",
                required=True,
                values=("text", "unit"),
            ),
            Property("name", "string", "what the area is called there; of several names its node has the first"),
            Property("kind", "string", "what it is taken for there", values=("county", "zone")),
        ),
    ),
    EdgeType("GOVERNS", "Unit", "County", "is the government or committee of"),
    EdgeType(
        "MEMBER_OF",
        "Unit",
        "Unit",
        "is covered by a phrase for several units",
        (
            Property(
                "certain",
                "boolean",
                "true for 各… and for what zeren.yaml decides, false for 相关… and 有关…",
                required=True,
            ),
        ),
    ),
    EdgeType("HAS_TARGET", "Task", "Target", "aims at"),
    EdgeType("HAS_PROGRESS", "Task", "Progress", "stands so, as somebody reported"),
    EdgeType(
        "CONTINUES",
        "Task",
        "Task",
        "states again what an earlier document of its city stated",
        (
            Property(
                "score",
                "float",
                "how much alike their words are: twice the longest common subsequence over both lengths",
                required=True,
                minimum=0,
                maximum=1,
            ),
            Property(
                "matched_by",
                "string",
                "number: also the same number in a section of the same title",
                required=True,
                values=("number", "text"),
            ),
        ),
    ),
    EdgeType(
        "SHARES_TASKS_WITH",
        "Unit",
        "Unit",
        "answers for the same tasks; from the smaller id to the larger, written by zeren clusters --write",
        (
            Property("tasks", "integer", "tasks that both answer for", required=True, minimum=1, derived=True),
            Property(
                "jaccard",
                "float",
                "shared tasks over all tasks of the two",
                required=True,
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property("weight", "float", "strength of the tie", minimum=0, derived=True),
            Property(
                "p_value", "float", "chance of a tie as strong under the null model", minimum=0, maximum=1, derived=True
            ),
            Property(
                "q_value",
                "float",
                "the same, corrected for all pairs of the city",
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property("significant", "boolean", "more than chance: a validated tie of the backbone", derived=True),
            Property("method", "string", "the test: fdsm, sdsm or hypergeometric", derived=True),
        ),
        derived=True,
    ),
    EdgeType(
        "SUPPORTED_BY",
        "Unit",
        "Unit",
        "leads tasks that the other supports, written by zeren clusters --write",
        (
            Property(
                "tasks",
                "integer",
                "tasks that the one leads and the other supports",
                required=True,
                minimum=1,
                derived=True,
            ),
            Property("weight", "float", "Σ 1/k over these tasks, k supporting units each", minimum=0, derived=True),
            Property(
                "p_value",
                "float",
                "chance of as many tasks or more under the null model",
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property(
                "q_value",
                "float",
                "the same, corrected for all such pairs of the city",
                minimum=0,
                maximum=1,
                derived=True,
            ),
            Property("significant", "boolean", "more than chance", derived=True),
        ),
        derived=True,
    ),
)
"""Every edge type of the graph."""

RESPONSIBILITIES = ("OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR")
"""The edge types that carry evidence."""


def property_types(declared: Iterable[NodeType | EdgeType]) -> dict[str, ValueType]:
    """The type of each property name of these labels or edge types, in the schema's order.

    Formats without labels have one column for a name. Raises ValueError where two types share a name.
    """
    found: dict[str, ValueType] = {}
    for each in declared:
        for p in each.properties:
            if found.setdefault(p.name, p.type) != p.type:
                raise ValueError(f"property {p.name} is {found[p.name]} here and {p.type} there")
    return found


_NODE_TYPES = {t.label: t for t in NODE_TYPES}
_EDGE_TYPES = {t.type: t for t in EDGE_TYPES}


def node_type(label: str) -> NodeType:
    """The declaration of a label. Raises KeyError for a label that the schema does not hold."""
    return _NODE_TYPES[label]


def edge_type(type: str) -> EdgeType:
    """The declaration of an edge type. Raises KeyError for a type that the schema does not hold."""
    return _EDGE_TYPES[type]
