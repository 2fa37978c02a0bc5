"""Word documents as they are seen: paragraphs with their numbers, tables, notes, boxes, headers, files within."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.drawings import speaks
from zeren.loaders.files.numbering import Element, Numbering, Styles, W, is_on, value
from zeren.loaders.files.package import Package
from zeren.loaders.files.word_blocks import goes_on, heading, is_seen, says_anything, taken, unwrapped, why_unseen
from zeren.loaders.files.word_runs import R, Words, unhandled
from zeren.loaders.files.word_seen import MC, alternative
from zeren.loaders.records import Fate
from zeren.loaders.tables.columns import is_frame

_WIDEST_TABLE = 500
"""Columns of a table in Word, which itself allows 63."""
ReadFile = Callable[[bytes, str], TextBuilder]


def read_docx(data: bytes, name: str, read_file: ReadFile) -> TextBuilder:
    """A Word document; ``read_file`` reads the files in it. Raises ZerenError for one that Word could not have
    written."""
    package = Package(data, name)
    try:
        main = package.main("word/document.xml")
        root = package.tree(main)
        if root is None or root.find(W + "body") is None:
            raise ValueError("no body")
        document = _Document(package, main, read_file)
        document.read(root)
    except ZerenError:
        raise
    except Exception as error:  # lxml, zipfile and what is not as the standard says have errors of their own each
        raise ZerenError(
            f"{name}: no readable Word document ({type(error).__name__}); save it again as .docx"
        ) from None
    return document.builder


@dataclass
class _Document:
    package: Package
    main: str
    read_file: ReadFile
    builder: TextBuilder = field(default_factory=TextBuilder)

    def __post_init__(self) -> None:
        self.relations = self.package.relations(self.main)
        self.styles = Styles(self._related("styles"))
        self.numbering = Numbering(self._related("numbering"), self.styles)
        self.place = ""
        self.waiting: list[Words] = []
        """Paragraphs of tables whose notes and boxes come behind it."""
        self.carried = ""
        """Words of a paragraph whose end was deleted: the next one goes on."""
        self.notes: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            part = self._related(kind + "s")
            for note in part.iter(W + kind) if part is not None else ():
                if note.get(W + "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    self.notes[kind, note.get(W + "id", "")] = note

    def _related(self, kind: str) -> Element | None:
        part = next((r.target for r in self.relations.values() if r.kind == kind), None)
        return self.package.tree(part) if part else None

    def tell(self, kind: str, fate: Fate, words: str, reason: str) -> None:
        """A part that is not in the text."""
        if fate in ("read", "furniture"):
            self.builder.hold(kind, fate)
        elif words.strip() or kind != "text":
            self.builder.tell(kind, self.place, fate, words, reason)

    def read(self, root: Element) -> None:
        """All of the document, with what stands around its pages."""
        heads, feet = self._around(root, "headerReference"), self._around(root, "footerReference")
        for part in heads:
            self._running(part)
        body = root.find(W + "body")
        assert body is not None
        self._blocks(body)
        self.builder.paragraph(self.carried)
        for key in list(self.notes):
            self._note(key, "hidden")
        for part in feet:
            self._running(part)
        self._comments()
        for words in unhandled(root):
            self.builder.tell(
                "text", "document", "unreadable", words, "stands where zeren does not look: save it again"
            )
        self._others()

    def _around(self, root: Element, kind: str) -> list[str]:
        """The parts of headers or footers that are shown, each once: those of first pages first."""
        found: list[str] = []
        for section in root.iter(W + "sectPr"):
            first = section.find(W + "titlePg")
            shows_first = first is not None and is_on(first)
            order = sorted(section.iter(W + kind), key=lambda r: r.get(W + "type") != "first")
            for reference in order:
                relation = self.relations.get(reference.get(R + "id", ""))
                if relation and (reference.get(W + "type") != "first" or shows_first):
                    found.append(relation.target)
        return list(dict.fromkeys(found))

    def _running(self, part: str) -> None:
        """A header or footer: its words are furniture of the page, but for a document's number and what hands out."""
        root = self.package.tree(part)
        if root is None:
            return
        kind = "header" if "head" in part.lower() else "footer"
        inner = copy(self)
        inner.builder = TextBuilder()
        inner.relations = self.package.relations(part)
        inner.place = kind
        inner._blocks(root)
        text = inner.builder.text
        if speaks(text):
            self.builder.embed(inner.builder, kind)
            self.builder.hold(kind)
        elif text.strip():
            self.builder.hold(kind, "furniture")
            self.builder.told += inner.builder.told

    def _blocks(self, holder: Element) -> None:
        for block in unwrapped(holder):
            if block.tag == W + "p":
                self._paragraph(block)
            elif block.tag == W + "tbl":
                self._table(block)
            elif block.tag == W + "altChunk":
                self._embedded("part of the document", block.get(R + "id", ""))
            elif block.tag == MC + "AlternateContent":
                chosen = alternative(block)
                if chosen is not None:
                    self._blocks(chosen)

    def _paragraph(self, paragraph: Element) -> None:
        words, text = self._words(paragraph)
        if goes_on(paragraph):
            self.carried += text
            self._hanging(words)
            return
        if text.strip() or is_seen(paragraph):
            number = self.numbering.prefix(paragraph)
            self.builder.paragraph(number + self.carried + text, heading(self.styles.name(paragraph)))
            self.carried = ""
        self._hanging(words)

    def _words(self, paragraph: Element) -> tuple[Words, str]:
        words = Words(self.styles, self.tell)
        words.read(paragraph)
        return words, words.text

    def _hanging(self, words: Words) -> None:
        """What hangs on a paragraph: its boxes, notes, and files."""
        for box in words.boxes:
            before = self.place
            self.place = "text box"
            self.builder.hold("text box")
            self._blocks(box)
            self.place = before
        for key in words.notes:
            self._note(key, "read")
        for what, relation in words.objects:
            self._embedded(what, relation)

    def _note(self, key: tuple[str, str], fate: Fate) -> None:
        note = self.notes.pop(key, None)
        if note is None:
            return
        kind, number = key
        if fate == "hidden":
            words = "".join(t.text or "" for t in note.iter(W + "t"))
            self.builder.tell(kind, f"{kind} {number}", "hidden", words, "nothing refers to it")
            return
        self.builder.hold(kind)
        self._blocks(note)

    def _embedded(self, what: str, relation: str) -> None:
        """A file in the document."""
        target = self.relations[relation].target if relation in self.relations else ""
        place = target.rsplit("/", 1)[-1] or what
        data = self.package.raw(target)
        if data is None:
            self.builder.tell("file", place, "unreadable", "", f"{what}: a file in the document that is not there")
        elif what in ("chart", "diagram"):
            root = self.package.tree(target)
            said = " ".join(map(str, root.itertext())) if root is not None else ""
            self.builder.tell(what, place, "skipped", said, f"a {what}: its words are not read")
        else:
            try:
                self.builder.embed(self.read_file(data, place), place)
                self.builder.hold("file")
            except ZerenError as error:
                self.builder.tell("file", place, "unreadable", "", f"{what}: {error}")

    def _comments(self) -> None:
        root = self._related("comments")
        for comment in root.iter(W + "comment") if root is not None else ():
            words = "".join(t.text or "" for t in comment.iter(W + "t"))
            self.builder.tell("comment", f"comment {comment.get(W + 'id')}", "skipped", words, "a comment is not read")

    def _others(self) -> None:
        """Parts that hold words and that nobody asked for: nothing shows them, or zeren does not know how."""
        for part in self.package.names:
            if part in self.package.asked or part.startswith(("word/theme", "word/glossary", "customxml", "docprops")):
                continue
            if part.startswith("word/embeddings/"):
                self.builder.tell(
                    "file", part.rsplit("/", 1)[-1], "skipped", "", "a file in the document that nothing shows"
                )
            elif part.startswith("word/") and part.endswith(".xml"):
                root = self.package.tree(part)
                words = "".join(unhandled(root)) if root is not None else ""
                if words:
                    self.builder.tell("part", part, "hidden", words, "nothing in the document shows it")

    def _table(self, table: Element) -> None:
        rows = self._grid(table)
        texts = [[text for _, text in row] for row in rows]
        if not rows:
            return
        if (len(rows) == 1 and len({key for key, _ in rows[0]}) == 1) or is_frame(texts):
            # A frame around text.
            for text in {key: text for row in rows for key, text in row}.values():
                for line in text.split("\n"):
                    self.builder.paragraph(line)
        else:
            place = self.builder.place_in_table
            self.builder.table(
                [
                    [(key, text, place(r, c) if key else "") for c, (key, text) in enumerate(row)]
                    for r, row in enumerate(rows)
                ]
            )
        waiting, self.waiting = self.waiting, []
        for words in waiting:
            self._hanging(words)

    def _grid(self, table: Element) -> list[list[tuple[object, str]]]:
        """The cells of the rows that are seen, each at all places that it covers."""
        grid: list[list[tuple[object, str]]] = []
        # Nobody knows a cell by its number in memory once it is gone, so the keys are counted.
        for r, row in enumerate(unwrapped(table, W + "tr")):
            line: list[tuple[object, str]] = []
            why = why_unseen(row)
            before = row.find(f"{W}trPr/{W}gridBefore")
            if before is not None:
                line += [((r, c, "none"), "") for c in range(min(int(before.get(W + "val", "0")), _WIDEST_TABLE))]
            for cell in unwrapped(row, W + "tc"):
                properties = cell.find(W + "tcPr")
                across = int((value(properties, "gridSpan") if properties is not None else None) or 1)
                down = properties.find(W + "vMerge") if properties is not None else None
                if across > _WIDEST_TABLE:
                    raise ValueError("too wide")
                if why:
                    self.tell("row", "hidden", taken(cell), why)
                    continue
                continued = down is not None and down.get(W + "val", "continue") == "continue"
                above = grid[-1][len(line)] if continued and grid and len(line) < len(grid[-1]) else None
                if above is not None and says_anything(cell):
                    self.tell("cell", "hidden", taken(cell), "under a merged cell")
                deleted = properties is not None and properties.find(W + "cellDel") is not None
                if deleted:
                    self.tell("cell", "hidden", taken(cell), "deleted in a tracked change")
                entry = above if above is not None else ((r, len(line)), "" if deleted else self._cell(cell))
                line += [entry] * across
            if line:
                grid.append(line)
        return grid

    def _cell(self, cell: Element) -> str:
        """The words of a cell, those of tables in it too."""
        lines: list[str] = []
        for block in unwrapped(cell):
            if block.tag == W + "p":
                words, text = self._words(block)
                number = self.numbering.prefix(block) if text.strip() or is_seen(block) else ""
                for box in words.boxes:
                    text += "\n" + self._cell(box)
                words.boxes = []
                self.waiting.append(words)
                lines.append(number + text)
            elif block.tag == W + "tbl":
                inner = self._grid(block)
                lines += {key: text for row in inner for key, text in row}.values()
        return "\n".join(lines).strip("\n")
