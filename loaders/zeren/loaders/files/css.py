"""What the style sheets of a page say of its elements, as far as it decides what is seen: Selectors 4 and CSS Cascade,
the parts that published pages use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import html as lxml_html

from zeren.loaders.files.selectors import Steps, fits, in_brackets, steps_of, weight_of

Element: TypeAlias = lxml_html.HtmlElement
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_HEAD = re.compile(r"[^{};]*[{};]")
_DECLARATION = re.compile(r"(?:^|;)\s*(?P<name>-?[a-z-]+)\s*:(?P<said>(?:[^;\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "font-size", "text-decoration", "text-decoration-line", "mso-hide"),
        *("list-style", "list-style-type", "position", "left", "top", "text-indent", "height", "max-height", "width"),
        *("overflow", "overflow-y", "color", "background", "background-color", "content"),
        *("clip", "clip-path", "transform", "content-visibility", "zoom", "filter", "max-width"),
        *("-webkit-text-fill-color", "direction", "unicode-bidi"),
    )
)
_NAMED = re.compile(r"(?:^|[;{\s])(--[\w-]+)\s*:([^;{}]+)")
_NAME = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_LARGEST = 2_000_000
"""Characters of style sheets; more of them are no notice's."""


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: Steps
    """From the element itself outwards, each with how it stands to the next one: in it (a space, ``>``), or behind it
    (``+``, ``~``)."""
    weight: tuple[int, int, int]
    order: int
    pseudo: str
    said: dict[str, tuple[bool, str]]

    def fits(self, element: Element) -> bool:
        return fits(element, self.steps)


@dataclass
class Sheets:
    """The rules of a page, found by what their last element must be."""

    _rules: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))
    _order: int = 0
    _named: dict[str, str] = field(default_factory=dict)
    """Values that the sheets name (``--shown: none``), wherever they do."""

    def add(self, text: str) -> None:
        """Take the rules of a sheet that hold on a screen."""
        text = _COMMENT.sub("", text[:_LARGEST])
        self._named |= {m[1]: m[2].strip() for m in _NAMED.finditer(text)}
        for selectors, declarations in _blocks(text):
            said = declared(_NAME.sub(self._value, declarations))
            if not said:
                continue
            folded, held = in_brackets(selectors)
            for selector in folded.split(","):
                rule = _rule(selector.strip(), held, self._order, said)
                if rule is not None:
                    self._order += 1
                    last = rule.steps[0][1]
                    self._rules[last.key or (last.names or (last.tag,))[0]].append(rule)

    def _value(self, name: re.Match[str]) -> str:
        return self._named.get(name[1], name[2] or "")

    def of(self, element: Element, pseudo: str = "") -> dict[str, str]:
        """The properties that an element has by the sheets and by its own ``style``."""
        keys = ("", element.tag, element.get("id", ""), *element.get("class", "").split())
        rules = [
            rule
            for key in dict.fromkeys(keys)
            for rule in self._rules.get(key, ())
            if rule.pseudo == pseudo and rule.fits(element)
        ]
        layers = [(rule.said, (*rule.weight, rule.order)) for rule in rules]
        own = element.get("style")
        if own and not pseudo:
            layers.append((declared(_NAME.sub(self._value, own)), (1_000, 0, 0, 0)))
        best: dict[str, tuple[tuple[bool, tuple[int, ...]], str]] = {}
        for said, weight in layers:
            for name, (important, value) in said.items():
                strength = (important, weight)
                if name not in best or strength >= best[name][0]:
                    best[name] = (strength, value)
        return {name: value for name, (_, value) in best.items()}

    @property
    def adds_words(self) -> bool:
        """Does any rule put words before or behind elements?"""
        return any(rule.pseudo for rules in self._rules.values() for rule in rules)


def declared(text: str) -> dict[str, tuple[bool, str]]:
    """The properties of a block that decide what is seen: whether each is important, and its value."""
    found = {}
    for match in _DECLARATION.finditer(text):
        name = match["name"].lower()
        if name in _PROPERTIES:
            value, _, important = match["said"].strip().partition("!")
            value = value.strip() if name == "content" else value.strip().lower()
            found[name] = (important.strip().lower() == "important", value)
    return found


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold; those for paper, and for narrow screens, do not.

    A rule may stand in another, and says with & what it is part of.
    """
    opened: list[tuple[str, list[str], bool]] = []
    at = 0
    while match := _HEAD.search(text, at):
        at = match.end()
        head, mark = match[0][:-1].strip(), match[0][-1]
        around, declarations, holds = opened[-1] if opened else ("", [], True)
        if mark == ";":
            declarations.append(head)
        elif mark == "}":
            opened[-1:] = []
            if around and holds:
                yield around, ";".join([*declarations, head])
        elif head.startswith("@"):
            name, _, condition = head.partition(" ")
            name = name.split("(")[0].lower()
            if name in ("@media", "@supports", "@layer"):
                opened.append((around, [], holds and (name != "@media" or _on_screen(condition.lower()))))
            else:
                at = _behind(text, at)
        else:
            opened.append((_nested(around, head) if around else head, [], holds))
    if opened and opened[-1][0] and opened[-1][2]:  # the last one may never be closed
        yield opened[-1][0], ";".join([*opened[-1][1], text[at:]])


def _nested(around: str, selector: str) -> str:
    """The selector of a rule that stands in another."""
    if len(around) > _LONGEST:
        return ""
    return f":is({around})".join(selector.split("&")) if "&" in selector else f":is({around}) {selector}"


_LONGEST = 2_000
"""Characters of a selector; rules in rules without end are no page's."""


def _on_screen(condition: str) -> bool:
    """Does it hold on the screen of a desk, as a browser without a person has it?"""
    for query in condition.split(","):
        most = re.search(r"max-width\s*:\s*(\d+)", query)
        paper = re.match(r"\s*(?:only\s+)?(?:print|speech|not\s+(?:all|screen))", query)
        if not paper and not (most and int(most[1]) < 1000) and "prefers-color-scheme" not in query:
            return True
    return False


def _behind(text: str, at: int) -> int:
    """Behind the brace that closes the one before ``at``."""
    depth = 1
    for match in re.compile("[{}]").finditer(text, at):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return len(text)


def _rule(selector: str, held: list[str], order: int, said: dict[str, tuple[bool, str]]) -> _Rule | None:
    """A rule; None for a selector that depends on more than the page says (:hover), or that is not known."""
    pseudo = ""
    match = re.search(r"::?(before|after)$", selector, re.IGNORECASE)
    if match:
        pseudo, selector = match[1].lower(), selector[: match.start()] or "*"
    steps = steps_of(selector, held)
    return _Rule(steps, weight_of(steps), order, pseudo, said) if steps else None
