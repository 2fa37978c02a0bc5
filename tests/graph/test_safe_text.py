"""Text from elsewhere acts on nothing that shows it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.graph.exports.csv_tables import cell
from zeren.graph.safe_text import for_terminal, inert, is_formula, to_json

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
HIDDEN = (
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u200e",
    "\ufeff",
    "\u2060",
    "\u0301",
    " \u200b\t",
)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_spreadsheet_would_run_is_known(sign: str, hidden: str) -> None:
    assert is_formula(f"{hidden}{sign}1+1")
    assert cell(f"{hidden}{sign}1").startswith("\"'")


@pytest.mark.parametrize("text", ["", " ", "市财政局", "a=1", "1-2", "（一）", "\u3000市", "'=1", "\u200b"])
def test_other_text_stays_bare(text: str) -> None:
    assert not is_formula(text)


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x2100)))
def test_nothing_acts_on_a_terminal(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", inert(text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", for_terminal(text))
    dumped = to_json(text)
    assert json.loads(dumped) == text
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", dumped)
