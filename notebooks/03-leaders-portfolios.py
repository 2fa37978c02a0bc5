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
# # Leaders' portfolios
#
# **Question.** How much does each leader oversee, does the division of work among leaders follow the sections of the
# document, and does a leader's work fall on the same bodies again and again?
#
# **Data.** The bundled sample. A phrase such as 各位副市长 is one row of kind `group`, never the people it covers.

# %% read
import tempfile
from pathlib import Path

import altair as alt
import pandas as pd

from zeren.cli.demo import sample_files
from zeren.graph import build, open_store
from zeren.graph.assignments import Scope, pooled
from zeren.graph.measures import focus, partitions, workload
from zeren.loaders import read_document
from zeren.queries import catalogue
from zeren.views.charts import specification

alt.renderers.enable("svg")
graph = build(*(read_document(path) for path in sample_files()))
print("counted:", pooled(graph, Scope()))

# %% [markdown]
# **Method.** `tasks` are distinct tasks that name the leader; `fractional` gives each of a task's k leaders 1/k.
# `no_lead` are tasks that name units and state none of them as lead.

# %% span
span = pd.DataFrame(workload(graph, "leader").to_dicts())
span[["leader", "kind", "tasks", "share", "fractional", "units", "sectors", "no_lead"]].round(3)

# %% [markdown]
# **Sections and leaders.** A cell is expected to hold the leader's tasks times the section's over all; `times_expected`
# far above 1 in few cells of a row: the leader has a field. The test keeps every unit's and every task's number: the
# mutual information of leaders and units, against chance.

# %% by-sector
folder = tempfile.TemporaryDirectory()
store = open_store(Path(folder.name) / "zeren.db", create=True)
store.load(graph)
query = catalogue()["leader-by-sector"]
cells = query.run(store)
alt.Chart.from_dict(specification(query, cells))

# %% expected
table = pd.DataFrame(cells.to_dicts()).sort_values("times_expected", ascending=False)
table.loc[table["tasks"] >= 3, ["leader", "sector", "tasks", "expected", "times_expected"]].head(10).round(2)

# %% partition
declared = pd.DataFrame(partitions(graph).to_dicts())
leader = declared[declared["partition"] == "leader"].iloc[0]
print(
    f"information of leaders on units {leader['information']:.3f}, by chance {leader['information_random']:.3f} "
    f"± {leader['information_random_sd']:.3f}: z {leader['z']:.1f}, p {leader['p_value']:.3f}; "
    f"adjusted for chance {leader['adjusted']:.3f} of 1"
)

# %% [markdown]
# **The same bodies again?** HHI falls with the number of tasks by arithmetic alone, and would put a leader with one
# task first. `times_random` compares each with what chance gives *its own* tasks; `q_value` is corrected for all
# leaders. `may_be` names the leader for whom a rare name may be a misprint.

# %% focus
concentrated = pd.DataFrame(focus(graph, "leader").to_dicts()).fillna({"may_be": ""})
concentrated[["leader", "tasks", "units", "hhi", "hhi_random", "times_random", "p_value", "q_value", "may_be"]].round(3)

# %% picture
base = alt.Chart(concentrated).mark_point(filled=True, size=70).encode(x=alt.X("tasks:Q", title="tasks"))
plain = base.encode(y=alt.Y("hhi:Q", title="HHI of units"))
compared = base.encode(y=alt.Y("times_random:Q", title="times chance", scale=alt.Scale(zero=False)))
plain.properties(width=300, height=220, title="HHI, which few tasks raise") | compared.properties(
    width=300, height=220, title="HHI over that of chance"
)

# %% main
query = catalogue()["main-leaders"]
mains = pd.DataFrame(query.run(store).to_dicts())
mains[["unit", "pairs", "leaders", "main_leader", "main_share", "usual", "times_usual"]].head(12).round(2)

# %% end
store.close()
folder.cleanup()

# %% [markdown]
# **What this does not show.** A name at a task is no measure of attention. A leader whose post changed during the year
# is two portfolios in one. With a dozen leaders, a `q_value` over .05 says that the notice is too short to tell, not
# that work is spread evenly. Units with five pairs have their main leader by little: `main_share` has no interval here.
