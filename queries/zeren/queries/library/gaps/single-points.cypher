// ---
// title = "Sectors that hang on one unit"
// title_zh = "各领域的单点依赖"
// question = "In each sector, how many tasks hang on one unit?"
// question_zh = "每个领域有多少任务只系于一个单位？"
// description = """
// A row for each section and unit on which tasks of the section hang: it is their only stated lead, or the
// only unit named where no lead is stated and the list is not left open (等). share divides these by all
// tasks of the section. Others may well help; the document states nobody who would take over. With groups =
// false (the default) tasks that hang on a phrase for several units have no row.
// """
// tags = ["gaps", "sector", "unit"]
// chart = "heatmap"
// drawn = ["unit", "sector", "depending"]
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
// description = "only units on which at least this many tasks of the section hang"
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
// sector = { type = "string", description = "title of the section" }
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// sole_lead = { type = "integer", description = "tasks whose only stated lead it is" }
// alone = { type = "integer", description = "tasks that state no lead and name only it" }
// depending = { type = "integer", description = "the two together" }
// tasks = { type = "integer", description = "all tasks of the section" }
// share = { type = "float", description = "depending over tasks" }
// document = { type = "string", description = "title of its document" }
// unit_id = { type = "string", description = "id of the unit" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (t:Task)-[:IN_SECTOR]->(s:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH s, d, count(DISTINCT t) AS n
MATCH (s)<-[:IN_SECTOR]-(x:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WITH s, d, n, x, count(DISTINCT o) AS bodies, count(DISTINCT CASE WHEN type(r) = "LEADS" THEN o END) AS leads
WHERE leads = 1 OR (leads = 0 AND bodies = 1 AND NOT x.open_list)
MATCH (x)<-[q:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE (leads = 0 OR type(q) = "LEADS") AND ($groups OR u.kind <> "group")
WITH s, d, n, u,
     count(DISTINCT CASE WHEN leads = 1 THEN x END) AS led,
     count(DISTINCT CASE WHEN leads = 0 THEN x END) AS single
WHERE led + single >= $at_least
RETURN s.title AS sector,
       u.name AS unit,
       u.kind AS kind,
       led AS sole_lead,
       single AS alone,
       led + single AS depending,
       n AS tasks,
       1.0 * (led + single) / n AS share,
       d.title AS document,
       u.id AS unit_id,
       s.id AS sector_id
ORDER BY share DESC, depending DESC, unit_id, sector_id
LIMIT $top
