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
MATCH (h:Leader)
WITH h
ORDER BY h.id
LIMIT 1000000000
WITH collect(h) AS leaders
// From here on a leader is its place in the order of ids.
UNWIND range(0, size(leaders) - 1) AS i
WITH i, leaders[i] AS h
MATCH (h)-[:OVERSEES]->(t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH DISTINCT i, t
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH DISTINCT i, u
WHERE $groups OR u.kind <> "group"
WITH i, u
ORDER BY i
LIMIT 1000000000
WITH u, collect(i) AS heads
// Units that answer to the same leaders are counted at once. A leader's pair with itself is all its units.
WITH heads, count(u) AS alike
UNWIND range(0, size(heads) - 1) AS x
UNWIND range(x, size(heads) - 1) AS y
WITH heads[x] AS i, heads[y] AS j, sum(alike) AS n
WHERE i = j OR n >= $at_least
WITH collect([i, j, n]) AS pairs
UNWIND pairs AS own
WITH pairs, own
WHERE own[0] = own[1]
UNWIND pairs AS x
WITH own, x
WHERE x[0] < x[1] AND own[0] IN [x[0], x[1]]
WITH x[0] AS i, x[1] AS j, x[2] AS n, sum(own[2]) AS either
ORDER BY n DESC, i, j
LIMIT $top
WITH collect([i, j, n, either]) AS pairs
MATCH (h:Leader)
WITH pairs, h
ORDER BY h.id
LIMIT 1000000000
WITH pairs, collect(h) AS leaders
UNWIND pairs AS x
WITH leaders[x[0]] AS p, leaders[x[1]] AS q, x[2] AS n, x[3] AS either
WITH p, q, n, either, COUNT {
       MATCH (p)-[:OVERSEES]->(y:Task)<-[:OVERSEES]-(q)
       WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (y)-[:STATED_IN]->(e:Document)
         WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
           AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       })
       RETURN DISTINCT y
     } AS both
RETURN p.name AS leader_a,
       q.name AS leader_b,
       n AS units,
       1.0 * n / (either - n) AS jaccard,
       both AS tasks,
       p.id AS leader_a_id,
       q.id AS leader_b_id
ORDER BY units DESC, leader_a_id, leader_b_id
LIMIT $top
