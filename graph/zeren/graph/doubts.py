"""Doubtful readings in a graph: kept on their documents, listed until somebody has settled them."""

from __future__ import annotations

import re

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.graph.table import Table
from zeren.loaders.reasons import DOUBTS_ZH
from zeren.loaders.records import Doubt

COLUMNS = ("document", "words", "reason", "where")
_BETWEEN = " \N{EM DASH} "


def doubt_shown(doubt: Doubt) -> str:
    """A doubt as a document keeps it: the words, why they are doubtful, and where they stand."""
    return _BETWEEN.join((doubt.words, doubt.reason, doubt.place or f"line {doubt.line}"))


def doubts_in(graph: Graph, decisions: Decisions | None = None) -> Table:
    """The doubtful readings of a graph that ``decisions`` leave open, by document in the printed order."""
    decided = decisions or Decisions()
    rows = []
    documents = [node for node in graph.nodes.values() if node.label == "Document"]
    for node in sorted(documents, key=lambda node: (str(node.properties["title"]), node.id)):
        kept = node.properties.get("doubts")
        for one in kept if isinstance(kept, list) else ():
            # The words may hold anything, the reason and the place do not hold what stands between them.
            words, reason, where = str(one).rsplit(_BETWEEN, 2)
            if not decided.settles(words):
                rows.append((node.properties["title"], words, reason, where))
    return Table(COLUMNS, tuple(rows))


def in_chinese(words: str) -> str:
    """The reason or place of a doubt for a Chinese reader; what is not ours to say stays."""
    for said, chinese in DOUBTS_ZH.items():
        if words.startswith(said):
            return chinese + words.removeprefix(said)
    line = re.fullmatch(r"line (\d+)", words)
    return f"第{line[1]}行" if line else words
