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
# # Two years
#
# **Question.** The next year's notice is out. Which work goes on, who carries more or less of it than before, and which
# of these changes are more than what another draw of as many tasks would give?
#
# **Data.** The gazette of 2025 and the notice of 2026 of the invented city. They differ in length, so counts alone
# would say that everybody's load fell.

# %% read
import tempfile
from pathlib import Path

import altair as alt
import pandas as pd

from zeren.cli.demo import sample_files
from zeren.graph import build, open_store
from zeren.graph.assignments import Scope, pooled
from zeren.loaders import read_document
from zeren.queries import catalogue
from zeren.views.charts import FONT

alt.renderers.enable("svg")
examples = sample_files()[0].parent
documents = [examples / "gazette-2025-03.txt", examples / "notice-2026-02.md"]
before, after = "泽政〔2025〕6号", "泽政〔2026〕4号"  # 文号; words of a title mean every document that has them
graph = build(*(read_document(path) for path in documents))
for side in (before, after):
    print(side, "counted:", pooled(graph, Scope(side)))
folder = tempfile.TemporaryDirectory()
store = open_store(Path(folder.name) / "zeren.db", create=True)
store.load(graph)


def ask(name: str, **given: object) -> pd.DataFrame:
    """The rows of a stored query."""
    table = catalogue()[name].run(store, **given)
    return pd.DataFrame(table.to_dicts(), columns=table.columns)


# %% [markdown]
# **Method.** Look at the two lines above first: a side that holds more documents than meant makes all figures wrong.
# Tasks are matched one to one by their words (longest common subsequence, at least .6), as
# `zeren diff` does it; `score` is how much alike they are. Ties and clusters count such a task once.

# %% continued
continued = ask("continued-tasks")
print(f"{len(continued)} tasks of the later notice state an earlier one again")
continued[["task", "before", "score", "leads_kept", "leads_gone", "leads_new", "text"]].head(8).round(3)

# %% moved
moved = ask("continued-tasks", moved_only=True)
print(f"{len(moved)} of them have another lead than before")
moved[["task", "before", "leads_gone", "leads_new", "text"]].head(8)

# %% [markdown]
# **Who carries more.** `reach` is a unit's tasks over all tasks of that year that name a unit, and its change has
# Newcombe's hybrid score interval (1998), which holds for small numbers. `beyond_chance`: the interval leaves out 0.

# %% load
load = ask("load-changes", before=before, after=after)
columns = [
    "unit",
    "tasks_before",
    "tasks_after",
    "reach_before",
    "reach_after",
    "reach_change",
    "reach_low",
    "reach_high",
]
load[[*columns, "beyond_chance"]].head(10).round(3)

# %% intervals
shown = load.head(25)
base = alt.Chart(shown).encode(
    y=alt.Y("unit:N", sort=list(shown["unit"]), title=None),
    color=alt.Color("beyond_chance:N", scale=alt.Scale(range=["#9aa5b1", "#c2410c"]), title="beyond chance"),
)
ranges = base.mark_rule(strokeWidth=2).encode(
    x=alt.X("reach_low:Q", title="change of reach, 95 % interval", axis=alt.Axis(format="%")), x2="reach_high:Q"
)
zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(strokeDash=[4, 4]).encode(x="x:Q")
(zero + ranges + base.mark_point(filled=True, size=50).encode(x="reach_change:Q")).properties(
    width=420, title="The twenty-five largest changes of reach"
).configure(font=FONT)

# %% result
flagged = int(load["beyond_chance"].sum())
print(
    f"{flagged} of {len(load)} units changed beyond chance; were nothing different, about {len(load) / 20:.0f} would."
)

# %% sectors
sectors = ask("sector-changes", before=before, after=after)
sectors[["sector", "tasks_before", "tasks_after", "reach_change", "reach_low", "reach_high", "beyond_chance"]].round(3)

# %% leaders
leaders = ask("leader-changes", before=before, after=after)
leaders[["leader", "tasks_before", "tasks_after", "reach_change", "reach_low", "reach_high", "beyond_chance"]].round(3)

# %% end
store.close()
folder.cleanup()

# %% [markdown]
# **What this does not show.** Tasks of one notice are no sample from a larger world: the interval says what change is
# too small to build on, not why it came. A unit or section that was renamed stands twice; `zeren check --suggest`
# finds such names. One in twenty units is flagged where nothing changed, and nothing here corrects for their number.
