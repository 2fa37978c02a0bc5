"""Write the pages that derive from the code: ``cli.md`` from the commands' help, ``schema.md`` from the schema.

Run it with ``python3 dev.py docs``. With ``--check`` it writes nothing, names the pages that are stale, and gives 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from zeren.cli.main import cli
from zeren.graph.schema_docs import to_markdown

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by `python3 dev.py docs`: change the code, not this page. -->\n"
WIDTH = 100
"""Columns of the help texts, so that they do not depend on the terminal of the person who writes the page."""


def commands(command: click.Command, parent: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    """A command and all below it, in the order of its help: the words that call it, and its help text."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from commands(found, context, below)


def cli_page() -> str:
    """``cli.md``: the help of each command, as the terminal shows it."""
    parts = [NOTE, "# The command line\n"]
    for name, text in commands(cli, None, "zeren"):
        parts.append(f"## `{name}`\n\n```text\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def schema_page() -> str:
    """``schema.md``: labels, edges and their properties, from the one declaration."""
    return f"{NOTE}\n{to_markdown()}"


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; gives the exit code."""
    stale = []
    for name, text in (("cli.md", cli_page()), ("schema.md", schema_page())):
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if arguments != ["--check"]:
                path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        click.echo(f"docs/{name} {'is stale: run python3 dev.py docs' if arguments else 'written'}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
