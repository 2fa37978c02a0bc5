"""Just enough of Cypher's grammar to see what a query uses: tokens, parameters, labels, properties, columns.

It is no parser: the engines are. It never changes a query's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Kind = Literal["string", "parameter", "number", "name", "quoted", "symbol"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |\$(?P<parameter>\w+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<symbol><-|->|<>|<=|>=|=~|\.\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WRITES = frozenset(
    ("CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "DROP", "FOREACH", "LOAD", "CALL", "ALTER")
)
_SUBQUERIES = frozenset(("EXISTS", "COUNT", "COLLECT", "CALL"))
_END_OF_RETURN = frozenset(("ORDER", "SKIP", "LIMIT", "UNION"))
_OPENING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query; comments and white space are none."""

    kind: Kind
    text: str
    """Without the quotes of a back-ticked name and the $ of a parameter."""

    def keyword(self, *words: str) -> bool:
        """Whether it is one of these words, given in capitals."""
        return self.kind == "name" and self.text.upper() in words


def tokens(cypher: str) -> tuple[Token, ...]:
    """The words of a query. An open quote gives a symbol token of that quote."""
    found: list[Token] = []
    for match in _TOKEN.finditer(cypher):
        kind = match.lastgroup
        if kind == "space":
            continue
        assert kind is not None  # the last alternative takes any character
        text = match[kind]
        found.append(Token(kind, text[1:-1].replace("``", "`") if kind == "quoted" else text))  # type: ignore[arg-type]  # the groups are the kinds
    return tuple(found)


def pieces(cypher: str) -> Iterator[tuple[str, str]]:
    """All of a text, cut up: the kind of each piece (``space`` for blanks and comments), and the piece itself."""
    for match in _TOKEN.finditer(cypher):
        yield str(match.lastgroup), match[0]


def statements(text: str) -> tuple[list[str], str]:
    """The statements of a text that end in ``;``, without it, and what is left: one that has not ended yet.

    A semicolon in a string, a comment or behind a quote that is still open ends nothing.
    """
    found: list[str] = []
    current = ""
    open_quote = False
    before = ""
    for kind, piece in pieces(text):
        open_quote = open_quote or (kind == "symbol" and (piece in "'\"`" or (before, piece) == ("/", "*")))
        before = piece
        if piece == ";" and kind == "symbol" and not open_quote:
            found.append(current.strip())
            current = ""
        else:
            current += piece
    return [statement for statement in found if statement], current


def parameters_used(cypher: str) -> frozenset[str]:
    """The names behind $, those in strings and comments left out."""
    return frozenset(t.text for t in tokens(cypher) if t.kind == "parameter")


@dataclass(frozen=True, slots=True)
class Use:
    """A property, and the labels or types of what it is read from (empty where the query does not say)."""

    owners: frozenset[str]
    property: str


@dataclass(slots=True)
class Shape:
    """What a query reads and gives back."""

    labels: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    properties: set[Use] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    """Words that change a graph, or run a procedure."""
    variables: set[str] = field(default_factory=set)
    """Names bound before the last RETURN."""
    columns: tuple[str | None, ...] = ()
    """Aliases of the last RETURN; None where a column has none."""
    order: tuple[str, ...] = ()
    """What the last ORDER BY sorts by, each written without blanks, ASC and DESC left out."""
    limit: tuple[str, ...] = ()
    """The tokens after the last LIMIT; empty where there is none."""


def shape(cypher: str) -> Shape:
    """What a query uses. Written for queries that an engine accepts; others give something, never an
    error.
    """
    words = tokens(cypher)
    result = Shape()
    owners: dict[str, set[str]] = {}
    accesses: list[tuple[str | None, frozenset[str], str]] = []
    depth: list[str] = []  # the open brackets; a map is "map", the braces of a subquery are "{"
    pattern: frozenset[str] = frozenset()
    last_return = _last_return(words)
    i = 0
    returning = False
    while i < len(words):
        word, before = words[i], words[i - 1] if i else None
        if word.text in _OPENING and word.kind == "symbol":
            subquery = word.text == "{" and before is not None and before.keyword(*_SUBQUERIES)
            depth.append("map" if word.text == "{" and not subquery else word.text)
            if word.text != "{":
                pattern = frozenset()
        elif word.text in _OPENING.values() and word.kind == "symbol":
            depth = depth[:-1]
            if word.text != "}" and "map" not in depth:  # behind (u:Unit {…}) a map is nobody's: WITH u, {a: 1} AS m
                pattern = frozenset()
        elif word.text == ":" and depth[-1:] != ["map"]:
            names, i = _labels(words, i)
            (result.types if depth[-1:] == ["["] else result.labels).update(names)
            pattern = frozenset(names)
            if before is not None and before.kind in ("name", "quoted"):
                owners.setdefault(before.text, set()).update(names)
            continue
        elif word.text == ":" and before is not None and before.kind in ("name", "quoted"):
            accesses.append((None, pattern, before.text))
        elif word.text == "." and i + 1 < len(words) and before is not None:
            after = words[i + 1]
            called = i + 2 < len(words) and words[i + 2].text == "("
            if before.kind in ("name", "quoted") and after.kind in ("name", "quoted") and not called:
                accesses.append((before.text, frozenset(), after.text))
        elif word.keyword(*_WRITES) and _is_clause(words, i):
            result.writes.add(word.text.upper())
        # The aliases of a part of a UNION are columns, as those of the last RETURN are.
        if "{" not in depth:  # COUNT { … RETURN DISTINCT x } gives the query no columns
            returning = word.keyword("RETURN") or (returning and not word.keyword(*_END_OF_RETURN))
        if _binds(words, i, depth) and not returning and i < last_return:
            result.variables.add(word.text)
        i += 1
    for variable, known, name in accesses:
        of = frozenset(owners.get(variable, ())) if variable is not None else known
        result.properties.add(Use(of, name))
    _give_back(words[last_return + 1 :], result)
    return result


def _last_return(words: Sequence[Token]) -> int:
    """The place of the last RETURN that is the query's own, not a subquery's; behind all words where there is none."""
    found, braces = len(words), 0
    for i, word in enumerate(words):
        if word.kind == "symbol" and word.text in "{}":
            braces += 1 if word.text == "{" else -1
        elif word.keyword("RETURN") and not braces:
            found = i
    return found


def _is_clause(words: Sequence[Token], i: int) -> bool:
    """Whether the keyword at ``i`` is one, not a name that happens to be spelt like one (t.order, AS load)."""
    before = words[i - 1] if i else None
    if before is not None and (before.text in (".", ":", "|", "(", "[", ",") or before.keyword("AS", "BY")):
        return False
    return not words[i].keyword("LOAD") or (words[i + 1 : i + 2] != () and words[i + 1].keyword("CSV"))


def _labels(words: Sequence[Token], i: int) -> tuple[list[str], int]:
    """The names after a colon (A|B, A:B, A&B, !A), and the place behind them."""
    names: list[str] = []
    while i < len(words) and (words[i].text in (":", "|", "&", "!") or words[i].kind in ("name", "quoted")):
        if words[i].kind in ("name", "quoted"):
            if names and words[i - 1].text not in (":", "|", "&", "!"):
                break
            names.append(words[i].text)
        i += 1
    return names, i


def _binds(words: Sequence[Token], i: int, depth: Sequence[str]) -> bool:
    """Whether the name at ``i`` is bound there: (u …, [r …, … AS x."""
    if words[i].kind not in ("name", "quoted") or i == 0:
        return False
    before = words[i - 1]
    if before.keyword("AS"):
        return True
    after = words[i + 1].text if i + 1 < len(words) else ""
    opens_pattern = before.text in ("(", "[") and before.kind == "symbol" and after in (":", ")", "]", "{")
    called = i >= 2 and words[i - 2].kind == "name" and before.text == "(" and not words[i - 2].keyword("MATCH")
    return opens_pattern and not (called and after == ")")


def _split(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Parts between commas that stand in no bracket."""
    part: list[Token] = []
    depth = 0
    for word in words:
        if word.kind == "symbol" and word.text in _OPENING:
            depth += 1
        elif word.kind == "symbol" and word.text in _OPENING.values():
            depth -= 1
        if word.text == "," and word.kind == "symbol" and depth == 0:
            yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _give_back(words: Sequence[Token], result: Shape) -> None:
    ends = [i for i, w in enumerate(words) if w.keyword(*_END_OF_RETURN) and _is_clause(words, i)]
    items = list(_split(words[: ends[0] if ends else len(words)]))
    result.columns = tuple(item[-1].text if len(item) > 2 and item[-2].keyword("AS") else None for item in items)
    for start, end in pairwise([*ends, len(words)]):
        if words[start].keyword("ORDER"):
            keys = _split(words[start + 2 : end])
            result.order = tuple(
                "".join(w.text for w in key if not w.keyword("ASC", "DESC", "ASCENDING", "DESCENDING")) for key in keys
            )
        elif words[start].keyword("LIMIT"):
            result.limit = tuple(f"${w.text}" if w.kind == "parameter" else w.text for w in words[start + 1 : end])
