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
# # Who works with whom, and how sure is that?
#
# **Question.** Units that are named for the same tasks work together. Which of these ties are more than the length of
# the lists makes them, and are there groups of units that one may name in a report?
#
# **Data.** The bundled sample; the graph lives in a temporary folder, so that stored queries can be asked too.

# %% read
import tempfile
from pathlib import Path

import altair as alt
import pandas as pd

from zeren.cli.demo import sample_files
from zeren.graph import build, open_store
from zeren.graph.assignments import Scope, pooled
from zeren.graph.measures import clusters, partitions, ties
from zeren.loaders import read_document
from zeren.queries import catalogue
from zeren.views.charts import FONT, specification

alt.renderers.enable("svg")
pd.set_option("display.max_colwidth", None)
documents = sample_files()
graph = build(*(read_document(path) for path in documents))
print("counted:", pooled(graph, Scope()))

# %% [markdown]
# **Method.** Every city is tested for itself, within each document, so that nothing else in the graph changes a
# p-value. The null keeps each unit's number of tasks and each task's number of units (fixed degrees, sampled by
# curveball trades, Strona et al. 2014); `q_value` corrects for all pairs of the city (Benjamini & Hochberg 1995), so
# that of the ties shown one in twenty may be chance. The same task in two years counts once.

# %% ties
tested = pd.DataFrame(ties(graph).to_dicts())
print(f"{tested['significant'].sum()} of {len(tested)} pairs that share a task are more than chance (seed 1)")
strong = tested[tested["significant"]]
strong[["a", "b", "tasks", "jaccard", "weight", "p_value", "q_value", "method"]].round(4)

# %% chance
alt.Chart(tested).mark_bar().encode(
    x=alt.X("p_value:Q", bin=alt.Bin(step=0.05), title="p-value"), y=alt.Y("count()", title="pairs")
).properties(width=420, height=180, title="p-values of the pairs that share a task")

# %% [markdown]
# Pairs that share no task are not drawn, so small values are more frequent here even where all is chance; that is why
# `q_value` corrects for all pairs that could have met, not for those that did.
#
# A tie is a statement about words on paper: each has its tasks. The stored query `tie-words` lists them, and
# `tie-sectors` says whether a tie lives in one section or across.

# %% words
folder = tempfile.TemporaryDirectory()
store = open_store(Path(folder.name) / "zeren.db", create=True)
store.load(graph)
found = clusters(graph)
store.write_clusters(found.rows(), found.edges)
words = pd.DataFrame(catalogue()["tie-words"].run(store, top=6).to_dicts())
words[["unit_a", "role_a", "unit_b", "role_b", "task", "line", "statement"]]

# %% sectors
across = catalogue()["tie-sectors"].run(store)
pd.DataFrame(across.to_dicts())[["unit_a", "unit_b", "statements", "sections", "main_section", "main_share"]].round(2)

# %% [markdown]
# **Groups.** Leiden clusters (Traag, Waltman & van Eck 2019) can be had of any network, also of one without groups. So
# each comes with what it is worth: `stability` is how alike it stays when tasks are drawn again (Hennig 2007; stable
# from .75, doubtful from .6), `modularity_null` what chance gives, and `groups_supported` the number of groups in the
# shortest description of the assignments (Peixoto 2017).

# %% verdicts
verdicts = catalogue()["cluster-verdicts"].run(store)
pd.DataFrame(verdicts.to_dicts()).round(3)

# %% modularity
for city in found.cities:
    print(
        f"{city.name}: modularity {city.modularity:.3f}, by chance {city.modularity_null:.3f} "
        f"± {city.modularity_null_sd:.3f}; groups supported: {city.groups_supported}"
    )

# %% confidence
sure = pd.DataFrame({"unit": list(found.confidence), "confidence": list(found.confidence.values())})
sure["cluster"] = [str(found.units[unit]) for unit in sure["unit"]]
alt.Chart(sure).mark_tick(thickness=2).encode(
    x=alt.X("confidence:Q", scale=alt.Scale(domain=[0, 1]), title="part of its cluster that stays with a unit"),
    y=alt.Y("cluster:N", title="cluster"),
).properties(width=420, title="Each unit's confidence").configure(font=FONT)

# %% [markdown]
# **What does stand.** Partitions that the city itself declares can be tested without looking for them: does the work
# follow sections, leaders, or the duties of bodies? `z` is the distance from chance with all margins kept, `adjusted`
# the information with chance taken out (0 none, 1 wholly; Vinh, Epps & Bailey 2010).

# %% partitions
declared = pd.DataFrame(partitions(graph).to_dicts())
declared[["partition", "parts", "assignments", "information", "information_random", "z", "adjusted", "p_value"]].round(
    3
)

# %% picture
query = catalogue()["backbone"]
alt.Chart.from_dict(specification(query, query.run(store)))

# %% end
store.close()
folder.cleanup()

# %% [markdown]
# **What this does not show.** That two units stand in one task does not say that they met. A tie that is not
# significant is not absent: small numbers cannot tell. Where one group is supported, clusters sort names and nothing
# more: do not name them. Zones and counties listed together are tied by the drafter's habit; `tie-words` shows it.
