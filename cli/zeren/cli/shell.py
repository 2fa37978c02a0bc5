"""``shell``: a prompt for questions, for people and for scripts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import FORMATS, database_option, folders_option, say, stored_queries
from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT, bytes_from

if TYPE_CHECKING:
    from zeren.cli.shell_session import Session

SHOWN = [name for name in FORMATS if name not in ("xlsx", "parquet")]


@click.command()
@click.option(
    "--format",
    "format_name",
    type=click.Choice(SHOWN),
    default="table",
    show_default=True,
    help="How answers are shown at first.",
)
@folders_option
@database_option
def shell(format_name: str, folders: tuple[Path, ...], db: str | None, timeout: float | None) -> None:
    """Ask the graph questions at a prompt.

    A question in Cypher may take several lines and ends in a semicolon; :run NAME asks a stored query. Tab
    completes labels, edges, properties, queries and parameters; the arrow keys bring back what was typed before, in
    earlier sessions too. Ctrl-C stops a question, not the shell. Nothing can be changed here. Type
    :help for the commands.

    Without a terminal the questions are read from stdin and answered one after the other; the first that fails
    ends the work.

    \b
    Examples:
      zeren shell
      zeren shell --db neo4j://localhost
      echo ':run unit-load top=5' | zeren shell --format csv
    """
    from zeren.cli.shell_session import Session
    from zeren.graph import open_store

    known = stored_queries(folders)
    with open_store(db, read_only=True) as store:
        session = Session(store, known, format_name)
        session.timeout = timeout
        if sys.stdin.isatty() and sys.stdout.isatty():
            _ask(session)
            return
        try:
            text = bytes_from(sys.stdin.buffer, LARGEST_TEXT, "stdin").decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ZerenError("cannot read stdin: it must be UTF-8 text") from None
        session.run_text(text, "stdin")


def _ask(session: Session) -> None:
    """Prompt until the user has had enough."""
    from zeren.cli.ending import goes_on
    from zeren.cli.shell_prompt import prompter

    goes_on()
    prompt = prompter(session)
    session.paged = True
    say(f"{session.store.name} ({session.store.engine}). Type :help for help, :quit or Ctrl-D to leave.")
    while not session.ended:
        try:
            text = prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        try:
            session.run_typed(text)
        except ZerenError as error:
            say(f"zeren: {error}")
        except KeyboardInterrupt:
            say("stopped")
