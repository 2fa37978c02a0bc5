"""What a browser shows of the elements of a page: which are hidden, the numbers of lists, what is chosen."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape as html_unescape

from lxml import html as lxml_html

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.counted import shown

UNSEEN = {"script", "style", "head", "datalist", "rt", "rp"}
"""Elements whose words are no part of what a browser shows."""
APART = {
    "noscript": "shown only where scripts are switched off",
    "template": "shown only where a script puts it: save the page again from the browser",
    "iframe": "a page in the page: save it on its own",
}
STRUCK = {"del", "s", "strike"}
NO_DISPLAY = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I
)
STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
FONT = re.compile(r"</?(?:font|big|small|tt|basefont)\b[^<>]*>", re.IGNORECASE)
END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
DEEP = 100
"""Of those, more make a page whose tags are never closed: each would lie in the one before, and parsers give up."""
LARGE_PICTURE = 30_000
"""Characters of a picture inside the page; what is smaller is a seal or a sign."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+)|#(?P<id>[\w-]+))?", re.IGNORECASE)


def hidden_by_rules(root: lxml_html.HtmlElement) -> set[tuple[str, str, str]]:
    """The simple selectors (tag, class, id) that a style sheet in the page hides."""
    found = set()
    for style in root.iter("style"):
        if (style.get("media") or "all").strip().lower() in ("print",):
            continue
        for selectors, rules in _RULE.findall(
            re.sub(r"/\*.*?\*/|@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style.text or "", flags=re.S)
        ):
            if NO_DISPLAY.search(rules):
                for selector in selectors.split(","):
                    match = _SIMPLE.fullmatch(selector.strip())
                    if match and selector.strip():
                        found.add((match["tag"] or "", match["name"] or "", match["id"] or ""))
    return found


def compare(text: str, root: lxml_html.HtmlElement, builder: TextBuilder) -> None:
    """Tell what stands in the bytes of the page and did not come out of the parser: it gives up without a word."""
    bare = re.sub(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", "", text, flags=re.DOTALL | re.IGNORECASE)
    raw = Counter(_HAN.findall(html_unescape(re.sub(r"<[a-zA-Z/!?][^<>]*>", "", bare))))
    seen = Counter(_HAN.findall("".join(root.itertext())))
    lost = raw - seen
    number = sum(lost.values())
    if number > _FEW and number > 0.001 * sum(raw.values()):
        builder.tell(
            "page", "page", "unreadable", "", f"{number} characters of it were lost by the parser: save it again"
        )


_HAN = re.compile("[\u3400-\u9fff]")
_FEW = 8


def sign(element: lxml_html.HtmlElement, tag: str) -> str:
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


def count(parent: lxml_html.HtmlElement) -> None:
    """Number the items of an ordered list as a browser does."""
    style = parent.get("style", "")
    if re.search(r"list-style(?:-type)?\s*:\s*none", style, re.IGNORECASE):
        return
    items = [i for i in parent if i.tag == "li"]
    down = parent.get("reversed") is not None
    number = _whole(parent.get("start"), len(items) if down else 1)
    form = parent.get("type") or next(iter(re.findall(r"list-style(?:-type)?\s*:\s*([\w-]+)", style)), "1")
    form = "chineseCounting" if form in _HAN_FORMS else form
    for item in items:
        number = _whole(item.get("value"), number)
        item.set(_NUMBER, shown(number, form) + ("、" if form == "chineseCounting" else ". "))
        number += -1 if down else 1


_HAN_FORMS = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")


def choose(select: lxml_html.HtmlElement) -> None:
    """Mark what is not seen of a list to choose from, which shows the chosen words only."""
    options = list(select.iter("option"))
    if select.get("multiple") is None and _whole(select.get("size"), 1) < 2:
        chosen = [o for o in options if o.get("selected") is not None][-1:] or options[:1]
        for option in options:
            if option not in chosen:
                option.set(OFF, "1")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise


def said(element: lxml_html.HtmlElement) -> list[str]:
    """The words of an element, those of scripts left out."""
    return [
        words
        for e in element.iter()
        if isinstance(e.tag, str) and e.tag not in UNSEEN
        for words in (e.text, *(c.tail for c in e))
        if words
    ]
