"""GEXF 1.3 for Gephi: all coloured as the schema says, nodes sized by degree and captioned by name.

Gephi takes ``label`` for the caption, so a node's label is its attribute ``type``. An edge's type is its caption
and its ``kind``, by which Gephi keeps LEADS and SUPPORTS between the same two nodes apart. GEXF's own lists have
no quoting, so lists are JSON text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import BinaryIO

from lxml import etree

from zeren.graph.exports import Step
from zeren.graph.exports.text import scalar, xml_text
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Edge, Node, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, property_types

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
TYPES = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean", "strings": "string"}
SMALLEST = 2.0
CAPTION = 24  # characters of a task's text that name it in a picture


def write(frames: Frames, out: BinaryIO, step: Step) -> None:
    """Write the graph."""
    degrees: Counter[str] = Counter()
    for frame in frames.edges:
        for edge in frame.items:
            assert isinstance(edge, Edge)
            degrees.update((edge.start, edge.end))
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("gexf", nsmap={None: NAMESPACE, "viz": VIZ}, version="1.3"):
            file.write("\n")
            meta = etree.Element("meta")
            etree.SubElement(meta, "creator").text = "zeren"
            file.write(meta, "\n")
            with file.element("graph", defaultedgetype="directed", mode="static"):
                file.write("\n")
                _attributes(file, "node", {"type": "string", **property_types(NODE_TYPES)})
                _attributes(file, "edge", property_types(EDGE_TYPES))
                with file.element("nodes"):
                    file.write("\n")
                    for frame in frames.nodes:
                        _nodes(file, frame, degrees, step)
                file.write("\n")
                with file.element("edges"):
                    file.write("\n")
                    for frame in frames.edges:
                        _edges(file, frame, step)
            file.write("\n")


def _attributes(file: etree._IncrementalFileWriter, kind: str, types: Mapping[str, str]) -> None:
    element = etree.Element("attributes", {"class": kind})
    for name, type in types.items():
        if name != "id":
            etree.SubElement(element, "attribute", id=f"{kind}-{name}", title=name, type=TYPES[type])
    file.write(element, "\n")


def _nodes(file: etree._IncrementalFileWriter, frame: Frame, degrees: Counter[str], step: Step) -> None:
    for node in frame.items:
        assert isinstance(node, Node)
        element = etree.Element("node", id=xml_text(node.id), label=xml_text(caption(node)))
        _values(element, "node", {"type": node.label, **node.properties})
        _color(element, frame)
        # By the square root: the area of a node then tells its degree.
        size = SMALLEST * math.sqrt(1 + degrees[node.id])
        etree.SubElement(element, f"{{{VIZ}}}size", value=f"{size:.2f}")
        file.write(element, "\n")
        step(1)


def _edges(file: etree._IncrementalFileWriter, frame: Frame, step: Step) -> None:
    for number, edge in enumerate(frame.items, start=1):
        assert isinstance(edge, Edge)
        element = etree.Element(
            "edge",
            id=f"{edge.type}-{number}",
            source=xml_text(edge.start),
            target=xml_text(edge.end),
            label=edge.type,
            kind=edge.type,
        )
        weight = edge.properties.get("weight")
        if isinstance(weight, float) and weight > 0:
            element.set("weight", scalar(weight))
        _values(element, "edge", edge.properties)
        _color(element, frame)
        file.write(element, "\n")
        step(1)


def _color(element: etree._Element, frame: Frame) -> None:
    red, green, blue = bytes.fromhex(frame.declared.color.removeprefix("#"))
    etree.SubElement(element, f"{{{VIZ}}}color", r=str(red), g=str(green), b=str(blue))


def _values(element: etree._Element, kind: str, properties: Mapping[str, Value]) -> None:
    values = etree.SubElement(element, "attvalues")
    for name, value in properties.items():
        if name != "id":
            text = xml_text(scalar(value))
            etree.SubElement(values, "attvalue", {"for": f"{kind}-{name}", "value": text})


def caption(node: Node) -> str:
    """What names a node in a picture: its name or title, else its number and the start of its text."""
    for name in ("name", "title"):
        if node.properties.get(name):
            return str(node.properties[name])
    text = str(node.properties.get("text", node.id))
    number = node.properties.get("number")
    return (f"{number}. " if number else "") + (text if len(text) <= CAPTION else text[:CAPTION] + "…")
