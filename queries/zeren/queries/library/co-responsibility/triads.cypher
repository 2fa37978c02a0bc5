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
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH u
ORDER BY u.id
LIMIT 1000000000
WITH collect(u) AS units
// From here on a unit is its place in the order of ids, and three are one number.
UNWIND range(0, size(units) - 1) AS i
WITH i, units[i] AS u
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE ($document = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE d.id = $document OR d.number = $document OR d.title CONTAINS $document
  })
WITH DISTINCT i, t
ORDER BY i
LIMIT 1000000000
WITH t, collect(i) AS named
UNWIND range(0, size(named) - 3) AS x
UNWIND range(x + 1, size(named) - 2) AS y
WITH named, y, (named[x] * 1000000 + named[y]) * 1000000 AS two
UNWIND range(y + 1, size(named) - 1) AS z
WITH two + named[z] AS three, count(*) AS n
WHERE n >= $at_least
WITH three, n
ORDER BY n DESC, three
LIMIT $top
WITH collect([three / 1000000000000, three / 1000000 % 1000000, three % 1000000, n]) AS triples
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH triples, u
ORDER BY u.id
LIMIT 1000000000
WITH triples, collect(u) AS units
UNWIND triples AS x
WITH units[x[0]] AS p, units[x[1]] AS q, units[x[2]] AS r, x[3] AS n
RETURN p.name AS unit_a,
       q.name AS unit_b,
       r.name AS unit_c,
       n AS tasks,
       p.id AS unit_a_id,
       q.id AS unit_b_id,
       r.id AS unit_c_id
ORDER BY tasks DESC, unit_a_id, unit_b_id, unit_c_id
LIMIT $top
