// ---
// title = "Concentration under each leader"
// title_zh = "各领导分管任务集中度"
// question = "Under each leader, how unevenly are the tasks spread over units?"
// question_zh = "每位责任领导分管的任务，在单位之间分布得有多集中？"
// description = """
// As concentration, for the tasks that one leader oversees and in any role: units (n) are the units named
// for at least one of them, assignments the distinct unit–task pairs over which shares are taken. With
// groups = false (the default) phrases for several units are left out. Leaders whose tasks name no unit
// have no row.
// """
// tags = ["concentration", "leader"]
// chart = "bar"
// drawn = ["leader", "hhi"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only these documents: an id, a 文号, a year, a city, or words of the title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
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
// leader = { type = "string", description = "name of the leader" }
// units = { type = "integer", description = "n: units named for at least one of the tasks" }
// assignments = { type = "integer", description = "distinct unit–task pairs, the denominator of shares" }
// largest_share = { type = "float", description = "share of the most loaded unit" }
// hhi = { type = "float", description = "sum of squared shares, from 1/n to 1" }
// gini = { type = "float", description = "from 0 to 1 - 1/n" }
// effective_units = { type = "float", description = "1 / hhi" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (t:Task)
WHERE ($document = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document
  })
WITH t
MATCH (t)<-[:OVERSEES]-(p:Leader)
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH p, u, count(DISTINCT t) AS v
WHERE $groups OR u.kind <> "group"
WITH p, v
ORDER BY v
LIMIT 1000000000
WITH p, collect(v) AS loads, count(v) AS n, sum(v) AS total, sum(v * v) AS squares, max(v) AS most
UNWIND range(0, n - 1) AS i
WITH p, n, total, squares, most, loads[i] AS v, i
// Sorted, the differences of all pairs add up unit by unit (Sen 1973).
WITH p, n, total, squares, most, sum((2 * i + 1 - n) * v) AS differences
RETURN p.name AS leader,
       n AS units,
       total AS assignments,
       1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi,
       1.0 * differences / (n * total) AS gini,
       1.0 * total * total / squares AS effective_units,
       p.id AS leader_id
ORDER BY hhi DESC, leader_id
LIMIT $top
