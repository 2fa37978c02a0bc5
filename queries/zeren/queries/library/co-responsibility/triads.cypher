// ---
// title = "Three units that share tasks"
// title_zh = "共同承担任务的三个单位"
// question = "Which three units are named together for the same tasks?"
// question_zh = "哪三个单位经常一起承担同一项任务？"
// description = """
// Triples of units that the same task names, in any role, counted from the tasks themselves. A task for n
// units holds n(n-1)(n-2)/6 of them, so that long lists make most; at_least keeps those that come together
// again. With groups = false (the default) phrases for several units are left out. In a graph of hundreds of
// thousands of edges write the ties of pairs first (zeren clusters --write): no triple is counted then that holds
// a pair too weak for the answer.
// """
// tags = ["co-responsibility", "unit"]
// chart = "table"
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
// Triples of the 40 busiest units are counted first. Where $top of them come together n times, whatever comes
// together less often is not in the answer, and least is n.
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH u, COUNT {
  MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)
  WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (s)-[:STATED_IN]->(e:Document)
    WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
      AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
  }
} AS load
ORDER BY load DESC, u.id
LIMIT 40
WITH collect(u) AS busy
UNWIND range(0, size(busy) - 1) AS i
WITH i, busy[i] AS u
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH t, collect(DISTINCT i) AS named
UNWIND named AS x
UNWIND [y IN named WHERE y > x] AS y
UNWIND [z IN named WHERE z > y] AS z
WITH (x * 100 + y) * 100 + z AS three, count(*) AS n
WHERE n > $at_least
WITH n
ORDER BY n DESC
SKIP $top - 1
LIMIT 1
WITH max(n) AS last
WITH coalesce(last, $at_least) AS least,
     $document = "" AND $year = 0 AND $city = "" AND NOT $groups AND EXISTS {
       MATCH (w:Unit)
       WHERE w.cluster_run CONTAINS '"scope": "all documents"' AND w.cluster_run CONTAINS '"groups": false'
         AND w.cluster_run CONTAINS '"restated": 0,'
     } AS known
// A triple comes together no more often than each of its pairs, and the ties that zeren clusters --write left count
// the pairs, where they took all documents, no phrases, and no task that is stated again, which counts once there. To
// look a pair up is slow; but where u and v share least tasks, v has at least as many such partners as that partner of
// u who has fewest, and u as that of v. That leaves few others, and is two comparisons.
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
OPTIONAL MATCH (u)-[k:SHARES_TASKS_WITH]-(v:Unit)
WHERE known AND k.tasks >= least
WITH least, known, u, collect(v) AS near
UNWIND near + [u] AS v
WITH least, known, v, count(*) - 1 AS partners, min(CASE WHEN u <> v THEN size(near) END) AS fewest
ORDER BY v.id
LIMIT 1000000000
WITH least, known, collect([v, partners, coalesce(fewest, 0)]) AS units
// From here on a unit is its place in the order of ids, with these two numbers, and three are one number.
UNWIND range(0, size(units) - 1) AS i
WITH least, known, units[i][0] AS u, [i, units[i][1], units[i][2]] AS place
WHERE NOT known OR place[1] > 1
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH least, t, collect(DISTINCT place) AS named
UNWIND named AS x
WITH least, x, [y IN named WHERE y[0] > x[0] AND y[1] >= x[2] AND x[1] >= y[2]] AS later
WHERE size(later) > 1
UNWIND later AS y
UNWIND [z IN later WHERE z[0] > y[0] AND z[1] >= y[2] AND y[1] >= z[2]] AS z
WITH least, (x[0] * 1000000 + y[0]) * 1000000 + z[0] AS three, count(*) AS n
WHERE n >= least
WITH three, n
ORDER BY n DESC, three
LIMIT $top
WITH collect([three / 1000000000000, three / 1000000 % 1000000, three % 1000000, n]) AS triples
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH triples, collect(u) AS units
// Neo4j counts the memory of a list in each row that is sorted: one row alone carries the triples, and counting
// anew lets go of what else a row held.
UNWIND range(0, size(units) - 1) AS i
WITH units[i] AS u, head(collect(CASE WHEN i = 0 THEN triples END)) AS carried
ORDER BY u.id
LIMIT 1000000000
WITH collect(u) AS units, collect(carried) AS carried
UNWIND carried[0] AS x
WITH units[x[0]] AS p, units[x[1]] AS q, units[x[2]] AS r, max(x[3]) AS n
RETURN p.name AS unit_a,
       q.name AS unit_b,
       r.name AS unit_c,
       n AS tasks,
       p.id AS unit_a_id,
       q.id AS unit_b_id,
       r.id AS unit_c_id
ORDER BY tasks DESC, unit_a_id, unit_b_id, unit_c_id
LIMIT $top
