// ---
// title = "Load of each sector"
// title_zh = "各领域任务量"
// question = "How many tasks does each section of the documents hold, and for how many units?"
// question_zh = "每个领域（部分）有多少项任务，涉及多少单位和领导？"
// description = """
// Distinct tasks that stand in the section; share divides by the sum over all sections. assignments are
// distinct unit–task pairs, units and leaders the distinct names on these tasks; with groups = false
// phrases for several units are left out of both. no_lead are tasks that name units and state no lead.
// Tasks outside any section are in no row.
// """
// tags = ["load", "sector"]
// chart = "bar"
// drawn = ["sector", "tasks"]
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
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// sector = { type = "string", description = "title of the section, without its number" }
// tasks = { type = "integer", description = "distinct tasks in it" }
// share = { type = "float", description = "tasks over the sum of all sections" }
// assignments = { type = "integer", description = "distinct unit–task pairs" }
// units = { type = "integer", description = "distinct units named" }
// leaders = { type = "integer", description = "distinct leaders named" }
// no_lead = { type = "integer", description = "tasks that name units and state no lead" }
// document = { type = "string", description = "title of its document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (c:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
MATCH (c)<-[:IN_SECTOR]-(t:Task)
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(n:Unit)
WITH c, d, t, collect(DISTINCT type(r)) AS roles, collect(DISTINCT CASE WHEN $groups OR n.kind <> "group" THEN n END) AS bodies
WITH c, d, count(t) AS carried, sum(size(bodies)) AS given,
     sum(CASE WHEN size(roles) > 0 AND NOT "LEADS" IN roles THEN 1 ELSE 0 END) AS open
WITH collect([c, d, carried, given, open]) AS loads, sum(carried) AS pairs
UNWIND loads AS x
WITH pairs, x[0] AS c, x[1] AS d, x[2] AS carried, x[3] AS given, x[4] AS open
RETURN c.title AS sector,
       carried AS tasks,
       1.0 * carried / pairs AS share,
       given AS assignments,
       COUNT {
         MATCH (c)<-[:IN_SECTOR]-(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
         WHERE $groups OR u.kind <> "group"
         RETURN DISTINCT u
       } AS units,
       COUNT { MATCH (c)<-[:IN_SECTOR]-(:Task)<-[:OVERSEES]-(p:Leader) RETURN DISTINCT p } AS leaders,
       open AS no_lead,
       d.title AS document,
       c.id AS sector_id
ORDER BY tasks DESC, sector_id
LIMIT $top
