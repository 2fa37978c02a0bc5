"""What ArcadeDB's own parser says of a query, and so whether it is run.

The engine's grammar gives the tree of the very text that is run. Every kind of node in it must be one of those that
read the graph or compute, every function one that computes. Which words stand in strings and comments, and what an
escape means, is the parser's to know: a list of forbidden words in front of it took ``"\\u0022"`` for another string
than the engine did, and read files.
"""

from __future__ import annotations

import re
import secrets
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zeren.graph.stores.arcade_answers import query_error
from zeren.graph.stores.guard import EMPTY, LOAD_CSV, OUTSIDE, PROFILE, SERVER, WRITES
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from collections.abc import Mapping

SWITCHED_OFF: Mapping[str, object] = {
    "arcadedb.opencypher.loadCsv.allowFileUrls": False,
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": False,
    # Else the engine cuts literals out of a text, with a lexer of its own, before it parses what is left.
    "arcadedb.queryLiteralParameterization": False,
}
"""Settings of a database that take from the engine what no query of ours needs."""

_CLAUSES = frozenset(
    re.findall(
        r"\S+",
        """statement queryWithLocalDefinitions regularQuery union singleQuery clause nextStatement matchClause
        matchMode whereClause unwindClause withClause returnClause returnBody returnItems returnItem orderBy
        orderItem ascToken descToken skip limit orderBySkipLimitClause subqueryClause subqueryScope""",
    )
)
_PATTERNS = frozenset(
    re.findall(
        r"\S+",
        """patternList pattern quantifier anonymousPattern shortestPathPattern patternElement pathPatternPrefix
        nonNegativeIntegerSpecification pathMode groupToken pathToken pathPatternNonEmpty nodePattern
        parenthesizedPath nodeLabels nodeLabelsIs labelType relType labelOrRelType properties
        relationshipPattern leftArrow arrowLine rightArrow pathLength labelExpression labelExpression4
        labelExpression3 labelExpression2 labelExpression1 dynamicExpression dynamicAnyAllExpression
        dynamicLabelType hint""",
    )
)
_EXPRESSIONS = frozenset(
    re.findall(
        r"\S+",
        """expression expression11 expression10 expression9 expression8 expression7 comparisonExpression6
        normalForm expression6 expression5 expression4 expression3 expression2 postFix property
        dynamicProperty propertyExpression dynamicPropertyExpression expression1 literal caseExpression
        caseAlternative extendedCaseExpression extendedCaseAlternative extendedWhen listComprehension
        patternComprehension reduceExpression allReduceExpression allReduceExpressionValidArguments
        listItemsPredicate normalizeFunction vectorFunction vectorDistanceFunction vectorNormFunction
        vectorDistanceMetric vectorNormDistanceMetric trimFunction patternExpression shortestPathExpression
        parenthesizedExpression mapProjection mapProjectionElement countStar existsExpression
        countExpression collectExpression numberLiteral signedIntegerLiteral listLiteral propertyKeyName
        parameter parameterName functionInvocation functionArgument functionName namespace variable type
        typePart typeName typeNullability typeListSuffix vectorCoordinateType map stringLiteral
        uIntOrIntParameter symbolicNameString symbolicVariableNameString escapedSymbolicVariableNameString
        unescapedSymbolicVariableNameString escapedSymbolicNameString unescapedSymbolicNameString
        unescapedSymbolicNameString_""",
    )
)
_READS = _CLAUSES | _PATTERNS | _EXPRESSIONS
_CHANGES = frozenset(
    re.findall(
        r"\S+",
        """createClause setClause setItem removeClause removeItem deleteClause mergeClause mergeAction
        foreachClause nonEmptyNameList""",
    )
)
FUNCTIONS = frozenset(
    re.findall(
        r"\S+",
        """abs acos all any asin atan atan2 avg btrim ceil ceiling char_length character_length coalesce
        collect cos cosh cot coth count date date.realtime date.statement date.transaction date.truncate
        datetime datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement
        datetime.transaction datetime.truncate degrees duration duration.between duration.indays
        duration.inmonths duration.inseconds e elementid endnode exists exp floor haversin head id isempty
        isnan isnormalized keys labels last left length ln localdatetime localdatetime.realtime
        localdatetime.statement localdatetime.transaction localdatetime.truncate localtime
        localtime.realtime localtime.statement localtime.transaction localtime.truncate log log10 lower
        ltrim max min nodes none normalize nullif percentilecont percentiledisc pi point point.distance
        point.withinbbox properties radians rand randomuuid range reduce relationships replace reverse right
        round rtrim sign sin single sinh size split sqrt startnode stdev stdevp substring sum tail tan tanh
        time time.realtime time.statement time.transaction time.truncate timestamp toboolean tobooleanlist
        tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull tolower
        tostring tostringlist tostringornull toupper trim type upper valuetype vector.similarity.cosine
        vector.similarity.euclidean""",
    )
)
"""Functions that compute from what they are given: Cypher's own. The engine's others are not run (``sql.…``, ``file``,
what its libraries hold)."""


class Judged(NamedTuple):
    """A query that may be run."""

    text: str
    """The query, exactly as it was parsed."""
    explained: bool
    """Only its plan is wanted."""

    @property
    def sent(self) -> str:
        """What the engine is given."""
        return f"EXPLAIN {self.text}" if self.explained else self.text


@lru_cache(maxsize=256)
def judged(cypher: str, *, writing: bool = False) -> Judged:
    """What to run for a query; with ``writing`` it may change nodes and edges, too.

    Raises ZerenError for an empty query, a mistake, and whatever does more than that. Java must run.
    """
    import jpype

    text, explained = _opened(cypher)
    parser = jpype.JClass("com.arcadedb.query.opencypher.parser.Cypher25AntlrParser")
    trees = jpype.JClass("org.antlr.v4.runtime.tree.Trees")
    try:
        tree = parser().parseQueryWithTree(text).tree()
        found = _kinds(trees, tree)
        names = [str(name.getText()) for name in trees.findAllRuleNodes(tree, _grammar().index("functionName"))]
    except jpype.JException as error:
        raise query_error(error) from error
    allowed = _READS | _CHANGES if writing else _READS
    if not found <= allowed:
        raise _refusal(found - allowed, writing)
    for name in names:
        if name.replace("`", "").lower() not in FUNCTIONS:
            raise ZerenError(f"the query cannot be run: the function {name} is none of Cypher's that compute")
    return Judged(text, explained)


def _opened(cypher: str) -> tuple[str, bool]:
    """A text from its first word on, without a word EXPLAIN in front, and whether there was one.

    The engine cuts comments and blanks off in front with code of its own: where nothing is to be cut, what it parses is
    what was parsed here.
    """
    import jpype

    streams = jpype.JClass("org.antlr.v4.runtime.CharStreams")
    lexer = jpype.JClass("com.arcadedb.query.opencypher.grammar.Cypher25Lexer")(streams.fromString(cypher))
    lexer.removeErrorListeners()  # it would print; the parser tells of the same mistake
    first, second = _word(lexer), _word(lexer)
    if first.getType() == -1:
        raise ZerenError(EMPTY)
    word = str(first.getText()).upper()
    if word == "PROFILE":
        raise ZerenError(PROFILE)
    explained = word == "EXPLAIN" and second.getType() != -1
    text = cypher[(second if explained else first).getStartIndex() :]
    return _cut(_cut(text).removesuffix(";")), explained


def _word(lexer: Any) -> Any:
    token = lexer.nextToken()
    while token.getChannel() != 0:  # blanks and comments
        token = lexer.nextToken()
    return token


def _cut(text: str) -> str:
    """As Java's ``trim`` cuts the end."""
    return text.rstrip("".join(map(chr, range(33))))


def _kinds(trees: Any, tree: Any) -> set[str]:
    """The kinds of all nodes of a tree.

    Asked for as one text, for a call for each node would take longer than the query; each kind is written with a
    secret mark in front of it, so that nothing in the query can be taken for one, or hide one.
    """
    mark, marked = _marked()
    return {word.partition(mark)[2] for word in str(trees.toStringTree(tree, marked)).split() if mark in word}


@cache
def _marked() -> tuple[str, Any]:
    import jpype

    mark = secrets.token_hex(16)
    return mark, jpype.java.util.Arrays.asList([f" {mark}{name} " for name in _grammar()])


@cache
def _grammar() -> list[str]:
    import jpype

    return [str(n) for n in jpype.JClass("com.arcadedb.query.opencypher.grammar.Cypher25Parser").ruleNames]


def _refusal(kinds: set[str], writing: bool) -> ZerenError:
    if "loadCSVClause" in kinds:
        return ZerenError(LOAD_CSV)
    if writing:
        return ZerenError(SERVER)
    return ZerenError(WRITES if kinds & _CHANGES else OUTSIDE)
