# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who carries the load?
#
# **Question.** A notice hands out a city's work. Which bodies carry how much of it, how unevenly is it spread, and is
# that more uneven than chance would make it?
#
# **Data.** The bundled sample: a gazette and a work report of an invented city. Put your own files in `documents`:
# everything below stays as it is. Nothing here uses the network.

# %% read
import altair as alt
import pandas as pd

from zeren.cli.demo import sample_files
from zeren.graph import build
from zeren.graph.assignments import Scope, pooled
from zeren.graph.measures import concentration, lorenz, workload
from zeren.loaders import read_document
from zeren.views.charts import FONT

alt.renderers.enable("svg")  # a picture that needs no script and no network, wherever the notebook is read
documents = sample_files()
readings = [read_document(path) for path in documents]
graph = build(*readings)
print("counted:", pooled(graph, Scope()))
pd.DataFrame(
    [
        {
            "file": path.name,
            "documents": len(reading.documents),
            "tasks": len(reading.records),
            "statements unread": reading.report.coverage.unread,
        }
        for path, reading in zip(documents, readings, strict=True)
    ]
)

# %% [markdown]
# While a statement is unread, figures below may lack something: `zeren extract --report` says what and where.
#
# **Method.** A task counts once for a unit, however often it names it (*full* counting); `fractional` gives each of
# its k units 1/k (Waltman & van Eck 2015). Phrases for several units (各县（市、区）政府) are no units: they are left
# out of `tasks`; `certain` counts them for the units they certainly cover, `upper_bound` also those of 相关…, which
# may cover them. `beside_groups` are tasks that list a unit beside such a phrase: it is then the rest of the
# phrase, and its rank says little.

# %% load
load = pd.DataFrame(workload(graph).to_dicts())
columns = ["unit", "led", "supporting", "responsible", "tasks", "fractional", "certain", "upper_bound", "beside_groups"]
load[columns].head(12).round(2)

# %% [markdown]
# Read the last columns before the first rows: a zone that stands beside a phrase in most of its tasks is first by its
# name alone, and the counties that the phrase covers follow it once they are counted.

# %% treatments
shown = load.sort_values("certain", ascending=False).head(15)
long = shown.melt("unit", ["tasks", "certain", "upper_bound"], "treatment", "count")
alt.Chart(long).mark_point(filled=True, size=60).encode(
    x=alt.X("count:Q", title="tasks"),
    y=alt.Y("unit:N", sort=list(shown["unit"]), title=None),
    color=alt.Color("treatment:N", sort=["tasks", "certain", "upper_bound"], title=None),
    shape=alt.Shape("treatment:N", sort=["tasks", "certain", "upper_bound"], legend=None),
).properties(width=420, title="How phrases for several units are counted decides the order").configure(font=FONT)

# %% [markdown]
# **How unevenly?** Gini is the mean absolute difference over twice the mean, HHI the sum of squared shares (Hirschman
# 1945, Herfindahl 1950), CR4 the share of the four largest. The frame must be named: among those who carry at least one
# such task (`carriers`), or among every body that any task names (`all`). Intervals are 95 %: tasks drawn again within
# their document, 999 times (docs/method.md). `gini_random` is what the same tasks give when each falls on so many of
# these units by chance.

# %% concentration
spread = pd.DataFrame(concentration(graph).to_dicts())
spread = spread[~spread["groups"]]
figures = ["load", "frame", "units", "assignments", "hhi", "cr4", "gini", "gini_random"]
spread[figures].round(3)

# %% intervals
carriers = spread[spread["frame"] == "carriers"]
base = alt.Chart(carriers).encode(y=alt.Y("load:N", sort=list(carriers["load"]), title=None))
ranges = base.mark_rule(strokeWidth=2).encode(
    x=alt.X("gini_low:Q", title="Gini: measured with its interval (dot), by chance (tick)"), x2="gini_high:Q"
)
measured = base.mark_point(filled=True, size=60).encode(x="gini:Q")
chance = base.mark_tick(color="#e15759", thickness=3).encode(x="gini_random:Q")
title = "Gini among carriers: an interval that holds the tick is no more than chance"
(ranges + measured + chance).properties(width=420, title=title).configure(font=FONT)

# %% lorenz
curves = pd.concat(
    pd.DataFrame(lorenz(graph, kind).to_dicts()).assign(role=role)
    for kind, role in (("total", "all roles"), ("lead", "leading"))
)
equal = alt.Chart(pd.DataFrame({"units": [0, 1], "load": [0, 1]})).mark_line(strokeDash=[4, 4], color="gray")
curve = alt.Chart(curves).mark_line(point=True).encode(color=alt.Color("role:N", title=None))
(equal + curve).encode(
    x=alt.X("units:Q", title="part of the units, least loaded first", axis=alt.Axis(format="%")),
    y=alt.Y("load:Q", title="part of the assignments", axis=alt.Axis(format="%")),
).properties(width=340, height=340, title="Lorenz curves (1905): dashed, all would carry alike")

# %% result
row = spread[(spread["load"] == "total") & (spread["frame"] == "carriers")].iloc[0]
print(
    f"Gini of all roles among {row['units']} carriers: {row['gini']:.3f} "
    f"[{row['gini_low']:.3f}, {row['gini_high']:.3f}], "
    f"by chance {row['gini_random']:.3f} ± {row['gini_random_sd']:.3f}."
)

# %% [markdown]
# **What this does not show.** A task is no measure of effort: one aim may be cut into ten tasks, and a task for twenty
# units weighs as much as one for two. What is handed out is not what is done. Two documents of a city are counted
# together here; `document=`, `year=` and `city=` take them apart. Gini and HHI of different numbers of assignments are
# not to be compared with each other, only each with its own chance.

# %% [markdown]
# The whole page of this graph (as `zeren view` writes it) works here, too: search, follow a number to the tasks behind
# it, read the printed words. It is not kept in the file: run the cell.

# %% page
from zeren.views import show_page

show_page(graph, height=640)
