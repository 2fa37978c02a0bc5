"""What the style sheets of a page say of its elements, as far as it decides what is seen: Selectors 4 and CSS Cascade,
the parts that published pages use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_HEAD = re.compile(r"[^{};]*[{;]|\}")
_DECLARATION = re.compile(r"(?:^|;)\s*(?P<name>-?[a-z-]+)\s*:(?P<said>(?:[^;\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "font-size", "text-decoration", "text-decoration-line", "mso-hide"),
        *("list-style", "list-style-type", "position", "left", "top", "text-indent", "height", "max-height", "width"),
        *("overflow", "overflow-y", "color", "background", "background-color", "content"),
    )
)
_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-z][\w-]*)|\.(?P<name>(?:[\w-]|[^\x00-\x7f])+)|#(?P<id>(?:[\w-]|[^\x00-\x7f])+)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\]\"']*)[\"']?\s*)?\]",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?:\s*([>+~])\s*|\s+)(?![^\[]*\])")
_LARGEST = 2_000_000
"""Characters of style sheets; more of them are no notice's."""


@dataclass(frozen=True, slots=True)
class _Compound:
    """One element of a selector: everything that it must be."""

    tag: str
    names: tuple[str, ...]
    key: str
    attributes: tuple[tuple[str, str, str], ...]

    def fits(self, element: Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.key and element.get("id") != self.key:
            return False
        if self.names and not set(self.names) <= set(element.get("class", "").split()):
            return False
        return all(_has(element.get(key), how, value) for key, how, value in self.attributes)


def _has(held: str | None, how: str, value: str) -> bool:
    if held is None or not how:
        return held is not None
    return {
        "=": held == value,
        "~=": value in held.split(),
        "|=": held == value or held.startswith(value + "-"),
        "^=": bool(value) and held.startswith(value),
        "$=": bool(value) and held.endswith(value),
        "*=": bool(value) and value in held,
    }[how]


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[tuple[str, _Compound], ...]
    """From the element itself outwards, each with how it stands to the next one: in it (a space, ``>``), or behind it
    (``+``, ``~``)."""
    weight: tuple[int, int, int]
    order: int
    pseudo: str
    said: dict[str, tuple[bool, str]]

    def fits(self, element: Element) -> bool:
        return self.steps[0][1].fits(element) and _rest_fits(element, self.steps, 0)


def _rest_fits(element: Element, steps: tuple[tuple[str, _Compound], ...], at: int) -> bool:
    if at + 1 == len(steps):
        return True
    how, compound = steps[at][0], steps[at + 1][1]
    others: Iterator[Element]
    if how in (">", " "):
        others = element.iterancestors()
    else:
        others = (e for e in element.itersiblings(preceding=True) if isinstance(e.tag, str))
    for other in others:
        if compound.fits(other) and _rest_fits(other, steps, at + 1):
            return True
        if how in (">", "+"):
            return False
    return False


@dataclass
class Sheets:
    """The rules of a page, found by what their last element must be."""

    _rules: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))
    _order: int = 0

    def add(self, text: str) -> None:
        """Take the rules of a sheet that hold on a screen."""
        text = _COMMENT.sub("", text[:_LARGEST])
        for selectors, declarations in _blocks(text):
            said = declared(declarations)
            if not said:
                continue
            for selector in selectors.split(","):
                rule = _rule(selector.strip(), self._order, said)
                if rule is not None:
                    self._order += 1
                    last = rule.steps[0][1]
                    self._rules[last.key or (last.names or (last.tag,))[0]].append(rule)

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
            layers.append((declared(own), (1_000, 0, 0, 0)))
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
    """Selectors and declarations of the rules that hold; those for paper, and for narrow screens, do not."""
    open_media: list[bool] = []
    at = 0
    while match := _HEAD.search(text, at):
        at = match.end()
        head = match[0][:-1].strip()
        if match[0] == "}":
            open_media[-1:] = []
        elif match[0].endswith(";"):
            continue
        elif head.startswith("@"):
            name, _, condition = head.partition(" ")
            name = name.split("(")[0].lower()
            if name in ("@media", "@supports", "@layer"):
                open_media.append(name != "@media" or _on_screen(condition.lower()))
            else:
                at = _behind(text, at)
        else:
            end = text.find("}", at)
            end = len(text) if end < 0 else end
            if all(open_media):
                yield head, text[at:end]
            at = end + 1


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


def _rule(selector: str, order: int, said: dict[str, tuple[bool, str]]) -> _Rule | None:
    """A rule; None for a selector that depends on more than the page says (:hover), or that is not known."""
    pseudo = ""
    match = re.search(r"::?(before|after)$", selector, re.IGNORECASE)
    if match:
        pseudo, selector = match[1].lower(), selector[: match.start()] or "*"
    if ":" in selector or not selector:
        return None
    parts = _STEP.split(selector)
    compounds = [_compound(part) for part in reversed(parts[::2])]
    hows = [how or " " for how in reversed(parts[1::2])]
    known = [compound for compound in compounds if compound is not None]
    if len(known) < len(compounds):
        return None
    weight = (
        sum(bool(one.key) for one in known),
        sum(len(one.names) + len(one.attributes) for one in known),
        sum(bool(one.tag) for one in known),
    )
    return _Rule(tuple(zip([*hows, ""], known, strict=True)), weight, order, pseudo, said)


def _compound(part: str) -> _Compound | None:
    tag = key = ""
    names: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    at = 0
    while at < len(part):
        match = _COMPOUND.match(part, at)
        if match is None or match.end() == at:
            return None
        at = match.end()
        if match["tag"]:
            tag = "" if match["tag"] == "*" else match["tag"].lower()
        elif match["name"]:
            names.append(match["name"])
        elif match["id"]:
            key = match["id"]
        else:
            attributes.append((match["key"].lower(), match["how"] or "", match["value"] or ""))
    return _Compound(tag, tuple(names), key, tuple(attributes))
