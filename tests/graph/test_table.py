"""Answers as data frames."""

from __future__ import annotations

import pandas as pd

from zeren.graph import Table


def test_columns_of_a_data_frame_keep_their_types() -> None:
    rows = ((1, 1.0, "甲", True, None, ["x"]), (None, 2.0, None, None, None, ["y", "z"]))
    frame = Table(("n", "share", "unit", "led", "none", "names"), rows).to_pandas()
    assert [str(dtype) for dtype in frame.dtypes] == ["Int64", "Float64", "string", "boolean", "object", "object"]
    back = frame.astype(object).where(frame.notna(), None)
    assert [tuple(row) for row in back.itertuples(index=False)] == list(rows)


def test_mixed_values_stay_what_they_are() -> None:
    frame = Table(("value",), ((1,), ("a",), (True,))).to_pandas()
    assert frame["value"].tolist() == [1, "a", True]


def test_an_empty_answer_has_its_columns() -> None:
    frame = Table(("unit", "tasks")).to_pandas()
    assert (list(frame.columns), len(frame)) == (["unit", "tasks"], 0)
    assert isinstance(frame, pd.DataFrame)
