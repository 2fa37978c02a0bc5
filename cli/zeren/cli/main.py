"""The ``zeren`` command: its group, and the one place where failures become one line."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import Any

import click

from zeren.cli.ending import INTERRUPTED, tell_stopped, watch

# Where each command lives, in the order of the work. A module is imported when its command is asked for, and
# imports what is heavy only when it runs: `zeren --help` must answer at once.
COMMANDS = {
    "demo": "zeren.cli.demo",
    "extract": "zeren.cli.documents",
    "load": "zeren.cli.documents",
    "remove": "zeren.cli.documents",
    "documents": "zeren.cli.documents",
    "check": "zeren.cli.database",
    "query": "zeren.cli.query",
    "queries": "zeren.cli.queries",
    "shell": "zeren.cli.shell",
    "metrics": "zeren.cli.metrics",
    "ties": "zeren.cli.measures",
    "clusters": "zeren.cli.measures",
    "whatif": "zeren.cli.whatif",
    "view": "zeren.cli.view",
    "ledger": "zeren.cli.ledger",
    "progress": "zeren.cli.reports",
    "paper": "zeren.cli.papers",
    "report": "zeren.cli.papers",
    "export": "zeren.cli.export",
    "diff": "zeren.cli.diff",
    "schema": "zeren.cli.database",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest names."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from zeren.queries.near import nearest

            ctx.fail(f"no command {name!r}{nearest(name, COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zeren", message="%(prog)s %(version)s")
def cli() -> None:
    """Who answers for what, read from the notices in which governments hand out work (责任分解, 任务分工).

    \b
    See it work on a sample:   zeren demo
    Read a notice:             zeren extract notice.txt
    Put notices in a graph:    zeren load notice.txt report.txt
    Ask it:                    zeren queries list
                               zeren query unit-load
                               zeren shell
                               zeren query -c "MATCH (u:Unit)-[:LEADS]->(t) RETURN u.name, t.text"
    Measure it:                zeren metrics units
    Show it to others:         zeren view -o page.html
                               zeren ledger -o ledger.xlsx
    Take back what they filled in:  zeren progress ledger.xlsx
    Put it on paper:           zeren paper --unit 市财政局 -o paper.docx
                               zeren report -o report.docx

    Results go to stdout, messages to stderr. Exit status: 0 done, 1 failed or found a problem, 2 bad usage.
    """


def main(args: list[str] | None = None) -> int:
    """Run the command line and give its exit status. Expected failures are one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to a code page that cannot hold what we print.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    debug = bool(os.environ.get("ZEREN_DEBUG"))
    if args is None:  # the command itself, not a call of it in another program
        watch()
    try:
        status = cli.main(args, prog_name="zeren", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`zeren … | head`). What is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (click.Abort, KeyboardInterrupt):
        tell_stopped()
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except Exception as error:
        if debug:
            raise
        return fail(error)
    return status if isinstance(status, int) else 0


def fail(error: Exception) -> int:
    """Say in one line what went wrong; the exit status."""
    from zeren.loaders.errors import ZerenError

    status = 1
    if isinstance(error, click.ClickException):
        status = error.exit_code
        message = error.format_message()
        context = getattr(error, "ctx", None)
        if context is not None:
            message = f"{message.rstrip('.')} (see {context.command_path} --help)"
    elif isinstance(error, ZerenError):
        message = str(error)
    elif isinstance(error, OSError) and error.errno == errno.ENOSPC:  # its filename may be what was copied from
        message = f"the disk that is written to is full ({error.strerror}): make room, or write elsewhere with -o"
    elif isinstance(error, OSError):
        message = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
    else:
        message = f"unexpected {type(error).__name__}: {error}; set ZEREN_DEBUG=1 to see where"
    click.echo("zeren: " + one_line(message), err=True)
    return status


def one_line(message: Any) -> str:
    """``message`` without line ends and without characters that act on a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(message)).split())


if __name__ == "__main__":
    sys.exit(main())
