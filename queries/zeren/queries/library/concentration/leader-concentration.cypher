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
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
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
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:OVERSEES]-(p:Leader)
WHERE ($groups OR u.kind <> "group")
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH p, u, count(DISTINCT t) AS v
WITH p, v, count(u) AS c
WITH p, collect([v, c]) AS steps, sum(c) AS n, sum(v * c) AS total, sum(v * v * c) AS squares, max(v) AS most
UNWIND steps AS x
UNWIND steps AS y
WITH p, n, total, squares, most, x[0] AS v, x[1] AS c, y[0] AS w, y[1] AS k
WITH p, n, total, squares, most, sum(c * k * abs(v - w)) AS differences
RETURN p.name AS leader,
       n AS units,
       total AS assignments,
       1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi,
       1.0 * differences / (2 * n * total) AS gini,
       1.0 * total * total / squares AS effective_units,
       p.id AS leader_id
ORDER BY hhi DESC, leader_id
LIMIT $top
