"""How the letters of a PDF's page are drawn: without ink, with none of its strength, beside what a clip lets through,
in a layer that is switched off. pdfminer passes over all of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTPage
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import apply_matrix_rect, decode_text, mult_matrix
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

Box = tuple[float, float, float, float]
Colour = tuple[float, float, float]
_SPACES = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
_FAINT = 0.05
"""Of the strength of ink: less is not seen."""
NO_INK = "without ink"
_FILLS, _STROKES = (0, 2, 4, 6), (1, 2, 5, 6)
"""Text render modes of ISO 32000."""


@dataclass(frozen=True)
class Drawn:
    """How one thing of a page is drawn; the colours are None where they are no colour that is known."""

    unseen: str = ""
    """Why nobody sees it."""
    covers: bool = False
    """Does it hide what was drawn before? Not where that shines through."""
    colours: tuple[Colour | None, ...] = (None,)
    """All that would have to be the colour of the ground; of a box, what it paints."""


@dataclass(frozen=True)
class _Ink:
    """What pdfminer's graphics state lacks."""

    fill: float = 1.0
    stroke: float = 1.0
    is_plain: bool = True
    """No mask, no blending with what is below."""
    clip: Box | None = None
    layer: str = ""
    """The layer that is switched off in which this stands."""


class _State(PDFGraphicState):
    ink = _Ink()

    def copy(self) -> _State:
        held = super().copy()
        held.__class__ = _State  # pdfminer makes one of its own kind
        assert isinstance(held, _State)
        held.ink = self.ink
        return held


class _Device(PDFPageAggregatorWithMarkedContent):
    """Keeps with each letter, picture and box how it is drawn."""

    ink = _Ink()
    mode = 0
    paint: Colour | None = None

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        self.paint = _colour_of(gstate.ncolor, gstate.ncs.name) if fill else None
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode, self.ink = textstate.render, graphicstate.ink
        super().render_string(textstate, seq, ncs, graphicstate)

    def tag_cur_item(self) -> None:
        """pdfplumber's hook, called for each thing that was drawn."""
        super().tag_cur_item()
        held = self.cur_item._objs[-1] if self.cur_item._objs else None
        if held is not None:
            held.drawn = self._letter(held) if isinstance(held, LTChar) else self._other(held)  # type: ignore[attr-defined]  # ours

    def _letter(self, char: LTChar) -> Drawn:
        state, ink = char.graphicstate, self.ink
        fills, strokes = self.mode in _FILLS and ink.fill >= _FAINT, self.mode in _STROKES and ink.stroke >= _FAINT
        why = ink.layer and f"in the layer {ink.layer}, which is switched off"
        if not why and not (fills or strokes):
            why = NO_INK
        if not why and ink.clip and not _meet(ink.clip, char.bbox):
            why = "beside what the page shows of it"
        colours = (_colour_of(state.ncolor, state.ncs.name),) if fills else ()
        if strokes:
            colours = (*colours, _colour_of(state.scolor, state.scs.name))
        return Drawn(why, colours=colours or (None,))

    def _other(self, held: Any) -> Drawn:
        ink = self.ink
        stream = getattr(held, "stream", None)
        masked = stream is not None and any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM"))
        hidden = bool(ink.layer) or bool(ink.clip and not _meet(ink.clip, held.bbox))
        covers = ink.fill > 1 - _FAINT and ink.is_plain and not masked
        return Drawn("unseen" if hidden else "", covers and not hidden, (None if stream is not None else self.paint,))


class _Interpreter(PDFPageInterpreter):
    device: _Device
    graphicstate: _State
    off: frozenset[object] = frozenset()
    """The layers that are switched off, by the number of their objects."""

    def dup(self) -> _Interpreter:
        inner = _Interpreter(self.rsrcmgr, self.device)
        inner.off = self.off
        return inner

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate = _State()
        # A form is drawn in what is around it: its clip and its layer hold, and as most programs mean it its strength.
        self.graphicstate.ink = self.device.ink
        self.marked: list[str] = []

    @property
    def ink(self) -> _Ink:
        return self.graphicstate.ink

    @ink.setter
    def ink(self, ink: _Ink) -> None:
        self.graphicstate.ink = self.device.ink = ink

    def do_Q(self) -> None:
        layer = self.ink.layer  # marked content is not of the graphics state
        super().do_Q()
        self.ink = replace(self.ink, layer=layer)

    def do_gs(self, name: Any) -> None:
        found = resolve1((resolve1(self.resources.get("ExtGState")) or {}).get(getattr(name, "name", "")))
        said = {key: resolve1(value) for key, value in found.items()} if isinstance(found, dict) else {}
        blend, mask = said.get("BM"), said.get("SMask")
        names = [getattr(one, "name", "") for one in (blend if isinstance(blend, list) else [blend])]
        plain = self.ink.is_plain if blend is None else names[0] in ("Normal", "Compatible")
        self.ink = replace(
            self.ink,
            fill=_number(said.get("ca"), self.ink.fill),
            stroke=_number(said.get("CA"), self.ink.stroke),
            is_plain=plain and not isinstance(mask, dict),
        )

    def do_W(self) -> None:
        points = [point for _, *numbers in self.curpath for point in zip(numbers[::2], numbers[1::2], strict=False)]
        xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
        if points:
            self._clip((min(xs), min(ys), max(xs), max(ys)), self.ctm)

    def do_W_a(self) -> None:
        self.do_W()

    def _clip(self, box: Any, matrix: Any) -> None:
        """What a clip of any shape lets through is within its box."""
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        held = self.ink.clip or (x0, y0, x1, y1)
        self.ink = replace(self.ink, clip=(max(x0, held[0]), max(y0, held[1]), min(x1, held[2]), min(y1, held[3])))

    def do_BDC(self, tag: Any, props: Any) -> None:
        super().do_BDC(tag, props)
        named = getattr(props, "name", None)
        held = (resolve1(self.resources.get("Properties")) or {}).get(named) if named else props
        self._mark(self._layer(held) if getattr(tag, "name", "") == "OC" else "")

    def do_BMC(self, tag: Any) -> None:
        super().do_BMC(tag)
        self._mark("")

    def _mark(self, layer: str) -> None:
        self.marked.append(self.ink.layer)
        self.ink = replace(self.ink, layer=self.ink.layer or layer)

    def do_EMC(self) -> None:
        super().do_EMC()
        self.ink = replace(self.ink, layer=self.marked.pop() if self.marked else "")

    def _layer(self, held: Any) -> str:
        """The name of the layer where it is switched off; of several the first, where all are."""
        group = resolve1(held)
        inner = resolve1(group.get("OCGs")) if isinstance(group, dict) else None
        members = inner if isinstance(inner, list) else [group.get("OCGs")] if inner else [held]
        if not self.off or not members or not all(isinstance(m, PDFObjRef) and m.objid in self.off for m in members):
            return ""
        name = (resolve1(members[0]) or {}).get("Name")
        return decode_text(resolve1(name)) if isinstance(resolve1(name), bytes) else "without a name"

    def do_Do(self, xobjid_arg: Any) -> None:
        before = self.ink
        found = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", "")))
        held = getattr(found, "attrs", {})
        if "OC" in held:
            self.ink = replace(before, layer=before.layer or self._layer(held["OC"]))
        box = resolve1(held.get("BBox"))
        if getattr(held.get("Subtype"), "name", "") == "Form" and isinstance(box, list) and len(box) == 4:
            matrix = resolve1(held.get("Matrix"))
            self._clip([resolve1(n) for n in box], mult_matrix(matrix, self.ctm) if matrix else self.ctm)
        super().do_Do(xobjid_arg)
        self.ink = before


class DrawnPage(Page):
    """A page whose things say how they are drawn."""

    turned = 0
    """By how much it lies otherwise than in the file, clockwise."""

    @classmethod
    def of(cls, page: Page) -> DrawnPage:
        """The page as its object in the file says now."""
        return cls(page.pdf, page.page_obj, page.page_number, page.initial_doctop)

    @property
    def layout(self) -> LTPage:
        """What is drawn on the page."""
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            interpreter = _Interpreter(self.pdf.rsrcmgr, device)
            interpreter.off = _switched_off(self.pdf.doc)
            interpreter.process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def drawn(self) -> list[tuple[LTComponent, Drawn]]:
        """Letters, pictures, boxes and curves, in the order in which they are drawn."""
        found: list[tuple[LTComponent, Drawn]] = []
        _in_order(self.layout, found)
        return found


def _in_order(holder: Any, found: list[tuple[LTComponent, Drawn]]) -> None:
    for one in holder:
        if isinstance(one, LTContainer):
            _in_order(one, found)
        else:
            found.append((one, getattr(one, "drawn", Drawn())))


def _switched_off(document: Any) -> frozenset[object]:
    held = resolve1(document.catalog.get("OCProperties"))
    usual = resolve1(held.get("D")) if isinstance(held, dict) else None
    if not isinstance(usual, dict):
        return frozenset()
    off, on, every = (resolve1(one) or [] for one in (usual.get("OFF"), usual.get("ON"), held.get("OCGs")))
    if getattr(usual.get("BaseState"), "name", "") == "OFF":
        off = [one for one in every if one not in on]
    return frozenset(one.objid for one in off if isinstance(one, PDFObjRef))


def _colour_of(colour: Any, space: str) -> Colour | None:
    """Red, green and blue of a colour; None where its space says something else: all of a spot colour is no white."""
    parts = colour if isinstance(colour, tuple) else (colour,)
    if space not in _SPACES or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return parts if len(parts) == 3 else None


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) else otherwise


def _meet(clip: Box, box: Any) -> bool:
    """Is the middle of the box let through?"""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return bool(clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1)
