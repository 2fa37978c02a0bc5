"""What a Neo4j database should hold, noted in it.

The manifest is a property (``NOTE``) of documents' nodes, written in the transaction that it is about: a node of its
own would be counted by every query over all nodes. The first few documents carry it whole, so that it outlives a
document that is deleted by hand; all others carry an empty text, so that one can tell a note that is gone from one
that was never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.stores.manifest import NOTE, Manifest, from_text

if TYPE_CHECKING:
    import neo4j

_CARRIERS = 3
# Numbers that Neo4j keeps: no node is looked at.
_COUNTS = " UNION ALL ".join(
    [f"MATCH (:{t.label}) RETURN '{t.label}' AS name, count(*) AS n" for t in NODE_TYPES]
    + [f"MATCH ()-[:{t.type}]->() RETURN '{t.type}' AS name, count(*) AS n" for t in EDGE_TYPES]
)


def note(transaction: neo4j.ManagedTransaction, written: Manifest) -> None:
    """Note what the database holds."""
    transaction.run(
        f"MATCH (d:Document) SET d.{NOTE} = CASE WHEN d.id IN $ids THEN $text ELSE '' END",
        ids=[document["id"] for document in written.documents[:_CARRIERS]],
        text=written.to_text(),
    ).consume()


def noted(transaction: neo4j.ManagedTransaction) -> Manifest | None:
    """What was noted; None where nothing ever was. Raises ValueError for a note that is gone or damaged."""
    found = transaction.run(f"MATCH (d:Document) WHERE d.{NOTE} IS NOT NULL RETURN DISTINCT d.{NOTE} AS text")
    texts = set(found.value("text"))
    if not texts:
        return None
    if len(texts - {""}) != 1:
        raise ValueError("the note of what was written is gone" if texts == {""} else "there are two notes of it")
    try:
        return from_text(*(texts - {""}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("the note of what was written is damaged") from error


def counts(transaction: neo4j.ManagedTransaction) -> dict[str, int]:
    """How many nodes and edges bear each of the schema's names, whatever they are; no zeros."""
    return {row["name"]: row["n"] for row in transaction.run(_COUNTS) if row["n"]}
