"""RDF in Turtle, with terms of W3C ORG and PROV.

A task is a ``prov:Activity``, a unit an ``org:Organization``, a leader a ``foaf:Person`` (a phrase for several a
``prov:Agent``), a document a ``prov:Entity``. A responsibility is a ``prov:Association``, which PROV defines as
an assignment of responsibility to an agent for an activity: its agent, its role, and its evidence.
Whatever W3C has no word for is in our own vocabulary, which is the schema's.

Written without rdflib: that rounds doubles to six digits (1/3 comes out as 3.333333e-01, rdflib 7.6) and needs
0.1 ms and a kilobyte for each of millions of triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from zeren.graph.exports import Step
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Edge, Node, Value
from zeren.graph.schema import RESPONSIBILITIES

HEAD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix zeren: <urn:zeren:schema:> .
"""
BASE = "urn:zeren:"

CLASSES = {
    "Document": "prov:Entity",
    "Task": "prov:Activity",
    "Unit": "org:Organization",
    "Leader": "foaf:Person",
    "County": "dcterms:Location",
}
"""The W3C class beside our own; a leader that is a phrase for several is a ``prov:Agent``."""
NAMES = {"name": "rdfs:label", "title": "dcterms:title"}
"""Properties that are said in common words too."""
RELATIONS = {
    "IN_SECTOR": "dcterms:isPartOf",
    "PART_OF": "dcterms:isPartOf",
    "STATED_IN": "dcterms:source",
    "CONCERNS": "dcterms:spatial",
    "MEMBER_OF": "org:memberOf",
}
"""Edges that are said in common words too, from their start to their end."""

_NOT_IN_IRI = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`%#?\u2028\u2029\ufeff\ufff0-\uffff]')
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(frames: Frames, out: BinaryIO, step: Step) -> None:
    """Write the graph. An edge with properties is a resource of its own, one without is a triple."""
    out.write(HEAD.encode())
    for role in RESPONSIBILITIES:
        out.write(f"zeren:{role} a prov:Role .\n".encode())
    for frame in frames:
        for line in _lines(frame):
            out.write(line.encode())
            step(1)


def _lines(frame: Frame) -> Iterator[str]:
    said: set[tuple[str, str]] = set()
    for number, item in enumerate(frame.items, start=1):
        if isinstance(item, Node):
            yield _node(item)
        elif item.properties or (item.start, item.end) in said:
            # A triple cannot be said twice, and two equal edges are two facts.
            yield _edge(item, number)
        else:
            said.add((item.start, item.end))
            yield _triples(item)


def _node(node: Node) -> str:
    said = [f"a zeren:{node.label}"]
    common = (
        "prov:Agent" if node.properties.get("kind") == "group" and node.label == "Leader" else CLASSES.get(node.label)
    )
    said += [f"a {common}"] if common else []
    for name, value in node.properties.items():
        if name in NAMES:
            said.append(f"{NAMES[name]} {literal(value)}")
    return _block(iri(node.id), [*said, *_properties(node.properties)])


def _edge(edge: Edge, number: int) -> str:
    start, end = iri(edge.start), iri(edge.end)
    said = [f"a zeren:{edge.type}", f"zeren:from {start}", f"zeren:to {end}"]
    subject = iri(f"edge:{edge.type}-{number}")
    beside = ""
    if edge.type in RESPONSIBILITIES:
        said += ["a prov:Association", f"prov:agent {start}", f"prov:hadRole zeren:{edge.type}"]
        beside = f"{end} prov:qualifiedAssociation {subject} ; prov:wasAssociatedWith {start} .\n"
    elif edge.type in RELATIONS:
        beside = f"{start} {RELATIONS[edge.type]} {end} .\n"
    if edge.type == "MEMBER_OF":
        said += ["a org:Membership", f"org:member {start}", f"org:organization {end}"]
    return _block(subject, [*said, *_properties(edge.properties)]) + beside


def _triples(edge: Edge) -> str:
    start, end = iri(edge.start), iri(edge.end)
    common = f" ; {RELATIONS[edge.type]} {end}" if edge.type in RELATIONS else ""
    return f"{start} zeren:{edge.type} {end}{common} .\n"


def _properties(properties: Mapping[str, Value]) -> Iterator[str]:
    for name, value in properties.items():
        yield f"zeren:{name} {literal(value)}"


def _block(subject: str, said: list[str]) -> str:
    return f"{subject} " + " ;\n  ".join(said) + " .\n"


def iri(id: str) -> str:
    """An id as an IRI: what an IRI cannot hold is percent-encoded."""
    return f"<{BASE}{_NOT_IN_IRI.sub(_percent, id)}>"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def literal(value: Value) -> str:
    """A value as Turtle: a list is an RDF list, a number keeps all its digits."""
    if isinstance(value, str):
        return '"' + _SPECIAL.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", value) + '"'
    if isinstance(value, list):
        return "(" + " ".join(literal(item) for item in value) + ")"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value!r}"^^xsd:double' if isinstance(value, float) else str(value)
