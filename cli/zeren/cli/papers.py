"""To be read on paper: ``paper`` about one unit, leader or county, ``report`` about all."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    asking,
    count,
    database_option,
    day_option,
    decided_names,
    force_option,
    names_option,
    output_option,
    say,
    scope_options,
)

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope
    from zeren.views.blocks import Paper


@click.command()
@output_option(required=True)
@click.option("--unit", metavar="NAME", help="About this unit.")
@click.option("--leader", metavar="NAME", help="About this leader.")
@click.option("--county", metavar="NAME", help="About this county or zone: tasks that name it, or its government.")
@force_option("file")
@scope_options
@names_option
@database_option
def paper(
    output: Path,
    unit: str | None,
    leader: str | None,
    county: str | None,
    force: bool,
    scope: Scope,
    names: Path | None,
    db: str | None,
) -> None:
    """Write a paper about one unit, leader or county.

    A Word document (.docx) or a page (.html) on A4, in the type of official documents: what it was made from, figures,
    then each task whole, with its words and line, role, lead and partners, targets, time limit and progress. A name is
    a short form or pinyin too.

    \b
    Examples:
      zeren paper --unit 市发改委 -o fgw.docx
      zeren paper --leader 张某 -o zhang.docx
      zeren paper --county 东山县 -o dongshan.html
    """
    from zeren.cli.measures import tell_scope
    from zeren.graph import open_store
    from zeren.graph.assignments import part
    from zeren.views.names import found
    from zeren.views.paper import paper_of

    if sum(one is not None for one in (unit, leader, county)) != 1:
        raise click.UsageError("--unit, --leader or --county: one of them")
    _check(output, (".docx", ".html", ".htm"), force)
    decisions = decided_names(names)
    with open_store(db) as store:
        everything = store.graph()
    graph = part(everything, scope)
    made = paper_of(
        graph,
        unit=found(graph, "Unit", unit) if unit else None,
        leader=found(graph, "Leader", leader) if leader else None,
        county=found(graph, "County", county) if county else None,
        decisions=decisions,
    )
    _write(made, output)
    tell_scope(everything, scope)


@click.command()
@output_option(required=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the text.")
@day_option("what is due and what is late")
@force_option("file")
@scope_options
@names_option
@database_option
def report(
    output: Path,
    lang: str,
    on: datetime.datetime,
    force: bool,
    scope: Scope,
    names: Path | None,
    db: str | None,
) -> None:
    """Write a briefing: findings in sentences, each with its table.

    A Word document (.docx), a page (.html) or Markdown (.md): who carries most and in which role, how concentrated
    that is (with interval, and beside what chance would give), leaders, gaps, what is due and late, what to check,
    how it was counted, and what it cannot say. What the numbers do not support is not said.

    \b
    Examples:
      zeren report -o brief.docx
      zeren report -o brief.md --lang en --year 2025
      zeren report -o brief.html --on 2026-07-01
    """
    from zeren.cli.measures import tell_scope
    from zeren.graph import open_store
    from zeren.graph.assignments import part
    from zeren.views.report import report_of

    _check(output, (".docx", ".html", ".htm", ".md"), force)
    decisions = decided_names(names)
    with open_store(db) as store:
        everything = store.graph()
    day = on.date()
    _write(report_of(part(everything, scope), lang=lang, day=day, decisions=decisions), output)
    tell_scope(everything, scope)


def _check(output: Path, endings: tuple[str, ...], force: bool) -> None:
    from zeren.cli.files import check_ending, check_target
    from zeren.cli.own_files import refuse_changed

    with asking():
        check_ending(output, endings, "Word or a browser")
    check_target(output)
    if not force:
        refuse_changed(output)


def _write(made: Paper, output: Path) -> None:
    from zeren.cli.files import replacing
    from zeren.views.blocks import Heading
    from zeren.views.paper_docx import to_docx
    from zeren.views.paper_html import to_html, to_markdown

    kind = {".docx": to_docx, ".md": to_markdown}.get(output.suffix.lower(), to_html)
    content = kind(made)
    with replacing(output) as half:
        half.write_bytes(content)
    parts = sum(isinstance(block, Heading) and block.level == 2 for block in made.blocks)
    say(f"wrote {output}: {count(parts, 'task' if made.kind == 'paper' else 'finding')}")
