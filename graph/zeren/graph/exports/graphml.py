"""GraphML: nodes and edges with typed attributes.

Attribute ``label`` of a node is its label, ``type`` of an edge its type, as in ``to_networkx``. GraphML has no
lists: they are JSON text.
"""

from __future__ import annotations

from typing import BinaryIO

from lxml import etree

from zeren.graph.exports import Step
from zeren.graph.exports.text import scalar, xml_text
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Edge
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, property_types

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean", "strings": "string"}


def write(frames: Frames, out: BinaryIO, step: Step) -> None:
    """Write the graph."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: NAMESPACE}):
            file.write("\n")
            for kind, name, declared in (("node", "label", NODE_TYPES), ("edge", "type", EDGE_TYPES)):
                _key(file, kind, name, "string")
                for key, type in property_types(declared).items():
                    if key != "id":
                        _key(file, kind, key, TYPES[type])
            with file.element("graph", edgedefault="directed"):
                file.write("\n")
                for frame in frames:
                    _items(file, frame, step)
            file.write("\n")


def _key(file: etree._IncrementalFileWriter, kind: str, name: str, type: str) -> None:
    element = etree.Element("key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type})
    file.write(element, "\n")


def _items(file: etree._IncrementalFileWriter, frame: Frame, step: Step) -> None:
    for item in frame.items:
        if isinstance(item, Edge):
            kind, name = "edge", "type"
            element = etree.Element("edge", source=xml_text(item.start), target=xml_text(item.end))
        else:
            kind, name = "node", "label"
            element = etree.Element("node", id=xml_text(item.id))
        etree.SubElement(element, "data", key=f"{kind}-{name}").text = frame.name
        for key, value in item.properties.items():
            if key != "id":
                etree.SubElement(element, "data", key=f"{kind}-{key}").text = xml_text(scalar(value))
        file.write(element, "\n")
        step(1)
