"""The shell's line editor: colours, completion, history."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from zeren.cli.options import say
from zeren.cli.shell import SHOWN
from zeren.cli.shell_session import COMMANDS, Session
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.queries.cypher import pieces, statements

KEYWORDS = re.findall(
    r"\w+",
    """AND AS ASC BY CASE CONTAINS COUNT DESC DISTINCT ELSE END ENDS EXISTS EXPLAIN IN IS LIMIT MATCH NOT NULL ON
    OPTIONAL OR ORDER RETURN SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR true false null""",
)
FUNCTIONS = ("abs", "avg", "coalesce", "collect", "count", "labels", "max", "min", "range", "round", "size", "sum")
STYLE = Style.from_dict(
    {
        "keyword": "bold ansiblue",
        "string": "ansigreen",
        "number": "ansicyan",
        "comment": "ansibrightblack",
        "label": "ansimagenta",
        "parameter": "ansiyellow",
        "command": "bold",
        "bottom-toolbar": "noreverse ansibrightblack",
    }
)
_LABELS = {node.label: tuple(p.name for p in node.properties) for node in NODE_TYPES}
_TYPES = {edge.type: tuple(p.name for p in edge.properties) for edge in EDGE_TYPES}
_KEYWORDS = frozenset(word.upper() for word in KEYWORDS)
_BOUND = re.compile(r"[(\[]\s*(\w+)\s*:\s*([\w|:&!]+)")
_DOTTED = re.compile(r"(\w+)\.(\w*)$")
_DOLLAR = re.compile(r"\$(\w*)$")
_COLON = re.compile(r"([(\[])[^()\[\]{}]*[:|&!]\s*(\w*)$")
_WORD = re.compile(r"(\w*)$")


def prompter(session: Session) -> Callable[[], str]:
    """A function that asks for the next command or question. It raises KeyboardInterrupt and EOFError."""
    prompt: PromptSession[str] = PromptSession(
        history=_history(),
        lexer=CypherLexer(),
        completer=ShellCompleter(session),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
        multiline=True,
        key_bindings=_keys(),
        style=STYLE,
        prompt_continuation=lambda width, line, wrapped: "  ...> ".rjust(width),
        bottom_toolbar=lambda: f"{session.format} · limit {session.limit or 'off'} · :help",
    )
    return lambda: prompt.prompt("zeren> ")


def history_file() -> Path:
    """Where what was typed is kept, as the system wants it."""
    if sys.platform in ("win32", "darwin"):
        return Path(click.get_app_dir("zeren")) / "history"
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "zeren" / "history"


def _history() -> History:
    path = history_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        say(f"what you type is not kept: {path}: {error.strerror}")
        return InMemoryHistory()
    return FileHistory(str(path))


def complete(text: str) -> bool:
    """Whether Enter runs a text: a command, questions that end in a semicolon, or nothing."""
    return text.lstrip().startswith(":") or all(kind == "space" for kind, _ in pieces(statements(text)[1]))


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    @keys.add("enter", filter=completion_is_selected)
    def take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    return keys


class CypherLexer(Lexer):
    """Colours by kind of word."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """The coloured parts of each line."""
        lines: list[StyleAndTextTuples] = [[]]
        before = ""
        if document.text.lstrip().startswith(":"):
            return lambda number: [("class:command", document.lines[number])]
        for kind, piece in pieces(document.text):
            style = _style(kind, piece, before)
            before = before if kind == "space" else piece
            first, *rest = piece.split("\n")
            lines[-1].append((style, first))
            lines += [[(style, part)] for part in rest]
        return lambda number: lines[number] if number < len(lines) else []


def _style(kind: str, piece: str, before: str) -> str:
    if kind == "space":
        return "class:comment" if piece.startswith("/") else ""
    if kind in ("string", "number", "parameter"):
        return f"class:{kind}"
    if kind == "name" and before != ".":
        if piece in _LABELS or piece in _TYPES:
            return "class:label"
        if piece.upper() in _KEYWORDS:
            return "class:keyword"
    return ""


class ShellCompleter(Completer):
    """What may stand where the cursor is, after the schema, the catalogue and what the user set."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Names that begin as the word before the cursor does."""
        text = document.text_before_cursor
        word, names = self._command(text.lstrip()) if text.lstrip().startswith(":") else self._cypher(text)
        for name, about in names:
            if name.lower().startswith(word.lower()):
                yield Completion(name, start_position=-len(word), display_meta=about)

    def _command(self, text: str) -> tuple[str, Iterator[tuple[str, str]]]:
        name, blank, rest = text[1:].partition(" ")
        if not blank:
            return name, ((n, c[2]) for n, c in COMMANDS.items())
        word = rest.rpartition(" ")[2]
        if name == "format":
            return word, ((n, "") for n in SHOWN)
        if name == "run" and " " not in rest:
            return word, ((q.name, q.title_zh) for q in self.session.known.values())
        stored = self.session.known.get(rest.partition(" ")[0]) if name == "run" else None
        if stored is not None and "=" in word:
            key, _, begun = word.partition("=")
            values = next((p.values for p in stored.parameters if p.name == key), ())
            return begun, ((v, "") for v in values)
        if stored is not None:
            return word, ((f"{p.name}=", p.description) for p in stored.parameters)
        if name == "param":
            return word, ((n, "") for n in ("list", "clear"))
        return word, iter(())

    def _cypher(self, text: str) -> tuple[str, Iterator[tuple[str, str]]]:
        if found := _DOLLAR.search(text):
            return found[1], ((n, "") for n in self.session.parameters)
        if found := _DOTTED.search(text):
            return found[2], ((n, "") for n in _properties(text, found[1]))
        if found := _COLON.search(text):
            return found[2], ((n, "") for n in (_LABELS if found[1] == "(" else _TYPES))
        word = _WORD.search(text)
        begun = word[1] if word else ""
        bound = dict.fromkeys(name for name, _ in _BOUND.findall(text))
        return begun, ((n, "") for n in (*bound, *KEYWORDS, *FUNCTIONS))


def _properties(text: str, variable: str) -> list[str]:
    """The properties of the labels that a variable has in the text; all, where it has none."""
    owners = [o for name, of in _BOUND.findall(text) if name == variable for o in re.split(r"[|:&!]+", of)]
    known = [names for o in owners for names in (_LABELS.get(o), _TYPES.get(o)) if names is not None]
    return sorted(set().union(*(known or [*_LABELS.values(), *_TYPES.values()])))
