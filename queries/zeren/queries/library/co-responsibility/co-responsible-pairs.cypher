// ---
// title = "Units that share tasks"
// title_zh = "共同承担任务的单位"
// question = "Which units are named for the same tasks most often?"
// question_zh = "哪些单位经常共同承担任务？"
// description = """
// Pairs of units named for the same task, in any role, counted from the tasks themselves. jaccard divides
// the shared tasks by all tasks of either, overlap by the tasks of the smaller. With groups = false (the
// default) phrases for several units are left out: they stand beside nearly everybody. A task
// that two documents state counts in each. Ties that zeren clusters --write keeps are looked up where they are the
// same count. Whether a count is more than chance is in shared-tasks, after zeren clusters --write.
// """
// tags = ["co-responsibility", "unit"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "tasks"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only these documents: an id, a 文号, a year, a city, or words of the title; empty takes all"
//
// [parameters.year]
// type = "integer"
// default = 0
// minimum = 0
// maximum = 2999
// example = 2025
// description = "only documents of this year; 0 takes all"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only documents of this city; empty takes all"
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
// example = 2
// description = "only pairs with at least this many shared tasks"
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
// tasks = { type = "integer", description = "distinct tasks that name both" }
// jaccard = { type = "float", description = "shared tasks over all tasks of either" }
// overlap = { type = "float", description = "shared tasks over the tasks of the one with fewer" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
// Ties that zeren clusters --write left are these pairs, counted, where it took all documents, no phrases, and no task
// twice: a task that a later document states again counts once there, and here in each. Then they are looked up.
WITH $document = "" AND $year = 0 AND $city = "" AND NOT $groups AND EXISTS {
  MATCH (w:Unit)
  WHERE w.cluster_run CONTAINS '"scope": "all documents"' AND w.cluster_run CONTAINS '"groups": false'
    AND w.cluster_run CONTAINS '"restated": 0,'
} AS known
WITH known
WHERE known
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE k.tasks >= $at_least
WITH a, b, k.tasks AS n
ORDER BY n DESC, a.id, b.id
LIMIT $top
// Each unit has its tasks counted once, in however many pairs it stands.
WITH a, collect([b, n]) AS partners
WITH a, partners, COUNT { MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task) RETURN DISTINCT s } AS p
UNWIND partners AS x
WITH x[0] AS b, collect([a, x[1], p]) AS partners
WITH b, partners, COUNT { MATCH (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task) RETURN DISTINCT s } AS q
UNWIND partners AS y
// Neo4j counts the memory of a list in each row that is sorted: counting anew lets go of it.
WITH b, q, y[0] AS a, max(y[1]) AS n, max(y[2]) AS p
RETURN a.name AS unit_a,
       b.name AS unit_b,
       n AS tasks,
       1.0 * n / (p + q - n) AS jaccard,
       1.0 * n / CASE WHEN p < q THEN p ELSE q END AS overlap,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
LIMIT $top
UNION ALL
WITH $document = "" AND $year = 0 AND $city = "" AND NOT $groups AND EXISTS {
  MATCH (w:Unit)
  WHERE w.cluster_run CONTAINS '"scope": "all documents"' AND w.cluster_run CONTAINS '"groups": false'
    AND w.cluster_run CONTAINS '"restated": 0,'
} AS known
WITH known
WHERE NOT known
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH u
ORDER BY u.id
LIMIT 1000000000
WITH collect(u) AS units
// From here on a unit is its place in the order of ids: pairs of numbers are compared and counted several times as
// fast as pairs of units.
UNWIND range(0, size(units) - 1) AS i
WITH i, units[i] AS u
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH DISTINCT i, t
ORDER BY i
LIMIT 1000000000
WITH t, collect(i) AS named
UNWIND range(0, size(named) - 2) AS x
UNWIND range(x + 1, size(named) - 1) AS y
WITH named[x] AS i, named[y] AS j, count(*) AS n
WHERE n >= $at_least
WITH i, j, n
ORDER BY n DESC, i, j
LIMIT $top
WITH collect([i, j, n]) AS pairs
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH pairs, collect(u) AS units
// So one row alone carries the pairs through the sort.
UNWIND range(0, size(units) - 1) AS i
WITH units[i] AS u, head(collect(CASE WHEN i = 0 THEN pairs END)) AS carried
ORDER BY u.id
LIMIT 1000000000
WITH collect(u) AS units, collect(carried) AS carried
UNWIND carried[0] AS x
WITH units[x[0]] AS a, collect([units[x[1]], x[2]]) AS partners
WITH a, partners, COUNT {
       MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)-[:STATED_IN]->(e:Document)
       WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
         AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       RETURN DISTINCT s
     } AS p
UNWIND partners AS x
WITH x[0] AS b, collect([a, x[1], p]) AS partners
WITH b, partners, COUNT {
       MATCH (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)-[:STATED_IN]->(e:Document)
       WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
         AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       RETURN DISTINCT s
     } AS q
UNWIND partners AS y
WITH b, q, y[0] AS a, max(y[1]) AS n, max(y[2]) AS p
RETURN a.name AS unit_a,
       b.name AS unit_b,
       n AS tasks,
       1.0 * n / (p + q - n) AS jaccard,
       1.0 * n / CASE WHEN p < q THEN p ELSE q END AS overlap,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
LIMIT $top
