"""Stored queries found by words of either language, and by the sounds of Chinese ones."""

from __future__ import annotations

import pytest

from zeren.queries import catalogue, search

QUERIES = catalogue()


def names(words: str) -> list[str]:
    return [query.name for query in search(QUERIES.values(), words)]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_is_found_by_its_own_words(name: str) -> None:
    query = QUERIES[name]
    for words in (name, query.title, query.title_zh, query.question_zh):
        assert name in names(words)[:3], words


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("gdwrwl", "unit-load"),  # 各单位任务量
        ("danwei renwuliang", "unit-load"),
        ("Units that BRIDGE", "bridging-units"),
        ("没有目标的任务", "no-target"),
        ("县市区 任务量", "county-load"),
        ("lorenz", "lorenz"),
        ("hhi_normalised", "concentration"),
        ("load chang", "load-changes"),
    ],
)
def test_words_lead_to_a_query(words: str, first: str) -> None:
    assert first in names(words)[:3]


def test_every_word_must_be_found() -> None:
    assert set(names("county load")) < set(names("county"))
    for words in ("county xyzzyq", "县 甲乙丙丁", "", "！？", "q'}) DETACH DELETE n //"):
        assert names(words) == []


def test_letters_that_are_a_word_are_no_sounds() -> None:
    # "de" would be the sound of 的, which is in most titles.
    found = [QUERIES[name] for name in names("deadline")]
    assert len(found) > 5
    for query in found:
        columns = (f"{column.name} {column.description}" for column in query.columns)
        texts = (query.name, query.title, *query.tags, query.question, query.description, *columns)
        assert "deadline" in " ".join(texts).lower(), query.name


def test_the_best_comes_first_and_the_order_is_always_the_same() -> None:
    found = names("load")
    assert found.index("unit-load") < found.index("leader-changes")
    assert [q.name for q in search(reversed(QUERIES.values()), "load")] == found
