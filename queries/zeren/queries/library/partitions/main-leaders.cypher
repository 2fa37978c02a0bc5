// ---
// title = "Main leader of each unit"
// title_zh = "各单位的主要分管领导"
// question = "To which leader does each unit mostly answer, and is that more than usual?"
// question_zh = "每个单位的任务主要由哪位领导分管，超过一般水平多少？"
// description = """
// A row for each unit: the leader who oversees most of its tasks (of equals the first by id), how many
// leaders there are, and main_share, the part of its pairs of task and leader with that leader; a task under
// two leaders is two pairs. A unit with few tasks has most of them somewhere by chance, so units with fewer
// than at_least are left out, and usual is the part of all units' pairs there: times_usual is main_share
// over it. bridging-units ranks by how mixed a unit's work is. With groups = false (the default) phrases for
// several units are left out of everything; phrases for several leaders are one leader each.
// """
// tags = ["partitions", "unit", "leader"]
// chart = "bar"
// drawn = ["unit", "main_share"]
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
// default = 5
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only units with at least this many pairs of task and leader"
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
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// pairs = { type = "integer", description = "distinct pairs of task and leader" }
// leaders = { type = "integer", description = "distinct leaders" }
// main_leader = { type = "string", description = "name of the leader with most of them" }
// in_main = { type = "integer", description = "pairs with that leader" }
// main_share = { type = "float", description = "in_main over pairs" }
// usual = { type = "float", description = "the leader's part of all units' pairs" }
// times_usual = { type = "float", description = "main_share over usual" }
// leader_id = { type = "string", description = "id of the leader" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:OVERSEES]-(p:Leader)
WHERE ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH p, u, count(DISTINCT t) AS v
WITH p, collect([u, v]) AS cells, sum(v) AS held
WITH collect([p, cells, held]) AS parts, sum(held) AS whole
UNWIND parts AS x
WITH whole, x[0] AS p, x[1] AS cells, x[2] AS held
UNWIND cells AS y
WITH whole, p, held, y[0] AS u, y[1] AS v
ORDER BY v DESC, p.id
LIMIT 1000000000
WITH whole, u, sum(v) AS carried, count(v) AS n, collect([p, v, held]) AS mine
WHERE carried >= $at_least
WITH whole, u, carried, n, mine[0] AS best
WITH u, carried, n, best[0] AS head, best[1] AS most, 1.0 * best[1] / carried AS part, 1.0 * best[2] / whole AS general
RETURN u.name AS unit,
       u.kind AS kind,
       carried AS pairs,
       n AS leaders,
       head.name AS main_leader,
       most AS in_main,
       part AS main_share,
       general AS usual,
       part / general AS times_usual,
       head.id AS leader_id,
       u.id AS unit_id
ORDER BY main_share DESC, pairs DESC, unit_id
LIMIT $top
