"""What a task is called: its number, its sector, its title, and where it stands."""

from __future__ import annotations

import re
from collections import Counter

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node, title_of
from zeren.loaders.statements.parts import ELSEWHERE
from zeren.loaders.tasks.drafts import Draft
from zeren.loaders.text.passage import Passage, close_gaps


def numbers_of(drafts: list[Draft]) -> list[str]:
    """A number for each task, as printed; where numbering restarts, those of the headings above come first.

    Tasks for which the document prints none have none, however many they are.
    """
    chains = []
    for draft in drafts:
        chain = draft.node.numbers
        chains.append(([*chain, draft.row.number or ""] if draft.row else chain) or [""])
    for depth in range(1, 9):
        names = [_joined(chain[-depth:]) + draft.suffix for chain, draft in zip(chains, drafts, strict=True)]
        printed = [name for name in names if name]
        if len(set(printed)) == len(printed):
            return names
    # The document prints the same number twice: the repetition is told apart by a star.
    times: Counter[str] = Counter()
    unique = []
    for name in names:
        times[name] += 1
        again = times[name] - 1
        unique.append(name + ("*" * again if again < 4 else f"*{again}") if name else name)
    return unique


def _joined(numbers: list[str]) -> str:
    """Numbers one after the other, with a point where two read as one: row 1 of a table below item 1 is no 11."""
    return re.sub(r"(?<=\d)\n(?=\d)", ".", "\n".join(numbers)).replace("\n", "")


def sectors_of(drafts: list[Draft], paths: list[list[Node]]) -> list[Passage | None]:
    """The sector of each task: its heading at the outermost level that tells the document's tasks apart.

    ``paths`` are the headings above each.
    """
    deepest = max(map(len, paths), default=0)
    level = 0
    for level in range(deepest):
        if len({id(p[level]) for p in paths if len(p) > level}) > 1:
            break
    said: dict[int, int] = {}
    for draft in drafts:
        for passage, part in draft.parts:
            said[id(passage)] = min(part.start, said.get(id(passage), part.start))
    found: list[Passage | None] = []
    for draft, path in zip(drafts, paths, strict=True):
        if draft.row and draft.row.sector:
            found.append(close_gaps(draft.row.sector))
            continue
        node = path[min(level, len(path) - 1)] if path else None
        found.append(close_gaps(_without_statement(node, said)) if node else None)
    return found


def _without_statement(node: Node, said: dict[int, int]) -> Passage:
    """The words of a heading before the statement in it: 「企业开办（甲局牵头）」."""
    begins = said.get(id(node.paragraphs[0].passage)) if node.paragraphs else None
    return node.heading_words.cut(0, begins) if begins else node.heading_words


def _is_heading_of(draft: Draft) -> bool:
    """An unnumbered paragraph or a table's row under a heading: the heading is above the task, not the task itself."""
    return draft.row is not None or draft.below or (bool(draft.suffix) and not draft.parts)


def headings_above(draft: Draft) -> list[Node]:
    """The headings above a task, outermost first."""
    node = draft.node
    return [*node.ancestors, node] if node.marker is not None and _is_heading_of(draft) else node.ancestors


def title_of_task(draft: Draft) -> Passage | None:
    """The title printed before the task's text; None where there is none."""
    if draft.row:
        return close_gaps(draft.row.title) if draft.row.title else None
    title = draft.node.title
    if draft.node.marker is None and draft.text and draft.text[0].start != draft.node.paragraphs[0].passage.start:
        # The document's own title stands above the first task without a number.
        title = None
    if _is_heading_of(draft) or not title:
        printed = draft.text[0].text if draft.text else None
        first = next((p for p in draft.node.paragraphs if p.passage.text == printed), None)
        if first is None or (first is draft.node.paragraphs[0] and title is None):
            return None
        return _bold_title(first)
    return close_gaps(title) if not draft.suffix or draft.suffix == "-1" else None


def _bold_title(paragraph: Paragraph) -> Passage | None:
    found = title_of(paragraph, more=False)
    return close_gaps(found.cut(0, len(found.text.rstrip("。")))) if found else None


def span_of(draft: Draft) -> tuple[int, int]:
    """Where the whole item stands in the source, its number and statement included."""
    places = [p.span() for p in draft.text if p.text]
    places += [p.span(part.start, part.end) for p, part in draft.parts if part.rule not in ELSEWHERE]
    starts, ends = zip(*places, strict=True)
    start = min(starts)
    if draft.node.marker is not None and draft.suffix in ("", "-1") and not _is_heading_of(draft):
        start = min(start, draft.node.printed.start)
    return start, max(ends)
