"""The numbers that Word counts by itself and does not write into the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml import etree

from zeren.loaders.files.counted import shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int
    suffix: str
    restart: int | None
    """The list begins again behind a level up to this one (counted from 1); None: behind any higher one, 0: never."""
    decimal: bool
    """Numbers of higher levels are shown in digits."""
    style: str
    """The style whose paragraphs are of this level."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it."""

    counted: str
    """Lists with the same definition count on from each other."""
    levels: dict[int, Level]
    begins: dict[int, int]
    """Levels that begin anew where this list is first used, each with its number."""


class Numbering:
    """Counts the automatic numbers of a document as Word shows them."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        abstract = {str(one.get(f"{W}abstractNumId")): one for one in root.iter(f"{W}abstractNum")}
        styled = {value(one, "styleLink"): key for key, one in abstract.items() if value(one, "styleLink")}
        for number in root.iter(f"{W}num"):
            key = value(number, "abstractNumId")
            linked = value(abstract[key], "numStyleLink") if key in abstract else None
            key = styled.get(linked, key) if linked else key
            if key not in abstract:
                continue
            levels = dict(_level(one, at) for at, one in enumerate(abstract[key].iter(f"{W}lvl")))
            begins = {}
            for override in number.iter(f"{W}lvlOverride"):
                depth = int(override.get(f"{W}ilvl", "0"))
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[depth] = _level(own, depth)[1]
                begin = value(override, "startOverride")
                if begin is not None:
                    begins[depth] = int(begin)
            self._lists[str(number.get(f"{W}numId"))] = _List(key, levels, begins)

    def prefix(self, paragraph: Element) -> str:
        """The number that Word shows before ``paragraph``; nothing for bullets and plain paragraphs."""
        number, depth, style = self._styles.numbering(paragraph)
        used = self._lists.get(number or "")
        if used and style:  # the level of a style is the one that names it, whatever the style says
            depth = next((d for d, level in used.levels.items() if level.style == style), depth)
        level = used.levels.get(depth) if used else None
        if used is None or level is None or number is None:
            return ""
        counts = self._counts[used.counted]
        if depth in used.begins and (number, depth) not in self._begun:
            counts.pop(depth, None)
            level = replace(level, start=used.begins[depth])
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            after = used.levels[deeper].restart if deeper in used.levels else None
            if after is None or depth < after:
                del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def number_at(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = used.levels.get(at, level)
            form = "decimal" if level.decimal and at != depth else other.form
            return shown(counts.setdefault(at, other.start), form)

        text = re.sub(r"%(\d)", number_at, level.text)
        return text + ("" if level.suffix == "nothing" or not text else " ")


def _level(element: Element, at: int) -> tuple[int, Level]:
    """A level and its depth, which some programs leave to its place among the others."""
    form = element.find(f"{W}numFmt")
    if form is None:  # a form that older programs do not know has another beside it
        form = next(element.iter(f"{W}numFmt"), None)
    restart = value(element, "lvlRestart")
    return int(element.get(f"{W}ilvl", at)), Level(
        _form(form) if form is not None else "decimal",
        value(element, "lvlText") or "",
        int(value(element, "start") or 0),
        value(element, "suff") or "tab",
        None if restart is None else int(restart),
        element.find(f"{W}isLgl") is not None,
        value(element, "pStyle") or "",
    )


def _form(element: Element) -> str:
    return element.get(f"{W}format") or element.get(f"{W}val") or "decimal"


def value(element: Element, name: str) -> str | None:
    """What a child of this name says; None without one."""
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


class Styles:
    """What paragraphs and characters have from their styles."""

    def __init__(self, root: Element | None) -> None:
        styles = list(root.iter(f"{W}style")) if root is not None else []
        self._styles = {str(style.get(f"{W}styleId")): style for style in styles}
        self._default = next(
            (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")), None
        )

    def _chain(self, key: str | None) -> list[Element]:
        style = self._styles.get(key) if key else self._default
        found: list[Element] = []
        while style is not None and style not in found:
            found.append(style)
            style = self._styles.get(value(style, "basedOn") or "")
        return found

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style."""
        chain = self._chain(_own(paragraph, "pPr", "pStyle"))
        return (value(chain[0], "name") or "") if chain else ""

    def numbering(self, paragraph: Element) -> tuple[str | None, int, str]:
        """The list that a paragraph belongs to, its level, and the style that says so, if it is one.

        Its own word comes before that of its style.
        """
        number: str | None = None
        depth: str | None = None
        named = ""
        for holder in (paragraph, *self._chain(_own(paragraph, "pPr", "pStyle"))):
            found = holder.find(f"{W}pPr/{W}numPr")
            if found is not None:
                if number is None and (number := value(found, "numId")) is not None and holder is not paragraph:
                    named = holder.get(f"{W}styleId", "")
                depth = value(found, "ilvl") if depth is None else depth
        return number, int(depth or 0), named

    def says(self, run: Element, paragraph: Element | None, name: str, toggles: bool = True) -> bool:
        """Has a run this property: by itself, or by its style and that of its paragraph, which take each other back
        where both have it (17.7.3 of ISO 29500)?"""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return is_on(own)
        style = _own(run, "rPr", "rStyle")
        by_run = self._has(self._chain(style) if style else [], name)
        by_paragraph = self._has(self._of(paragraph), name) if paragraph is not None else False
        return by_run != by_paragraph if toggles else by_run or by_paragraph

    def first(self, run: Element, paragraph: Element | None, name: str) -> Element | None:
        """What a run says of its look: by itself, else by its style, else by that of its paragraph."""
        style = _own(run, "rPr", "rStyle")
        chain = [run, *(self._chain(style) if style else ()), *(self._of(paragraph) if paragraph is not None else ())]
        return next((said for one in chain if (said := one.find(f"{W}rPr/{W}{name}")) is not None), None)

    def shades(self, key: str) -> bool:
        """May a style lay a colour under words?"""
        return any(next(style.iter(W + "shd", W + "highlight"), None) is not None for style in self._chain(key))

    def _of(self, paragraph: Element) -> list[Element]:
        return self._chain(_own(paragraph, "pPr", "pStyle"))

    def _has(self, chain: list[Element], name: str) -> bool:
        found = next((f for style in chain if (f := style.find(f"{W}rPr/{W}{name}")) is not None), None)
        return found is not None and is_on(found)

    def font(self, run: Element) -> str:
        """The font that a run names for Latin letters; empty where it names none."""
        style = _own(run, "rPr", "rStyle")
        for holder in (run, *(self._chain(style) if style else ())):
            fonts = holder.find(f"{W}rPr/{W}rFonts")
            if fonts is not None:
                return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        return ""


def is_on(switch: Element) -> bool:
    """Does an element that is a switch say yes? It does without a word."""
    return switch.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _own(holder: Element, kind: str, name: str) -> str | None:
    properties = holder.find(f"{W}{kind}")
    return value(properties, name) if properties is not None else None
