"""Legends and colours are the schema's: another name or colour there is another one on the page."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from graph_samples.records import notice
from page_browser.held import held_in
from zeren.graph import build, schema
from zeren.loaders.records import UNIT_KINDS
from zeren.views import assets
from zeren.views.page import render
from zeren.views.page_data import Asked, page_data


def page() -> str:
    return render(page_data(build(notice()), Asked(), known={})).decode("utf-8")


def words_of(page: str) -> Any:
    return held_in(page)["schema"]["words"]


def test_a_page_takes_names_and_colours_from_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    before = page()
    for role in schema.RESPONSIBILITIES:
        declared = schema.edge_type(role)
        assert f": {declared.color};" in before
        assert words_of(before)[role] == [declared.names[0], declared.names[1].capitalize()]
    other = dataclasses.replace(schema.edge_type("LEADS"), color="#123456", names=("主责", "heads"))
    monkeypatch.setitem(schema._EDGE_TYPES, "LEADS", other)
    after = page()
    assert "--lead: #123456;" in after and "#123456" not in before
    assert words_of(after)["LEADS"] == ["主责", "Heads"]


def test_no_style_or_script_names_a_colour_of_the_schema_itself() -> None:
    own = [assets._own(name) for name in (*assets.STYLES, assets.SCRIPT)]
    for role in schema.RESPONSIBILITIES:
        color = schema.edge_type(role).color
        assert not [text for text in own if f"--{role}: {color}" in text]
    for mark in assets.MARKS:
        assert not [text for text in own if f"--{mark}:" in text]


def test_every_label_and_kind_has_a_name_on_the_page() -> None:
    words = assets.schema_words()["words"]
    assert {label.label.lower() for label in schema.NODE_TYPES} <= words.keys()
    assert all(all(pair) for pair in words.values())
    script = assets.script()
    assert [kind for kind in (*UNIT_KINDS, "person") if f"kind_{kind}:" not in script] == []
