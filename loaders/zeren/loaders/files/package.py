"""The parts of a file of Office: a zip of XML, in which parts name each other by relations."""

from __future__ import annotations

import base64
import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from zeren.loaders.errors import ZerenError

LARGEST_UNPACKED = 500 * 2**20
"""Bytes that the parts of one Office file may unpack to: more is a bomb, or no notice."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO 29500 Strict has names of its own for the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_STRICT_MAIN = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: the last word of the relation's type, and the other part."""

    kind: str
    target: str


@dataclass
class Package:
    """The parts by their names, as they are asked for."""

    data: bytes
    name: str
    asked: set[str] = field(default_factory=set)
    """Parts that somebody looked at."""

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The zip. Raises ZerenError where it is damaged, or unpacks to more than a notice can hold."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.data))
            size = sum(item.file_size for item in archive.infolist())
        except Exception:  # besides BadZipFile, a damaged index gives ValueError, IndexError, struct.error, …
            raise ZerenError(f"{self.name}: the file is damaged; open it in Office and save it again") from None
        if size > LARGEST_UNPACKED:
            most = LARGEST_UNPACKED // 2**20
            raise ZerenError(f"{self.name}: unpacks to {size // 2**20} MB, more than the {most} MB allowed")
        return archive

    @cached_property
    def _items(self) -> dict[str, zipfile.ZipInfo]:
        # Names of parts are compared without case; some programs write \ for /.
        return {item.filename.replace("\\", "/").lstrip("/").lower(): item for item in self.archive.infolist()}

    @property
    def names(self) -> list[str]:
        """All parts, in lower case."""
        return list(self._items)

    def raw(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        item = self._items.get(part.lower())
        if item is None:
            return None
        self.asked.add(part.lower())
        return self.archive.read(item)

    def tree(self, part: str) -> etree._Element | None:
        """A part that is XML, its names those of the transitional standard; None where there is none."""
        data = self.raw(part)
        if data is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in (*_STRICT_MAIN.items(), *_STRICT):
                data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(data, parser)

    def relations(self, part: str) -> dict[str, Relation]:
        """Where a part points, by id; what lies outside the file is left out."""
        folder, name = posixpath.split(part)
        root = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found[relation.get("Id", "")] = Relation(kind, target)
        return found

    def main(self, usual: str) -> str:
        """The part that all begins with."""
        relations = self.relations("").values()
        return next((r.target for r in relations if r.kind == "officeDocument"), usual)


def unflattened(data: bytes, name: str) -> bytes:
    """The zip of a file of Office that is one XML with all parts in it (Word's "XML document"). Raises ZerenError."""
    out = io.BytesIO()
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        with zipfile.ZipFile(out, "w") as archive:
            for part in root.iter(_FLAT + "part"):
                xml, binary = part.find(_FLAT + "xmlData"), part.find(_FLAT + "binaryData")
                content = etree.tostring(xml[0]) if xml is not None and len(xml) else b""
                if binary is not None:
                    content = base64.b64decode(binary.text or "")
                archive.writestr(part.get(_FLAT + "name", "").lstrip("/"), content)
    except Exception as error:  # lxml, base64 and what is not as the standard says have errors of their own each
        raise ZerenError(f"{name}: no readable Word document ({type(error).__name__}); save it as .docx") from None
    return out.getvalue()


_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
