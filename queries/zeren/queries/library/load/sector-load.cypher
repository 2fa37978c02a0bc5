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
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = true
// example = false
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
MATCH (a:Task)-[:IN_SECTOR]->(b:Sector)-[:PART_OF]->(e:Document)
WHERE (e.id = $document OR e.number = $document OR e.title CONTAINS $document)
WITH DISTINCT a, b
WITH count(*) AS pairs
MATCH (t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH DISTINCT pairs, t, c, d
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(n:Unit)
WITH pairs, t, c, d, count(r) AS roles, sum(CASE WHEN type(r) = "LEADS" THEN 1 ELSE 0 END) AS leads,
     count(DISTINCT CASE WHEN $groups OR n.kind <> "group" THEN n.id END) AS bodies
WITH pairs, c, d, count(t) AS carried, sum(bodies) AS given,
     sum(CASE WHEN roles > 0 AND leads = 0 THEN 1 ELSE 0 END) AS open
OPTIONAL MATCH (c)<-[:IN_SECTOR]-(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE $groups OR u.kind <> "group"
WITH pairs, c, d, carried, given, open, count(DISTINCT u) AS bodies
OPTIONAL MATCH (c)<-[:IN_SECTOR]-(:Task)<-[:OVERSEES]-(p:Leader)
WITH pairs, c, d, carried, given, open, bodies, count(DISTINCT p) AS heads
RETURN c.title AS sector,
       carried AS tasks,
       1.0 * carried / pairs AS share,
       given AS assignments,
       bodies AS units,
       heads AS leaders,
       open AS no_lead,
       d.title AS document,
       c.id AS sector_id
ORDER BY tasks DESC, sector_id
LIMIT $top
