"""What was not read: words that the stages turned down, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zeren.loaders.statements.left import left_over
from zeren.loaders.statements.left_labels import asks_who_watches
from zeren.loaders.statements.parts import NO_ROLE, WATCHING, Failed, Part
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.passage import Passage


def of_paragraph(
    passage: Passage, parts: Iterable[Part], failed: Iterable[Failed], standing: bool, of_work: bool
) -> Iterator[Told]:
    """What a paragraph says of who answers beside its ``parts``; in a rule, which is ``standing``, it is prose.

    ``of_work`` is whether it is an item of a document that hands out work.
    """
    taken = [(part.start, part.end) for part in parts]
    if taken == [(0, len(passage.text))] and not failed and all(part.role != "other" for part in parts):
        # Nearly every line with a label.
        return
    for part in parts:
        if part.role == "other" and (part.rule == WATCHING or asks_who_watches(passage.text, part.start)):
            yield Told(passage, part.start, part.end, NO_ROLE)
    for one in failed:
        # 「甲局、乙局（第一单位为牵头单位，下同）」: the bracket in a list that was read is a rule.
        if not any(a <= one.start and one.end <= b for a, b in taken):
            yield Told(passage, one.start, one.end, one.reason, one.prose)
    taken += [(one.start, one.end) for one in failed]
    for one in left_over(passage.text, taken, standing, of_work):
        yield Told(passage, one.start, one.end, one.reason, one.prose)
