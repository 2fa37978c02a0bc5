"""The words of a paragraph in Word as they are seen: fields, symbols, ruby bases; not what is hidden or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from zeren.loaders.files.numbering import Element, Styles, W, is_on, value
from zeren.loaders.files.signs import drawn_by, in_font, sign_of
from zeren.loaders.files.word_seen import (
    MC,
    PROMPT,
    SHAPES,
    V,
    alternative,
    is_prompt,
    why_run_unseen,
    why_shape_unseen,
    width_of,
)
from zeren.loaders.records import Fate

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_O = "{urn:schemas-microsoft-com:office:office}"
_SAID = {W + "t", W + "delText", _M + "t", _A + "t"}
"""Elements that hold words."""
HANDLED = "zeren-handled"
"""Marks the elements whose words have a fate."""
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# Fields that show what stands in them only where Word has reckoned it, and those that never show anything.
_SHOW_NOTHING = (
    "XE",
    "TC",
    "TOC",
    "RD",
    "TA",
    "SET",
    "ASK",
    "PRINT",
    "INDEX",
    "FORMTEXT",
    "PRIVATE",
    "HYPERLINK",
    "BIBL",
)
_DRAWN = (V + "imagedata", V + "textpath", _O + "OLEObject", _A + "graphicData", W + "subDoc")
_HOLDERS = {W + tag for tag in ("r", "sdt", "del", "moveFrom")} | SHAPES
_LARGE = 1_800_000
"""5 cm in the units of drawings (EMU): what is narrower is a seal or a sign, and no page of text."""


@dataclass
class Words:
    """What a paragraph says, and what hangs on it."""

    styles: Styles
    tell: Callable[[str, Fate, str, str], None]
    """A part that is not in the text: its kind, fate, words and the reason."""
    said: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes that it refers to: the kind and the id."""
    boxes: list[Element] = field(default_factory=list)
    """Contents of its text boxes."""
    objects: list[tuple[str, str]] = field(default_factory=list)
    """Files that it holds: what they are, and the id of the relation."""
    _fields: list[_Field] = field(default_factory=list)
    _paragraph: Element | None = None

    @property
    def text(self) -> str:
        """The words."""
        return "".join(self.said)

    def read(self, paragraph: Element) -> None:
        """Read one paragraph; fields may go on from the one before."""
        self._paragraph = paragraph
        around = any(is_prompt(one) for one in paragraph.iterancestors(W + "sdt"))
        self._within(paragraph, PROMPT if around else "")

    def _say(self, words: str) -> None:
        if all(one.shows for one in self._fields):
            self.said.append(words)

    def _within(self, element: Element, unseen: str) -> None:
        # A stack of its own: a document may be nested deeper than Python calls itself.
        stack: list[tuple[Element | None, str]] = [(child, unseen) for child in reversed(element)]
        while stack:
            child, why = stack.pop()
            if child is None or not isinstance(child.tag, str):
                continue
            inner = self._one(child, why)
            if inner is not None:
                why = inner
                stack += [(one, why) for one in reversed(child)]

    def _one(self, child: Element, unseen: str) -> str | None:
        """Take one element; why what is in it is not seen, or None where nothing in it is to be looked at."""
        tag = child.tag
        if tag in _SAID:
            child.set(HANDLED, "1")
            if unseen:
                self.tell("text", "skipped" if unseen == PROMPT else "hidden", child.text or "", unseen)
            else:
                self._say(self._looks(child))
        elif tag in _HOLDERS:
            return unseen or self._why_unseen(child)
        elif tag in _SIGNS:
            if not unseen:
                self._say(_SIGNS[tag])
        elif tag == W + "sym":
            if not unseen:
                self._symbol(child)
        elif tag in (W + "fldChar", W + "instrText"):
            self._field(child)
        elif tag == W + "ruby":
            self._ruby(child, unseen)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            if not unseen:
                self.notes.append((tag[len(W) :].removesuffix("Reference"), child.get(W + "id", "")))
        elif tag == MC + "AlternateContent":
            self._alternative(child, unseen)
        elif tag == W + "bdo":
            self._turned(child, unseen)
            return unseen
        elif tag == W + "txbxContent":
            if unseen:
                return unseen
            self.boxes.append(child)
        elif tag == _WP + "extent" or tag in _DRAWN:
            self._drawn(child, unseen)
            return unseen
        elif tag in (W + "rPr", W + "pPr", W + "sdtPr", W + "sdtEndPr", MC + "Fallback", W + "tbl"):
            return None
        else:
            if tag == W + "fldSimple" and not unseen and next(child.iter(*_SAID), None) is None:
                self._lacks_result(child.get(W + "instr", ""))
            return unseen
        return None

    def _why_unseen(self, holder: Element) -> str:
        """Why nothing in an element is seen; empty where something may be."""
        if holder.tag == W + "r":
            return why_run_unseen(holder, self._paragraph, self.styles)
        if holder.tag == W + "sdt":
            return PROMPT if is_prompt(holder) else ""
        return why_shape_unseen(holder) if holder.tag in SHAPES else "deleted in a tracked change"

    def _turned(self, child: Element, unseen: str) -> None:
        """Words that are printed from right to left, whatever they are."""
        if child.get(W + "val") == "rtl" and not unseen:
            words = "".join(t.text or "" for t in child.iter(W + "t"))
            self.tell("character", "unreadable", words, "printed in the other direction")

    def _ruby(self, child: Element, unseen: str) -> None:
        """Characters with their reading above them: the reading is no part of the words."""
        base = child.find(W + "rubyBase")
        for reading in child.findall(W + "rt"):
            for words in reading.iter(W + "t"):
                words.set(HANDLED, "1")
        if base is not None:
            self._within(base, unseen)

    def _looks(self, words: Element) -> str:
        """Words in the font of their run."""
        run = words.getparent()
        font = self.styles.font(run) if run is not None and run.tag == W + "r" else ""
        return in_font(font, words.text or "")

    def _symbol(self, symbol: Element) -> None:
        font, code = symbol.get(W + "font", ""), int(symbol.get(W + "char", "0"), 16)
        sign = sign_of(font, code)
        if sign is None:
            self.tell("symbol", "unreadable", f"U+{code:04X}", f"a sign of the font {font}, whose letter is not known")
        self._say(sign or "\ufffd")

    def _field(self, mark: Element) -> None:
        if mark.tag == W + "instrText":
            if self._fields:
                self._fields[-1].asks += mark.text or ""
            return
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(before=sum(map(len, self.said))))
            self._form(mark)
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            drawn = None if ended.shows or ended.chosen else drawn_by(ended.asks)
            if drawn is not None:
                self._say(drawn)
            elif not ended.shows and not ended.chosen:
                self._lacks_result(ended.asks)

    def _lacks_result(self, asks: str) -> None:
        """Tell of a field whose words nobody has reckoned, if it shows any."""
        if asks.strip() and not asks.split()[0].upper().startswith(_SHOW_NOTHING):
            self.tell("field", "unreadable", asks, "a field whose result is not stored: update it in Word")

    def _form(self, mark: Element) -> None:
        """A field of a form shows what was chosen, of which no run is left in the text."""
        data = mark.find(W + "ffData")
        choice = data.find(W + "ddList") if data is not None else None
        box = data.find(W + "checkBox") if data is not None else None
        shown = ""
        if choice is not None:
            entries = [e.get(W + "val", "") for e in choice.iter(W + "listEntry")]
            at = int(value(choice, "result") or value(choice, "default") or 0)
            shown = entries[at] if at < len(entries) else ""
        elif box is not None:
            ticked = box.find(W + "checked")
            ticked = box.find(W + "default") if ticked is None else ticked
            shown = "☑" if ticked is not None and is_on(ticked) else "□"
        if shown:
            own = self._fields.pop()
            self._say(shown)
            own.chosen = True
            self._fields.append(own)

    def _alternative(self, child: Element, unseen: str) -> None:
        """Of several forms of the same, the first; its others are the same for older programs."""
        chosen = alternative(child)
        for other in child:
            if other is not chosen and isinstance(other.tag, str):
                for words in other.iter(*_SAID):
                    words.set(HANDLED, "1")
        if chosen is not None:
            self._within(chosen, unseen)

    def _drawn(self, child: Element, unseen: str) -> None:
        if unseen:
            return
        if child.tag == V + "textpath":
            self._say(child.get("string", ""))
        elif child.tag == W + "subDoc":
            self.objects.append(("part of the document", child.get(R + "id", "")))
        elif child.tag == _O + "OLEObject":
            self.objects.append((child.get("ProgID", "object"), child.get(R + "id", "")))
        elif child.tag == V + "imagedata":
            # The picture of an object that is read itself is the same once more.
            if not any(p.tag == W + "object" for p in child.iterancestors()):
                self._picture(width_of(child))
        elif child.tag == _A + "graphicData":
            kind = child.get("uri", "").rsplit("/", 1)[-1]
            found = [v for e in child.iter() for k, v in e.attrib.items() if k in (R + "id", R + "dm")]
            if kind in ("chart", "diagram") and found:
                self.objects.append((kind, str(found[0])))
            elif kind == "picture":
                extent = next(
                    (e.find(_WP + "extent") for e in child.iterancestors() if e.find(_WP + "extent") is not None), None
                )
                self._picture(int(extent.get("cx", "0")) if extent is not None else 0)

    def _picture(self, width: int) -> None:
        if width >= _LARGE:
            self.tell("picture", "skipped", "", f"a picture {width / 360_000:.0f} cm wide; words in it are not read")
        else:
            self.tell("picture", "furniture", "", "")


@dataclass
class _Field:
    before: int
    asks: str = ""
    shows: bool = False
    """Are its words those that are seen? Those before them are what it asks for."""
    chosen: bool = False


def unhandled(root: etree._Element) -> Iterator[str]:
    """Words of a part that nobody took: each element once."""
    for element in root.iter(*_SAID):
        if element.get(HANDLED) is None and (element.text or "").strip():
            yield element.text or ""
