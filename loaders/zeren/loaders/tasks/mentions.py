"""Who a task names, and in which role: its statements, and what the document says once for all of them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from zeren.loaders.names.canonical import Named, resolve
from zeren.loaders.names.groups import is_indefinite
from zeren.loaders.records import Document, Mention
from zeren.loaders.statements.parts import ELSEWHERE, Part, offset_of
from zeren.loaders.tasks.drafts import Draft
from zeren.loaders.tasks.rules import InForce
from zeren.loaders.text.passage import Passage, close_gaps, has_gap
from zeren.loaders.text.source import Source
from zeren.loaders.words.lexicon import words

BY_RULE = "document-rule"
"""The rule of a mention that the document makes once for many tasks."""


class Mentions(Struct, frozen=True, gc=False):
    """Who answers for one task, and how that is known."""

    leaders: tuple[Mention, ...]
    lead: tuple[Mention, ...]
    support: tuple[Mention, ...]
    responsible: tuple[Mention, ...]
    open_list: bool
    convention: str
    statement: str
    """The printed words that name them."""

    @property
    def units(self) -> tuple[Mention, ...]:
        """The bodies, role after role."""
        return (*self.lead, *self.support, *self.responsible)


class _Named(Struct, gc=False):
    """A body that a statement names, before the document's rules are asked."""

    role: str
    rule: str
    line: int | None
    printed: Passage
    name: Passage
    """The same without gaps."""


def mentions_of(source: Source, draft: Draft, document: Document, rules: InForce) -> Mentions:
    """Who answers for ``draft``; ``rules`` are those that are true for it."""
    leaders: list[Mention] = []
    bodies: list[_Named] = []
    statement: list[str] = []
    within: Passage | None = None
    spaced = False
    for passage, part in draft.parts:
        if passage is not within:
            # A long paragraph may hold thousands of parts.
            within, spaced = passage, has_gap(passage.text)
        statement.append(_words(source, passage, part, spaced))
        # Without white space it is one line.
        line = source.line_of(passage.start) if passage.at is None and not spaced else None
        leading = _before_comma(passage, part) if "before-comma-leads" in rules.kinds else 0
        for i, a in enumerate(part.assignments):
            name = close_gaps(a.name) if spaced else a.name
            if a.role == "leader":
                person = _person(name.text, part.rule in ELSEWHERE)
                leaders.append(mention_of(source, a.name, name, person, part.rule, line))
            else:
                bodies.append(_Named("lead" if i < leading else a.role, part.rule, line, a.name, name))
    stated = any(body.role == "lead" for body in bodies)
    roles, convention = _roles(bodies, stated, rules)
    found: dict[str, list[Mention]] = {"lead": [], "support": [], "responsible": []}
    resolved = resolve([body.name.text for body in bodies], document.city)
    for body, role, one in zip(bodies, roles, resolved, strict=True):
        known = Named(one.name, one.kind, True) if body.rule in ELSEWHERE else one
        found[role].append(mention_of(source, body.printed, body.name, known, body.rule, body.line))
    for who in rules.also:
        name = close_gaps(who)
        (group,) = resolve([name.text], document.city)
        if any(m.name == group.name for mentions in found.values() for m in mentions):
            continue
        role = "support" if found["lead"] else "responsible"
        found[role].append(mention_of(source, who, name, Named(group.name, group.kind, True), BY_RULE))
    return Mentions(
        leaders=tuple(leaders),
        lead=tuple(found["lead"]),
        support=tuple(found["support"]),
        responsible=tuple(found["responsible"]),
        open_list=any(part.open_list for _, part in draft.parts),
        convention=convention if found["lead"] else "none",
        statement="\n".join(statement),
    )


def _roles(bodies: list[_Named], stated: bool, rules: InForce) -> tuple[list[str], str]:
    """The role of each body, and how a lead among them is known; ``stated``: the words themselves name one."""
    given = [body.role for body in bodies]
    if stated:
        by_comma = "before-comma-leads" in rules.kinds
        beside = ["support" if role == "responsible" else role for role in given]
        return beside, "first-is-lead" if by_comma else "explicit"
    if "first-leads" in rules.kinds and bodies and not is_indefinite(bodies[0].name.text):
        return ["lead", *["support"] * (len(given) - 1)], "first-is-lead"
    if "responsible-leads" in rules.kinds or ("single-leads" in rules.kinds and len(given) == 1):
        return ["lead" if role == "responsible" else role for role in given], "explicit"
    return given, "none"


def _before_comma(passage: Passage, part: Part) -> int:
    """How many names of a list stand before its first comma: 「责任单位：甲局、乙局，丙局」."""
    if part.role != "responsible":
        return 0
    ends = [offset_of(passage, a.name) for a in part.assignments]
    for i, (one, other) in enumerate(pairwise(ends), 1):
        if _COMMA.search(passage.text, one + len(part.assignments[i - 1].name.text), other):
            return i
    return 0


_COMMA = re.compile("[，,；;]")


@lru_cache(maxsize=10_000)
def _person(name: str, inherited: bool) -> Named:
    return Named(name, "group" if name.startswith(words("titles", "nobody")) else "person", inherited)


def mention_of(
    source: Source, printed: Passage, name: Passage, named: Named, rule: str, line: int | None = None
) -> Mention:
    """The mention printed at ``printed``; ``name`` is the same without gaps, ``line`` where that is known."""
    start, end = printed.span() if printed.at else (printed.start, printed.start + len(printed.text))
    line = line or source.line_of(start)
    place = source.place_of(start) if source.places else None
    words_printed = name.text if source.as_printed else source.printed(name)
    return Mention(words_printed, named.name, named.kind, start, end, line, rule, named.inherited, place)


def _words(source: Source, passage: Passage, part: Part, spaced: bool) -> str:
    """The words of a part as printed; those of a table's cell with the head of its column, which gives the role."""
    said = passage.cut(part.start, part.end)
    if spaced and has_gap(said.text):
        words_printed = "\n".join([source.printed(close_gaps(line)) for line in said.lines()])
    else:
        words_printed = source.printed(said)
    if not part.head:
        return words_printed
    head = source.printed(close_gaps(part.head.without(_LINE_END)))
    return f"{head}{': ' if head.isascii() else '：'}{words_printed}"


_LINE_END = re.compile(r"\n")
