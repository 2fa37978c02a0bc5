// ---
// title = "Leaders joined by units"
// title_zh = "由单位联系起来的领导"
// question = "Which leaders share units?"
// question_zh = "哪些领导分管的任务由同一批单位承担？"
// description = """
// Pairs of leaders for whose tasks the same units are named, in any role. jaccard divides the shared units
// by all units of either. tasks are those that both oversee; leaders can share units and no task. Phrases
// for several leaders (各位副市长) count as one leader; with groups = false (the default) phrases for several
// units are left out: they join nearly everybody.
// """
// tags = ["co-responsibility", "leader"]
// chart = "network"
// drawn = ["leader_a", "leader_b", "units"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
//
// [parameters.at_least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only pairs with at least this many shared units"
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
// leader_a = { type = "string", description = "one leader" }
// leader_b = { type = "string", description = "the other" }
// units = { type = "integer", description = "distinct units named for tasks of both" }
// jaccard = { type = "float", description = "shared units over all units of either" }
// tasks = { type = "integer", description = "distinct tasks that both oversee" }
// leader_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// leader_b_id = { type = "string", description = "id of the other" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:OVERSEES]-(h:Leader)
WHERE ($groups OR u.kind <> "group")
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH h, collect(DISTINCT u) AS bodies
UNWIND bodies AS w
WITH w, h, size(bodies) AS c
WITH w, collect(h) AS heads, collect(c) AS sizes, count(h) AS k
UNWIND range(0, k - 1) AS i
UNWIND range(0, k - 1) AS j
WITH heads[i] AS p, heads[j] AS q, sizes[i] AS a, sizes[j] AS b
WHERE p.id < q.id
WITH p, q, a, b, count(*) AS n
WHERE n >= $at_least
// Only the pairs that are shown have their tasks counted.
WITH p, q, a, b, n
ORDER BY n DESC, p.id, q.id
LIMIT $top
OPTIONAL MATCH (p)-[:OVERSEES]->(y:Task)-[:STATED_IN]->(g:Document)
WHERE (g.id = $document OR g.number = $document OR g.title CONTAINS $document)
  AND EXISTS { MATCH (q)-[:OVERSEES]->(y) }
WITH p, q, n, a, b, count(DISTINCT y) AS both
RETURN p.name AS leader_a,
       q.name AS leader_b,
       n AS units,
       1.0 * n / (a + b - n) AS jaccard,
       both AS tasks,
       p.id AS leader_a_id,
       q.id AS leader_b_id
ORDER BY units DESC, leader_a_id, leader_b_id
LIMIT $top
