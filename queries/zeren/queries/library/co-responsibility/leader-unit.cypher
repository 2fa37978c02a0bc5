// ---
// title = "Units and the leaders they answer to"
// title_zh = "单位对应的责任领导"
// question = "Which units answer to many leaders?"
// question_zh = "哪些单位同时对应多位责任领导？"
// description = """
// A row for each unit and leader that share a task, units with most leaders first. leaders counts all
// leaders of the unit, tasks the distinct tasks of this pair. The documents state who oversees a task, not
// who is in charge of a unit: a leader here is one whose tasks name the unit. Phrases for several leaders
// (各位副市长) count as one leader; with groups = false (the default) phrases for several units are left
// out.
// """
// tags = ["co-responsibility", "unit", "leader"]
// chart = "heatmap"
// drawn = ["unit", "leader", "tasks"]
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
// [parameters.leaders_at_least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000000
// example = 2
// description = "only units with at least this many leaders"
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
// unit = { type = "string", description = "name of the unit" }
// leaders = { type = "integer", description = "distinct leaders of its tasks" }
// leader = { type = "string", description = "one of them" }
// tasks = { type = "integer", description = "distinct tasks of the two" }
// unit_id = { type = "string", description = "id of the unit" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (t:Task)<-[:OVERSEES]-(p:Leader)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH u, p, count(DISTINCT t) AS both
WHERE $groups OR u.kind <> "group"
WITH u, collect(p) AS heads, collect(both) AS loads, count(p) AS n
WHERE n >= $leaders_at_least
UNWIND range(0, n - 1) AS i
WITH u, n, heads[i] AS q, loads[i] AS x
RETURN u.name AS unit,
       n AS leaders,
       q.name AS leader,
       x AS tasks,
       u.id AS unit_id,
       q.id AS leader_id
ORDER BY leaders DESC, unit_id, tasks DESC, leader_id
LIMIT $top
