"""Selectors of style sheets: Selectors 4, the parts that published pages use and that the page alone decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement
_COMPOUND = re.compile(
    r"(?P<tag>\*|[a-z][\w-]*)|\.(?P<name>(?:[\w-]|[^\x00-\x7f])+)|#(?P<id>(?:[\w-]|[^\x00-\x7f])+)"
    r"|::?(?P<test>[a-z-]+)(?:\((?P<inner>\d+)\))?"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\]\"']*)[\"']?\s*)?\]",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?:\s*([>+~])\s*|\s+)(?![^\[]*\])")
_DEEPEST = 20
"""Brackets in a selector; more of them are no page's."""


@dataclass(frozen=True, slots=True)
class Compound:
    """One element of a selector: everything that it must be."""

    tag: str
    names: tuple[str, ...]
    key: str
    attributes: tuple[tuple[str, str, str], ...]
    tests: tuple[tuple[str, tuple[Steps, ...]], ...]
    """Of :not(…) and the like, the selectors in it."""

    def fits(self, element: Element) -> bool:
        """Is it this element?"""
        if self.tag and element.tag != self.tag:
            return False
        if self.key and element.get("id") != self.key:
            return False
        if self.names and not set(self.names) <= set(element.get("class", "").split()):
            return False
        return all(_has(element.get(key), how, value) for key, how, value in self.attributes) and all(
            _passes(element, test, inner) for test, inner in self.tests
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much it counts where rules contradict each other."""
        own = (bool(self.key), len(self.names) + len(self.attributes), bool(self.tag))
        inner = [
            max((weight_of(steps) for steps in held), default=(0, 0, 0)) if held else (0, 1, 0)
            for test, held in self.tests
            if test != "where"
        ]
        return _sum([own, *inner])


Steps: TypeAlias = "tuple[tuple[str, Compound], ...]"
_LISTS = {"is": "is", "matches": "is", "-webkit-any": "is", "where": "where", "not": "not"}
_STATES = ("root", "checked", "first-child", "last-child", "only-child", "empty", "link", "any-link", "enabled")


def _passes(element: Element, test: str, inner: tuple[Steps, ...]) -> bool:
    if inner:
        return any(fits(element, steps) for steps in inner) != (test == "not")
    if test == "root":
        return element.getparent() is None
    if test in ("link", "any-link"):
        return element.tag == "a" and element.get("href") is not None
    if test == "checked":
        return element.get("checked") is not None or element.get("selected") is not None
    if test == "enabled":
        return element.get("disabled") is None
    if test == "empty":
        return not len(element) and not element.text
    if test.startswith("nth-"):
        return _counts(element, *test.split())
    first = not any(isinstance(e.tag, str) for e in element.itersiblings(preceding=True))
    last = not any(isinstance(e.tag, str) for e in element.itersiblings())
    return {"first-child": first, "last-child": last}.get(test, first and last)


def _counts(element: Element, test: str, step: str, begin: str) -> bool:
    """Is an element the one, or one of those, that a test counts among the children of its parent?"""
    parent = element.getparent()
    if parent is None:
        return False
    first, last = _order(parent, element.tag if test.endswith("type") else "")[element]
    number = (last if "last" in test else first) - int(begin)
    return number == 0 if step == "0" else number % int(step) == 0 and number // int(step) >= 0


@lru_cache(maxsize=1_000)
def _order(parent: Element, tag: str) -> dict[Element, tuple[int, int]]:
    """The children, of this tag or all, each with its number from the first and from the last."""
    children = [child for child in parent if child.tag == tag or (not tag and isinstance(child.tag, str))]
    return {child: (at + 1, len(children) - at) for at, child in enumerate(children)}


def forget() -> None:
    """Drop what was counted for a page that has been read: it holds the whole page."""
    _order.cache_clear()


_FORMULA = re.compile(r"(?P<step>[+-]?\d*)n\s*(?:(?P<sign>[+-])\s*(?P<more>\d+))?|(?P<number>[+-]?\d+)", re.IGNORECASE)
_BY_NUMBER = {
    **{name: (name, "") for name in ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type")},
    **{"first-of-type": ("nth-of-type", "1"), "last-of-type": ("nth-last-of-type", "1")},
}


def _numbered(name: str, formula: str) -> tuple[str, tuple[Steps, ...]] | None:
    """A test that counts: its name, the step and where it begins."""
    formula = {"odd": "2n+1", "even": "2n"}.get(formula.strip().lower(), formula.strip())
    match = _FORMULA.fullmatch(formula)
    if match is None or len(formula) > 20:
        return None
    if match["number"]:
        return f"{name} 0 {int(match['number'])}", ()
    step = int(match["step"] + "1" if match["step"] in ("", "+", "-") else match["step"])
    return f"{name} {step} {int((match['sign'] or '') + (match['more'] or '0'))}", ()


def weight_of(steps: Steps) -> tuple[int, int, int]:
    """How much a selector counts where rules contradict each other."""
    return _sum([compound.weight for _, compound in steps])


def _sum(weights: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    return sum(w[0] for w in weights), sum(w[1] for w in weights), sum(w[2] for w in weights)


def fits(element: Element, steps: Steps) -> bool:
    """Does a selector speak of an element?"""
    return steps[0][1].fits(element) and _rest_fits(element, steps, 0)


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


def _rest_fits(element: Element, steps: Steps, at: int) -> bool:
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


def in_brackets(selector: str) -> tuple[str, list[str]]:
    """A selector in which a number stands for what is in each pair of round brackets, and what that is."""
    held: list[str] = []
    out, depth, begin = "", 0, 0
    for at, char in enumerate(selector):
        if char == "(":
            depth += 1
            begin = at + 1 if depth == 1 else begin
        elif char == ")" and depth:
            depth -= 1
            if not depth:
                out += f"({len(held)})"
                held.append(selector[begin:at])
        elif not depth:
            out += char
    return out, held


def steps_of(selector: str, held: list[str]) -> Steps | None:
    """A selector, from its last element outwards; None where it is not known what it asks for."""
    parts = _STEP.split(selector)
    compounds = [_compound(part, held) for part in reversed(parts[::2])]
    hows = [how or " " for how in reversed(parts[1::2])]
    known = [compound for compound in compounds if compound is not None]
    if not selector or len(known) < len(compounds):
        return None
    return tuple(zip([*hows, ""], known, strict=True))


def _compound(part: str, held: list[str]) -> Compound | None:
    tag = key = ""
    names: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    tests: list[tuple[str, tuple[Steps, ...]]] = []
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
        elif match["test"]:
            test = _test(match["test"].lower(), held[int(match["inner"])] if match["inner"] else "")
            if test is None:
                return None
            tests.append(test)
        else:
            attributes.append((match["key"].lower(), match["how"] or "", match["value"] or ""))
    return Compound(tag, tuple(names), key, tuple(attributes), tuple(tests))


def _test(name: str, inner: str) -> tuple[str, tuple[Steps, ...]] | None:
    if name in _STATES and not inner:
        return name, ()
    if name in _BY_NUMBER:
        name, own = _BY_NUMBER[name]
        return _numbered(name, inner or own)
    if name not in _LISTS or not inner or inner.count("(") > _DEEPEST:
        return None
    folded, held = in_brackets(inner)
    lists = [steps_of(one.strip(), held) for one in folded.split(",")]
    known = tuple([steps for steps in lists if steps])
    return (_LISTS[name], known) if len(known) == len(lists) else None
