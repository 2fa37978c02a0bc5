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
# # Targets and deadlines
#
# **Question.** What was promised in numbers, by when, and which work can be checked at all: has it a number, a day, and
# somebody who leads?
#
# **Data.** The bundled sample, and the notice of the next year. What both say of the same work is counted twice here.

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
from zeren.views.charts import FONT, specification

alt.renderers.enable("svg")
pd.set_option("display.max_colwidth", 60)
documents = [*sample_files(), sample_files()[0].with_name("notice-2026-02.md")]
graph = build(*(read_document(path) for path in documents))
print("counted:", pooled(graph, Scope()))
folder = tempfile.TemporaryDirectory()
store = open_store(Path(folder.name) / "zeren.db", create=True)
store.load(graph)


def ask(name: str, **given: object) -> pd.DataFrame:
    """The rows of a stored query."""
    table = catalogue()[name].run(store, **given)
    return pd.DataFrame(table.to_dicts(), columns=table.columns)


# %% [markdown]
# **Method.** A target is a number that a task's text promises, with what is counted. `due` is the day that follows from
# a stated deadline, or from the text (年底前 is the last day of the document's year); words from which no day follows
# (长期坚持) stay words. Nothing is assumed where nothing is said.

# %% targets
targets = ask("targets")
print(f"{len(targets)} targets, {targets['due'].notna().sum()} of them with a day")
targets[["task", "target", "value", "counted", "relation", "due"]].fillna("").head(8)

# %% quarters
query = catalogue()["due-by-quarter"]
quarters = query.run(store)
alt.Chart.from_dict(specification(query, quarters))

# %% due
due = ask("due-tasks", until="2026-06-30")
print(f"{len(due)} tasks should be done by 2026-06-30; whether they are, no notice says")
due[["due", "due_basis", "words", "task", "leads", "units", "text"]].head(8)

# %% [markdown]
# **Which part can be checked.** Shares have Wilson's interval (1927) at 95 %: where intervals overlap, units do not
# differ by what can be told.

# %% units
units = ask("unit-deadlines")
units[["unit", "tasks", "dated", "worded", "silent", "share", "share_low", "share_high"]].head(10).round(3)

# %% intervals
shown = units.sort_values("tasks", ascending=False).head(20)
base = alt.Chart(shown).encode(y=alt.Y("unit:N", sort=list(shown["unit"]), title=None))
ranges = base.mark_rule(strokeWidth=2).encode(
    x=alt.X("share_low:Q", title="part of its tasks with a day, 95 % interval", axis=alt.Axis(format="%")),
    x2="share_high:Q",
)
(ranges + base.mark_point(filled=True, size=50).encode(x="share:Q")).properties(
    width=420, title="The twenty units with most tasks"
).configure(font=FONT)

# %% undated
undated = ask("undated-tasks")
promised = undated[undated["targets"] > 0]
print(f"{len(promised)} of {len(undated)} tasks without a day promise a number all the same")
promised[["task", "words", "targets", "units", "text"]].fillna("").head(6)

# %% [markdown]
# **Work of several without a lead.** A task for one unit needs no lead: only those for several are counted.

# %% gaps
ask("lead-gaps")[["sector", "tasks", "joint", "no_lead", "share", "share_low", "share_high"]].round(3)

# %% end
store.close()
folder.cleanup()

# %% [markdown]
# **What this does not show.** A deadline that a preface sets for all tasks is not counted for each. A number is not a
# good aim because it is a number. `zeren progress` keeps what was reported back; without it nothing here says whether
# work is late, only that its day has passed.
