// ---
// title = "Leaders and sectors"
// title_zh = "领导分管领域对照"
// question = "Do leaders follow the sectors, or does their work cut across them?"
// question_zh = "领导分工是按领域来，还是跨领域？"
// description = """
// A row for each leader and section with a task of both. expected is what the leader would have there if the
// leader's tasks in the document fell on sections as all overseen tasks do; times_expected is tasks over
// that. Few cells far over 1 in each row: work follows the sections; many near 1: it cuts across. Pairs of
// task and leader count: a task under two leaders is two.
// """
// tags = ["partitions", "leader", "sector"]
// chart = "heatmap"
// drawn = ["leader", "sector", "tasks"]
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
// [parameters.top]
// type = "integer"
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// leader = { type = "string", description = "name of the leader" }
// sector = { type = "string", description = "title of the section" }
// tasks = { type = "integer", description = "distinct tasks of both" }
// expected = { type = "float", description = "tasks of the leader times those of the section over all, within the document" }
// times_expected = { type = "float", description = "tasks over expected" }
// document = { type = "string", description = "title of the document" }
// leader_id = { type = "string", description = "id of the leader" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (p:Leader)-[:OVERSEES]->(t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH d, p, c, count(DISTINCT t) AS n
WITH d, collect([p, c, n]) AS cells, sum(n) AS whole
UNWIND cells AS x
WITH d, whole, x[0] AS p, collect(x) AS cells, sum(x[2]) AS own
UNWIND cells AS y
WITH d, whole, y[1] AS c, collect([y[0], y[2], own]) AS cells, sum(y[2]) AS held
UNWIND cells AS z
WITH d, z[0] AS p, c, z[1] AS n, 1.0 * z[2] * held / whole AS general
RETURN p.name AS leader,
       c.title AS sector,
       n AS tasks,
       general AS expected,
       n / general AS times_expected,
       d.title AS document,
       p.id AS leader_id,
       c.id AS sector_id
ORDER BY tasks DESC, leader_id, sector_id
LIMIT $top
