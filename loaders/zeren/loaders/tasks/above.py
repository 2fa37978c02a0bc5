"""Labels that stand above their task: 「牵头单位：甲局 ⏎ 任务：T ⏎ 牵头单位：乙局 ⏎ 任务：U」."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from zeren.loaders.layout.furniture import NUMBER_OF_DOCUMENT
from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.parts import IN_FRONT
from zeren.loaders.tasks.drafts import SENTENCE_END
from zeren.loaders.tasks.items import Piece, is_called_task
from zeren.loaders.text.passage import Passage, close_gaps


def turned(pieces: list[Piece], node: Node, hands_out: bool) -> list[Piece]:
    """The pieces of an item, where its labels stand above their tasks: as statements whose text follows.

    That is so where each label of the first one's role has text below it, and no task can stand above the first: only
    the document's number does, or the texts below are called 任务. ``hands_out`` is whether the title of the document
    says that it hands out work: then nothing need stand above.
    """
    said = [(i, piece.part) for i, piece in enumerate(pieces) if piece.part is not None]
    begins = [i for i, part in said if part.role == said[0][1].role]
    below = [[p.text for p in pieces[a:b] if p.part is None and p.whole] for a, b in pairwise([*begins, len(pieces)])]
    if not begins or not all(pieces[i].whole for i in begins) or not all(below):
        return pieces
    if any(part.rule != "label" for i, part in said if i in begins):
        return pieces
    front = pieces[: begins[0]]
    above = [piece.text for piece in front]
    called = all(is_called_task(texts[0]) for texts in below) and not any(map(is_called_task, above))
    # 「项目一：甲馆 ⏎ 责任单位：甲局 ⏎ 目标任务：T ⏎ 项目二：…」: a title stands above each label.
    called = called and all(len(texts) < 2 or SENTENCE_END.search(texts[-1].text) for texts in below[:-1])
    numbered = node.marker is None and all(map(is_number_of_document, above))
    enough = (called and len(begins) > 1) or (numbered and (bool(above) or (hands_out and len(begins) > 1)))
    if not enough:
        return pieces
    return [_in_front(piece) if i in begins else piece for i, piece in enumerate(pieces)]


def is_number_of_document(passage: Passage) -> bool:
    """Is it nothing but 泽政办〔2026〕9号?"""
    return NUMBER_OF_DOCUMENT.fullmatch(close_gaps(passage).text.strip()) is not None


def _in_front(piece: Piece) -> Piece:
    assert piece.part is not None
    return replace(piece, part=replace(piece.part, rule=IN_FRONT))
