"""What a browser shows of the elements of a page: which are hidden, the numbers of lists, what is chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape as html_unescape
from typing import TypeAlias

from lxml import html as lxml_html

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.colours import BLACK, WHITE, is_same, of_page
from zeren.loaders.files.counted import shown
from zeren.loaders.files.css import Sheets

Element: TypeAlias = lxml_html.HtmlElement
UNSEEN = {"script", "style", "head", "datalist", "rt", "rp"}
"""Elements whose words are no part of what a browser shows."""
CANNOT = "shown only by a browser that cannot show what it stands for"
_SIDE = "words that describe a drawing, and are not drawn"
APART = {
    "noscript": "shown only where scripts are switched off",
    "template": "shown only where a script puts it: save the page again from the browser",
    "iframe": "a page in the page: save it on its own",
    "noframes": "shown only where there are no frames: save the page of each frame on its own",
    **dict.fromkeys(("video", "audio", "canvas"), CANNOT),
}
_STRUCK = {"del", "s", "strike"}
FONT = re.compile(r"</?(?:font|big|small|tt|basefont)\b[^<>]*>", re.IGNORECASE)
END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
DEEP = 100
"""Of those, more make a page whose tags are never closed: each would lie in the one before, and parsers give up."""
LARGE_PICTURE = 30_000
"""Characters of a picture inside the page; fewer are a seal or a sign."""
FOLDED = "folded up: open it in the browser, and save the page or its text"
_AWAY = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem)?|-\d{2,}em")
_NOTHING = re.compile(r"[0.]+(?:px|pt|em|rem|%)?|1px")
_CLEAR = re.compile(r"rgba\(.*[,/]0*\.?0+%?\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00")


@dataclass(frozen=True, slots=True)
class Look:
    """What an element takes from those around it, if it does not say otherwise."""

    why: str = ""
    """Why words right in it are not seen."""
    invisible: bool = False
    no_size: bool = False
    away: bool = False
    colour: str = BLACK
    ground: str = WHITE
    """Empty where it is not known: a picture."""
    listed: str = ""


@dataclass
class Shown:
    """Decides for each element of a page whether a browser shows it."""

    sheets: Sheets
    _looks: dict[Element, Look] = field(default_factory=dict)
    _said: dict[Element, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> Shown:
        """By the style sheets in the page; words that they add are put into it."""
        sheets = Sheets()
        for style in root.iter("style"):
            if "print" not in (style.get("media") or "all"):
                sheets.add(style.text or "")
        made = cls(sheets)
        if sheets.adds_words:
            made._add_words(root)
        return made

    def _properties(self, element: Element) -> dict[str, str]:
        if element not in self._said:
            self._said[element] = self.sheets.of(element)
        return self._said[element]

    def gone(self, element: Element, tag: str) -> str:
        """Why nothing in an element is shown; empty where something may be."""
        said = self._properties(element)
        display = said.get("display", "")
        if element.get("hidden") is not None and display in ("", "none"):
            return "not displayed"
        if display == "none" or said.get("mso-hide") == "all" or _is_nothing(said.get("opacity", "1")):
            return "not displayed"
        if tag in _STRUCK or "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", ""):
            return "struck out"
        if (tag == "dialog" and element.get("open") is None) or element.get("popover") is not None:
            return "not displayed"
        parent = element.getparent()
        if parent is not None and parent.tag == "details" and parent.get("open") is None and tag != "summary":
            return FOLDED
        if tag in ("title", "desc", "metadata", "defs") and next(element.iterancestors("svg"), None) is not None:
            return _SIDE
        return "not chosen in its list" if element.get(OFF) else _cut_off(said)

    def is_turned(self, element: Element) -> bool:
        """Are the words of an element printed from right to left, whatever they are?"""
        said = {"direction": element.get("dir", ""), "unicode-bidi": element.tag} | self._properties(element)
        return said["direction"] == "rtl" and ("override" in said["unicode-bidi"] or said["unicode-bidi"] == "bdo")

    def look(self, element: Element) -> Look:
        """How words right in an element look."""
        line = [element]
        while line[-1] not in self._looks and (parent := line[-1].getparent()) is not None:
            line.append(parent)
        for one in reversed(line):
            if one not in self._looks:
                parent = one.getparent()
                self._looks[one] = self._look(one, self._looks[parent] if parent is not None else Look())
        return self._looks[element]

    def _look(self, element: Element, around: Look) -> Look:
        said = self._properties(element) if isinstance(element.tag, str) else {}
        folded = element.tag == "details" and element.get("open") is None
        own = any(element.get(name) for name in ("color", "bgcolor", "background"))
        if not said and not folded and around.why != FOLDED and not own:
            return around
        size, indent = said.get("font-size", ""), said.get("text-indent", "")
        seen = said.get("visibility", "")
        colour = (
            of_page(said.get("-webkit-text-fill-color") or said.get("color") or (element.get("color") or "").lower())
            or around.colour
        )
        ground = said.get("background-color", said.get("background", "")) or (element.get("bgcolor") or "").lower()
        ground = "url()" if not ground and element.get("background") else ground
        invisible = seen in ("hidden", "collapse") if seen else around.invisible
        no_size = _is_nothing(size) if size and size != "inherit" else around.no_size
        away = bool(_AWAY.fullmatch(indent)) if indent else around.away
        under = around.ground
        if ground and ground not in ("transparent", "none", "inherit"):
            under = "" if "(" in ground and "rgb(" not in ground else of_page(ground)
        why = ""
        if invisible or no_size or away:
            why = "not displayed"
        elif folded:
            why = FOLDED
        elif is_same(colour, under) or colour == "transparent" or _CLEAR.fullmatch(colour):
            why = "in the colour of what is under it"
        listed = said.get("list-style-type", said.get("list-style", around.listed))
        return Look(why, invisible, no_size, away, colour, under, listed)

    def _add_words(self, root: Element) -> None:
        """Words that a sheet puts before and behind elements: ``content: "牵头单位："``."""
        for element in list(root.iter()):
            if not isinstance(element.tag, str) or element.tag in UNSEEN:
                continue
            before, behind = (_content(self.sheets.of(element, p), element) for p in ("before", "after"))
            if before:
                element.text = before + (element.text or "")
            if behind and len(element):
                element[-1].tail = (element[-1].tail or "") + behind
            elif behind:
                element.text = (element.text or "") + behind


def _is_nothing(size: str) -> bool:
    return re.fullmatch(r"0*\.?0+(?:px|pt|em|rem|%)?", size) is not None


def _cut_off(said: dict[str, str]) -> str:
    """Is an element put beside the page, or made too small to show anything?"""
    beside = any(_AWAY.fullmatch(said.get(side, "")) for side in ("left", "top"))
    if beside and said.get("position") in ("absolute", "fixed"):
        return "not displayed"
    if any(pattern.search(said.get(name, "")) for name, pattern in _CUT.items()):
        return "not displayed"
    cut = said.get("overflow", said.get("overflow-y", "")) in ("hidden", "clip")
    if cut and any(_NOTHING.fullmatch(said.get(side, "")) for side in ("height", "max-height", "width", "max-width")):
        return "not displayed"
    return ""


_CUT = {
    "clip": re.compile(r"rect\(\s*([01])(?:px)?(?:[\s,]+\1(?:px)?){3}\s*\)"),
    "clip-path": re.compile(r"inset\(\s*(?:50|100)%\s*\)|circle\(\s*0"),
    "transform": re.compile(r"scale[xy]?\(\s*0\s*(?:,\s*0\s*)?\)"),
    "filter": re.compile(r"opacity\(\s*0*\.?0+%?\s*\)"),
    "content-visibility": re.compile("^hidden$"),
    "zoom": re.compile(r"^0(?:\.0+)?%?$"),
}
"""Properties that leave nothing of an element to be seen, and what they then say."""


def _content(said: dict[str, str], element: Element) -> str:
    """The words of ``content``; signs and icons are none."""
    if said.get("display") == "none":
        return ""
    words = ""
    for match in re.finditer(r"\"([^\"]*)\"|'([^']*)'|attr\(\s*([\w-]+)\s*\)|(counters?\()", said.get("content", "")):
        if match[4]:
            words += "\ufffd"  # a number that nothing but a browser counts
        elif match[3]:
            words += element.get(match[3].lower(), "")
        else:
            text = match[1] or match[2] or ""
            words += re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda m: chr(min(int(m[1], 16), 0x10FFFF)), text)
    return words if re.search(r"[^\W_]|\ufffd", words) else ""


def compare(text: str, root: Element, written: str, told: Counter[str], builder: TextBuilder) -> None:
    """Tell what stands in the bytes of the page and did not come out of the parser, which gives up without a word, and
    what came out of it and is neither written nor told of."""
    bare = re.sub(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", "", text, flags=re.DOTALL | re.IGNORECASE)
    raw = Counter(_HAN.findall(html_unescape(re.sub(r"<[a-zA-Z/!?][^<>]*>", "", bare))))
    seen = Counter(_HAN.findall("".join(root.itertext())))
    number = (raw - seen).total()
    if number > _FEW and number > 0.001 * raw.total():
        builder.tell(
            "page", "page", "unreadable", "", f"{number} characters of it were lost by the parser: save it again"
        )
    left = Counter(_HAN.findall("".join(said(root)))) - Counter(_HAN.findall(written)) - told
    if left:
        words = "".join(left.elements())
        builder.tell("text", "page", "unreadable", words, "stands where zeren does not look: save the page as .docx")


def han(words: str) -> Counter[str]:
    """The Han characters of some words."""
    return Counter(_HAN.findall(words))


_HAN = re.compile("[\u3400-\u9fff]")
_FEW = 8


def sign(element: Element, tag: str) -> str:
    """What a browser shows of an element beside its words: the number of a list's item, what a form holds."""
    if tag == "br":
        return "\n"
    if tag == "li":
        return str(element.get(_NUMBER, ""))
    if tag == "input" and element.get("type", "text").lower() in (
        "text",
        "button",
        "submit",
        "search",
        "number",
        "date",
    ):
        return str(element.get("value", ""))
    return ""


_NUMBER, OFF = "zeren-number", "zeren-off"


def count(parent: Element, listed: Callable[[Element], str], is_seen: Callable[[Element], bool]) -> None:
    """Number the items of an ordered list as a browser does, each in the style that it is ``listed`` in."""
    items = [i for i in parent if i.tag == "li" and is_seen(i)]
    down = parent.get("reversed") is not None
    number = _whole(parent.get("start"), len(items) if down else 1)
    for item in items:
        number = _whole(item.get("value"), number)
        style = listed(item)
        form = item.get("type") or parent.get("type") or next(iter(re.findall(r"[\w-]+", style)), "1")
        form = "chineseCounting" if form in _HAN_FORMS else form
        if "none" not in style.split():
            item.set(_NUMBER, shown(number, form) + ("、" if form == "chineseCounting" else ". "))
        number += -1 if down else 1


_HAN_FORMS = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")


def choose(select: Element) -> None:
    """Mark what is not seen of a list to choose from, which shows the chosen words only."""
    options = list(select.iter("option"))
    if select.get("multiple") is None and _whole(select.get("size"), 1) < 2:
        chosen = [o for o in options if o.get("selected") is not None][-1:] or options[:1]
        for option in options:
            if option not in chosen:
                option.set(OFF, "1")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise


def said(element: Element) -> Iterator[str]:
    """The words of an element, those of scripts left out."""
    stack: list[Element | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
            continue
        # What stands behind an element that is not seen is seen.
        for child in reversed(one):
            stack.append(child.tail or "")
            if child.tag not in UNSEEN:
                stack.append(child)
        if isinstance(one.tag, str) and one.text:
            yield one.text
