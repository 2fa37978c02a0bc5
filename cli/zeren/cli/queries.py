"""``queries`` finds, shows and checks the stored questions, and makes new ones."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zeren.cli.options import (
    Output,
    asking,
    count,
    folders_option,
    format_options,
    quoted,
    say,
    stored_queries,
)

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.queries import StoredQuery


@click.group(invoke_without_command=True)
@click.pass_context
def queries(ctx: click.Context) -> None:
    """Find the stored queries, and make your own.

    \b
    Examples:
      zeren queries list
      zeren queries search 牵头 变化
      zeren queries show unit-load
      zeren queries new my-question -o my-queries/my-question.cypher
      zeren queries check my-queries
    """
    if ctx.invoked_subcommand is None:
        with list_queries.make_context("list", [], parent=ctx) as below:
            list_queries.invoke(below)


@queries.command("list")
@folders_option
@format_options
def list_queries(folders: tuple[Path, ...], out: Output) -> None:
    """List the stored queries.

    \b
    Examples:
      zeren queries list
      zeren queries list --format json
      zeren queries list --queries my-queries
    """
    _write_cards([_card(stored) for stored in stored_queries(folders).values()], out)


@queries.command("search")
@click.argument("words", metavar="WORD…", nargs=-1, required=True)
@folders_option
@format_options
def search_queries(words: tuple[str, ...], folders: tuple[Path, ...], out: Output) -> None:
    """Find stored queries by words, the best first.

    Words are Chinese, English, or pinyin: whole or its initials (qtdw for 牵头单位). All of them must be found.

    \b
    Examples:
      zeren queries search leaders units
      zeren queries search 没有牵头单位的任务
      zeren queries search qtdw
    """
    from zeren.loaders.errors import ZerenError
    from zeren.queries import search

    found = search(stored_queries(folders).values(), " ".join(words))
    if not found:
        raise ZerenError(
            f"no stored query has the words {' '.join(words)}: give fewer, or see all with zeren queries list"
        )
    _write_cards([_card(stored) for stored in found], out)


@queries.command("show")
@click.argument("name", metavar="NAME")
@folders_option
@format_options
def show_query(name: str, folders: tuple[Path, ...], out: Output) -> None:
    """Show what a stored query asks, takes and gives, and its Cypher.

    \b
    Examples:
      zeren queries show unit-load
      zeren queries show unit-load --format json
    """
    known = stored_queries(folders)
    with asking():
        stored = known[name]
    if out.format == "table":
        out.write_text(_page(stored))
        return
    meaning = {column.name: column.description for column in stored.columns}
    more = {"description": stored.description, "meaning": meaning, "cypher": stored.cypher}
    _write_cards([{**_card(stored), **more}], out)


@queries.command("new")
@click.argument("name", metavar="NAME")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to FILE, which must end in NAME.cypher.  [default: NAME.cypher]",
)
def new_query(name: str, output: Path | None) -> None:
    """Make a file for a stored query of your own, which answers as it is and which you then change.

    A file that exists is left alone.

    \b
    Examples:
      zeren queries new my-question
      zeren queries new my-question -o my-queries/my-question.cypher
    """
    from importlib.metadata import version

    from zeren.cli.files import replacing
    from zeren.loaders.errors import ZerenError
    from zeren.queries import catalogue
    from zeren.queries.catalogue import check_name
    from zeren.queries.template import template

    check_name(name)
    target = output or Path(f"{name}.cypher")
    if target.name != f"{name}.cypher":
        raise ZerenError(f"cannot write {target}: the file of the query {name} must be named {name}.cypher")
    if name in catalogue():
        raise ZerenError(f"zeren has a query {name} already: give yours another name")
    if target.exists():
        raise ZerenError(f"{target} exists already: give another name, or remove it first")
    with replacing(target) as part:
        part.write_text(template(version("zeren")), encoding="utf-8", newline="\n")
    say(f"wrote {target}: change it, then try zeren queries check {target.parent}")


@queries.command("check")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@format_options
def check_queries(folder: Path, out: Output) -> None:
    """Check the stored queries of a folder of your own, without running them.

    Checked: the front matter; labels, edges and properties that graphs have; parameters and columns that are
    declared and used; that nothing is written; and that no engine may choose the order of rows.

    \b
    Examples:
      zeren queries check my-queries
      zeren queries check my-queries --format json
    """
    from zeren.graph.table import Table
    from zeren.queries.check import check_folder

    checked = check_folder(folder)
    rows = tuple((path.relative_to(folder).as_posix(), line) for path, lines in checked for line in lines)
    if rows:
        out.write(Table(("file", "problem"), rows), "queries")
        wrong = sum(bool(lines) for _, lines in checked)
        say(f"{folder}: {wrong} of {count(len(checked), 'query', 'queries')} cannot be stored")
        click.get_current_context().exit(1)
    if out.format != "table" or out.path is not None:
        out.write(Table(("file", "problem"), ()), "queries")
    say(f"{folder}: {count(len(checked), 'query', 'queries')}: ok")


def _card(stored: StoredQuery) -> dict[str, Any]:
    return {
        "name": stored.name,
        "title": stored.title,
        "title_zh": stored.title_zh,
        "question": stored.question,
        "question_zh": stored.question_zh,
        "parameters": [{**asdict(parameter), "required": parameter.required} for parameter in stored.parameters],
        "columns": [column.name for column in stored.columns],
        "tags": list(stored.tags),
    }


def _write_cards(cards: list[dict[str, Any]], out: Output) -> None:
    """Write all of each query; tables for people have what one chooses by."""
    from zeren.graph.table import Table

    if out.format in ("json", "jsonl"):
        out.write_objects(cards)
        return
    columns = tuple(cards[0]) if cards else ("name",)
    if out.format in ("table", "markdown"):
        columns = ("name", "title", "title_zh", "parameters")
    for card in cards:
        card["parameters"] = [_usage(parameter) for parameter in card["parameters"]]
    out.write(Table(columns, tuple(tuple(card[column] for column in columns) for card in cards)), "queries")


def _usage(parameter: dict[str, Any]) -> str:
    """``unit=…`` for one that must be given, ``top=10`` for one that has a default, ``document`` where it is empty."""
    default = "…" if parameter["required"] else _text(parameter["default"])
    return f"{parameter['name']}={default}" if default else str(parameter["name"])


def _page(stored: StoredQuery) -> str:
    """All of a stored query, for reading."""
    lines = [f"{stored.name}: {stored.title} ({stored.title_zh})", "", stored.question, stored.question_zh]
    lines += ["", *textwrap.wrap(stored.description, 100)]
    if stored.parameters:
        lines += ["", "Parameters"]
    for parameter in stored.parameters:
        default = "required" if parameter.required else f"default {_text(parameter.default) or 'empty'}"
        allowed = f"; one of {', '.join(parameter.values)}" if parameter.values else ""
        lines.append(f"  {parameter.name} ({parameter.type}, {default}): {parameter.description}{allowed}")
    lines += ["", "Columns"]
    lines += [f"  {column.name} ({column.type}): {column.description}" for column in stored.columns]
    lines += ["", f"Tags: {', '.join(stored.tags)}", "", "For example"]
    examples = [f" -p {p.name}={quoted(_text(p.example))}" for p in stored.parameters if p.required]
    lines += [f"  zeren query {stored.name}{''.join(examples)}", "", stored.cypher.rstrip("\n"), ""]
    return "\n".join(lines)


def _text(value: Value) -> str:
    from zeren.cli.output import cell

    return cell(value)
