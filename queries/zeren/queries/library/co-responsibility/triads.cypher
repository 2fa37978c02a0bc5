// ---
// title = "Three units that share tasks"
// title_zh = "共同承担任务的三个单位"
// question = "Which three units are named together for the same tasks?"
// question_zh = "哪三个单位经常一起承担同一项任务？"
// description = """
// Triples of units that the same task names, in any role, counted from the tasks themselves. A task for n
// units holds n(n-1)(n-2)/6 of them, so that long lists make most; at_least keeps those that come together
// again. With groups = false (the default) phrases for several units are left out.
// """
// tags = ["co-responsibility", "unit"]
// chart = "table"
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
// default = 2
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only triples with at least this many shared tasks"
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
// unit_b = { type = "string", description = "another" }
// unit_c = { type = "string", description = "the third" }
// tasks = { type = "integer", description = "distinct tasks that name all three" }
// unit_a_id = { type = "string", description = "id of the one, the smallest of the three" }
// unit_b_id = { type = "string", description = "id of the other" }
// unit_c_id = { type = "string", description = "id of the third, the largest" }
// ---
MATCH (a:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Unit)
WHERE a.id < b.id AND ($groups OR (a.kind <> "group" AND b.kind <> "group"))
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH a, b, collect(DISTINCT t) AS both
WHERE size(both) >= $at_least
// Three cannot share more than two of them do: other pairs are not looked at.
UNWIND both AS s
MATCH (s)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(c:Unit)
WHERE b.id < c.id AND ($groups OR c.kind <> "group")
// Ids, not nodes: a million triples are counted in the memory that an engine gives one question.
WITH a.id AS i, b.id AS j, c.id AS k, s.id AS x
WITH i, j, k, count(DISTINCT x) AS n
WHERE n >= $at_least
WITH i, j, k, n
ORDER BY n DESC, i, j, k
LIMIT $top
MATCH (p:Unit {id: i})
MATCH (q:Unit {id: j})
MATCH (r:Unit {id: k})
RETURN p.name AS unit_a,
       q.name AS unit_b,
       r.name AS unit_c,
       n AS tasks,
       i AS unit_a_id,
       j AS unit_b_id,
       k AS unit_c_id
ORDER BY tasks DESC, unit_a_id, unit_b_id, unit_c_id
LIMIT $top
