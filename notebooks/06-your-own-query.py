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
# # Your own query
#
# **Question.** Whatever the stored queries do not ask. Here: which units lead together, and does the pair share a
# leader? From a line of Cypher to a stored query of your own with a chart, the same rows on the embedded engine and on
# Neo4j.
#
# **Data.** The bundled sample, in a graph in a temporary folder. `open_store("neo4j://…")` opens a Neo4j instead.

# %% load
import tempfile
from pathlib import Path

import altair as alt
import pandas as pd

from zeren.cli.demo import sample_files
from zeren.graph import build, open_store
from zeren.graph.schema import EDGE_TYPES
from zeren.loaders import read_document
from zeren.queries import catalogue, run_cypher
from zeren.queries.check import check_folder
from zeren.views.charts import specification

alt.renderers.enable("svg")
pd.set_option("display.max_colwidth", 80)
folder = tempfile.TemporaryDirectory()
store = open_store(Path(folder.name) / "zeren.db", create=True)
loaded = store.load(build(*(read_document(path) for path in sample_files())))
pd.Series(loaded.counts, name="count").to_frame()

# %% [markdown]
# **Method.** Labels, edges and properties are in `zeren schema`; these are the edges. Every edge of responsibility has
# the words it was read from, so that an answer can carry its evidence.

# %% schema
pd.DataFrame([{"start": e.start, "edge": e.type, "end": e.end, "meaning": e.description} for e in EDGE_TYPES])

# %% [markdown]
# Values are parameters (`$least`), never pasted into the text. A query only reads: the engine refuses a write. Count
# `DISTINCT` tasks: a name printed twice is two edges.

# %% ask
text = """
MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:LEADS]-(b:Unit)
WHERE a.id < b.id
WITH a, b, count(DISTINCT t) AS n
WHERE n >= $least
RETURN a.name AS unit_a, b.name AS unit_b, n AS tasks, a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
LIMIT 100
"""
rows = run_cypher(store, text, {"least": 1})
pd.DataFrame(rows.to_dicts()).head(8)

# %% [markdown]
# **Keep it.** A stored query is a file: its question, parameters and columns in front, behind `//`, then Cypher.
# `zeren queries new NAME -o FILE` writes one to begin with; the check says what would keep it from running everywhere.

# %% keep
FRONT = '''// ---
// title = "Units that lead together"
// title_zh = "联合牵头的单位"
// question = "Which units lead the same tasks?"
// question_zh = "哪些单位共同牵头？"
// description = """
// Pairs of units that are both stated as lead of a task. A task with three leads is three pairs.
// """
// tags = ["unit", "lead"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "tasks"]
// since = "0.1.0"
//
// [parameters.least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000
// example = 2
// description = "only pairs with at least this many tasks"
//
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit_a = { type = "string", description = "one unit" }
// unit_b = { type = "string", description = "the other" }
// tasks = { type = "integer", description = "distinct tasks that both lead" }
// unit_a_id = { type = "string", description = "id of the one" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
'''
mine = Path(folder.name) / "queries"
mine.mkdir()
(mine / "lead-together.cypher").write_text(FRONT + text.replace("LIMIT 100", "LIMIT $top"), encoding="utf-8")
for path, problems in check_folder(mine):
    print(path.name, problems or "is fit to run everywhere")

# %% run
query = catalogue(mine)["lead-together"]
answer = query.run(store)
alt.Chart.from_dict(specification(query, answer))

# %% [markdown]
# **Result, with its evidence.** The words behind the first pair: document, task, line, and the names as printed.

# %% evidence
words = run_cypher(
    store,
    """
    MATCH (a:Unit {id: $a})-[r:LEADS]->(t:Task)<-[q:LEADS]-(b:Unit {id: $b})
    MATCH (t)-[:STATED_IN]->(d:Document)
    RETURN coalesce(d.number, d.title) AS document, t.number AS task, r.line AS line, r.source AS printed_a,
           q.source AS printed_b, t.statement AS statement, t.id AS task_id
    ORDER BY document, task_id, line, printed_a, printed_b LIMIT 5
    """,
    {"a": answer.rows[0][3], "b": answer.rows[0][4]},
)
pd.DataFrame(words.to_dicts()).drop(columns="task_id")

# %% end
store.close()
folder.cleanup()

# %% [markdown]
# On the command line the same is `zeren query lead-together --queries queries --chart pairs.html`.
#
# **What this does not show.** A count of your own has no interval and no chance to compare with: `zeren ties`,
# `zeren metrics` and the queries on changes do. Whether documents are pooled is yours to say: add the parameters
# `document`, `year` and `city` as the library's queries have them.
