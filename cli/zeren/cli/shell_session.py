"""What the shell does with what is typed: questions in Cypher, and commands that begin with a colon."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zeren.cli.options import SUFFIXES, count, say
from zeren.cli.output import cell, write_table
from zeren.cli.query import parsed
from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_of
from zeren.queries.cypher import parameters_used, statements
from zeren.queries.near import nearest

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.graph.stores import Store
    from zeren.graph.table import Table
    from zeren.queries import Catalogue, StoredQuery

LIMIT = 1000
"""Rows of an answer that are shown unless the user wants more."""


class Session:
    """One sitting: the store, the user's settings, the last answer."""

    def __init__(self, store: Store, known: Catalogue, format_name: str) -> None:
        self.store = store
        self.known = known
        self.format = format_name
        self.limit: int | None = LIMIT
        self.timeout: float | None = None
        self.parameters: dict[str, Value] = {}
        self.last: Table | None = None
        self.asked: tuple[StoredQuery | None, str] = (None, "")
        """Of the last answer: the stored query, or the Cypher."""
        self.paged = False
        """Whether an answer longer than the screen goes through the pager."""
        self.ended = False

    # What was typed ------------------------------------------------------------------------------

    def run_typed(self, text: str) -> None:
        """Run what was typed at the prompt: one command, or questions. Raises ZerenError for the first that fails."""
        if text.lstrip().startswith(":"):
            self._command(text.strip())
            return
        ended, rest = statements(text)
        for question in (*ended, rest):
            self._ask(question)

    def run_text(self, text: str, name: str) -> None:
        """Run a script: commands on lines of their own, questions that end in a semicolon.

        Raises ZerenError, with the line, for the first that fails.
        """
        waiting, began = "", 1
        for number, line in enumerate([*text.splitlines(), None], 1):
            try:
                if line is None:
                    self._ask(waiting)
                elif not waiting.strip() and line.lstrip().startswith(":"):
                    waiting = ""
                    began = number
                    self._command(line.strip())
                else:
                    began = began if waiting.strip() else number
                    ended, waiting = statements(f"{waiting}{line}\n")
                    for question in ended:
                        self._ask(question)
            except ZerenError as error:
                raise ZerenError(f"{name}, line {began}: {error}") from error
            if self.ended:
                return

    def _ask(self, text: str) -> None:
        from zeren.queries import stream_cypher
        from zeren.queries.check import unknown_names

        used = parameters_used(text)
        if not statements(f"{text};")[0]:
            return
        given = {name: value for name, value in self.parameters.items() if name in used}
        self._show(lambda: stream_cypher(self.store, text, given, seconds=self.timeout))
        self.asked = (None, text)
        for line in unknown_names(text, labelled=True):
            say(line)

    def _command(self, line: str) -> None:
        name, _, rest = line[1:].partition(" ")
        command = COMMANDS.get(name.lower())
        if command is None:
            raise ZerenError(f"no command :{name}{nearest(name, COMMANDS)} (:help lists all)")
        command[1](self, rest.strip())

    # Answers -------------------------------------------------------------------------------------

    def _show(self, ask: Callable[[], Any]) -> None:
        """Ask in a thread of its own, so that Ctrl-C is heard while the engine works; then show the answer."""
        wanted = None if self.limit is None else self.limit + 1

        def work() -> Table:
            with ask() as stream:
                table: Table = stream.table(wanted)
                return table

        table = interruptible(work, self.store.cancel)
        more = self.limit is not None and len(table) > self.limit
        if more:
            table = type(table)(table.columns, table.rows[: self.limit])
        self.last = table
        self._print(table)
        if more:
            say(f"only the first {count(len(table), 'row')}: there are more (:limit)")
        elif self.paged:
            say(count(len(table), "row"))

    def _print(self, table: Table) -> None:
        if not self.paged:
            write_table(table, self.format, None)
            return
        from zeren.cli.output import TEXT_FORMATS, plain_table

        wide, high = shutil.get_terminal_size()
        text = plain_table(table, width=wide) if self.format == "table" else TEXT_FORMATS[self.format](table)
        if text.count("\n") >= high - 2:
            click.echo_via_pager(text)
        else:
            click.echo(text, nl=False)

    # Commands ------------------------------------------------------------------------------------

    def help(self, rest: str) -> None:
        """List the commands."""
        click.echo("A question in Cypher ends in a semicolon. Commands:")
        for usage, _, words in ((c[0], c[1], c[2]) for c in COMMANDS.values()):
            click.echo(f"  {usage:28} {words}")

    def queries(self, rest: str) -> None:
        """List the stored queries, or those that have all of some words."""
        from zeren.graph.table import Table
        from zeren.queries import search

        found = search(self.known.values(), rest) if rest else list(self.known.values())
        if not found:
            raise ZerenError(f"no stored query has the words {rest}: give fewer")
        rows = tuple((q.name, q.title, q.title_zh, " ".join(p.name for p in q.parameters)) for q in found)
        self._print(Table(("name", "title", "title_zh", "parameters"), rows))

    def run(self, rest: str) -> None:
        """Ask a stored query; parameters that were set count too."""
        from zeren.cli.spoken import understood, with_decisions
        from zeren.queries.hints import unknown_values

        words = _words(rest)
        if not words:
            raise ZerenError("give the name of a stored query: :run unit-load top=10 (:queries lists all)")
        stored = self.known[words[0]]
        takes = {parameter.name for parameter in stored.parameters}
        given: dict[str, object] = {name: value for name, value in self.parameters.items() if name in takes}
        given.update(_pairs(words[1:]))
        given = understood(self.store, stored, with_decisions(stored, given))
        values = stored.bind(given)
        self._show(lambda: stored.stream(self.store, given, seconds=self.timeout))
        self.asked = (stored, stored.cypher)
        for line in unknown_values(self.store, stored, values):
            say(line)

    def param(self, rest: str) -> None:
        """Set a parameter, show all, or forget all."""
        if rest in ("", "list"):
            for name, value in sorted(self.parameters.items()):
                click.echo(f"{name} = {cell(value)}")
        elif rest == "clear":
            self.parameters.clear()
        else:
            self.parameters.update({name: parsed(value) for name, value in _pairs(_words(rest)).items()})

    def view(self, rest: str) -> None:
        """Write the tasks that the last answer is about as a page."""
        from zeren.cli.files import PAGE, check_ending
        from zeren.queries.selection import selection
        from zeren.views import write_page

        path = Path(rest or "view.html")
        check_ending(path, *PAGE)
        write_page(selection(self.store.graph(), self._last()), path, title=None, groups=True)
        say(f"wrote {path}")

    def chart(self, rest: str) -> None:
        """Draw the last answer; x=, y=a,b and kind= say what of it."""
        from zeren.cli.drawn import Drawn
        from zeren.views.charts_files import check_chart
        from zeren.views.charts_own import KINDS, Wanted

        names = [word for word in _words(rest) if "=" not in word]
        if len(names) > 1:
            raise ZerenError("give one file: :chart load.html kind=bar x=unit y=led,supported")
        given = _pairs([word for word in _words(rest) if "=" in word])
        if unknown := given.keys() - {"kind", "x", "y"}:
            raise ZerenError(f"a chart has no {', '.join(sorted(unknown))}: it takes kind=, x= and y=")
        kind = given.get("kind")
        if kind is not None and kind not in KINDS:
            raise ZerenError(f"no chart {kind!r}{nearest(kind, KINDS)}: one of {', '.join(KINDS)}")
        wanted = Wanted(kind, given.get("x"), tuple(filter(None, given.get("y", "").split(","))))
        table = self._last()
        stored, cypher = self.asked
        path = Path(*names or ["chart.html"])
        check_chart(path, stored if not wanted else None)
        Drawn(path, wanted, stored, cypher).draw(table)

    def save(self, rest: str) -> None:
        """Write the last answer to a file, in the format of its ending."""
        path = Path(rest)
        chosen = SUFFIXES.get(path.suffix.lower())
        if chosen is None:
            raise ZerenError(f"give a file to write, which ends in {', '.join(SUFFIXES)}: :save answer.xlsx")
        write_table(self._last(), chosen, path)
        say(f"wrote {path}")

    def set_format(self, rest: str) -> None:
        """Choose how answers are shown."""
        from zeren.cli.shell import SHOWN

        if rest and rest not in SHOWN:
            raise ZerenError(f"no format {rest!r}{nearest(rest, SHOWN)}: one of {', '.join(SHOWN)}")
        self.format = rest or self.format
        say(f"format {self.format}")

    def set_limit(self, rest: str) -> None:
        """Choose how many rows are shown."""
        if rest == "off":
            self.limit = None
        elif rest.isdecimal() and int(rest):
            self.limit = int(rest)
        elif rest:
            raise ZerenError(f"{rest!r} is no number of rows: :limit 100, or :limit off")
        say(f"limit {self.limit or 'off'}")

    def set_timeout(self, rest: str) -> None:
        """Choose how long a question may take."""
        if rest == "off":
            self.timeout = None
        elif rest:
            try:
                seconds = float(rest)
            except ValueError:
                seconds = 0.0
            if not 0 < seconds <= 86_400:
                raise ZerenError(f"{rest!r} is no number of seconds: :timeout 30, or :timeout off")
            self.timeout = seconds
        say(f"timeout {f'{self.timeout:g} s' if self.timeout else 'off'}")

    def schema(self, rest: str) -> None:
        """Show the labels, edges and properties."""
        from zeren.graph.schema import EDGE_TYPES, NODE_TYPES

        for node in NODE_TYPES:
            click.echo(f"(:{node.label})  {' '.join(p.name for p in node.properties)}")
        for edge in EDGE_TYPES:
            names = " ".join(p.name for p in edge.properties)
            click.echo(f"(:{edge.start})-[:{edge.type}]->(:{edge.end})  {names}".rstrip())

    def source(self, rest: str) -> None:
        """Run the commands and questions of a file."""
        if not rest:
            raise ZerenError("give a file to run: :source questions.cypher")
        try:
            text = bytes_of(Path(rest), LARGEST_TEXT).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ZerenError(f"cannot read {rest}: {getattr(error, 'strerror', None) or error}") from None
        self._deeper += 1
        try:
            if self._deeper > 9:
                raise ZerenError(f"{rest} runs itself")
            self.run_text(text, rest)
        finally:
            self._deeper -= 1

    def quit(self, rest: str) -> None:
        """Leave."""
        self.ended = True

    _deeper = 0

    def _last(self) -> Table:
        if self.last is None:
            raise ZerenError("there is no answer yet: ask something first")
        return self.last


Command = tuple[str, Callable[[Session, str], None], str]
COMMANDS: Mapping[str, Command] = {
    "help": (":help", Session.help, "this list"),
    "queries": (
        ":queries [WORDS]",
        Session.queries,
        "the stored queries, or those that have the words (zh, en, pinyin)",
    ),
    "run": (":run NAME [k=v …]", Session.run, "ask a stored query"),
    "param": (":param k=v | list | clear", Session.param, "values for $k in questions and for k of stored queries"),
    "view": (":view [FILE.html]", Session.view, "the tasks that the last answer is about, as a page"),
    "chart": (
        ":chart [FILE] [x= y= kind=]",
        Session.chart,
        "the last answer as a picture (.html .svg .png)",
    ),
    "save": (":save FILE", Session.save, f"the last answer in a file ({' '.join(SUFFIXES)})"),
    "format": (":format NAME", Session.set_format, "how answers are shown: table, csv, tsv, json, jsonl, markdown"),
    "limit": (":limit N | off", Session.set_limit, "how many rows are shown"),
    "timeout": (":timeout SECONDS | off", Session.set_timeout, "how long a question may take"),
    "schema": (":schema", Session.schema, "labels, edges and properties"),
    "source": (":source FILE", Session.source, "run the commands and questions of a file"),
    "quit": (":quit", Session.quit, "leave (Ctrl-D too)"),
}


def interruptible(work: Callable[[], Table], cancel: Callable[[], None]) -> Table:
    """What ``work`` gives; Ctrl-C stops it with ``cancel`` and raises KeyboardInterrupt.

    An engine in this process answers in native code, where Python hears no signal until it returns.
    """
    done: list[Table] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # told to the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        cancel()
        thread.join()
        raise
    if failed:
        raise failed[0]
    return done[0]


def _words(text: str) -> list[str]:
    """Words as a POSIX shell splits them, so that values may be quoted; a backslash stays one (C:\\data)."""
    import shlex

    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.escape = ""
    lexer.commenters = ""
    try:
        return list(lexer)
    except ValueError:
        raise ZerenError("a quote is not closed") from None


def _pairs(words: list[str]) -> dict[str, str]:
    given = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise ZerenError(f"{word!r} is not NAME=VALUE")
        given[name] = value
    return given
