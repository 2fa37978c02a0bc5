"""What an analyst's own stored query begins as: a file that passes ``zeren queries check`` and answers."""

from __future__ import annotations

_TEMPLATE = """\
// ---
// title = "Leads of each unit"
// title_zh = "各单位牵头任务数"
// question = "How many tasks does each unit lead?"
// question_zh = "每个单位牵头多少项任务？"
// description = \"\"\"
// What the answer means, and what it does not: what is counted, over what shares are taken, whether phrases
// for several units count.
// \"\"\"
// tags = ["unit"]
// chart = "bar"
// drawn = ["unit", "led"]
// since = "{version}"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only these documents: an id, a 文号, a year, or words of the title; empty takes all"
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
// unit = {{ type = "string", description = "name of the unit" }}
// led = {{ type = "integer", description = "distinct tasks that it leads" }}
// unit_id = {{ type = "string", description = "id of the unit" }}
// ---
MATCH (u:Unit)-[:LEADS]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.title CONTAINS $document)
WITH u, count(DISTINCT t) AS n
RETURN u.name AS unit,
       n AS led,
       u.id AS unit_id
ORDER BY led DESC, unit_id
LIMIT $top
"""


def template(version: str) -> str:
    """The text of a new stored query; ``version`` is the one that it was made with."""
    return _TEMPLATE.format(version=version)
