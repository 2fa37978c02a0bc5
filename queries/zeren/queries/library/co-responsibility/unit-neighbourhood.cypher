// ---
// title = "Neighbourhood of one unit"
// title_zh = "单位协作圈"
// question = "Which tasks does this unit carry, with whom, and who has which role?"
// question_zh = "某单位承担哪些任务，与谁共同承担，各是什么角色？"
// description = """
// A row for each task of the unit and each other unit named for it, in the order of the documents; a task
// that names nobody else has one row with an empty co_unit. Roles are LEADS, SUPPORTS and RESPONSIBLE_FOR
// (no lead stated). With groups = false phrases for several units are left out as co-units.
// """
// tags = ["co-responsibility", "unit"]
// chart = "network"
// drawn = ["unit", "co_unit"]
// since = "0.1.0"
//
// [parameters.unit]
// type = "string"
// example = "市财政局"
// description = "its name, another printed form of it, or its id"
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
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// task = { type = "string", description = "number as printed" }
// role = { type = "string", description = "role of the unit" }
// co_unit = { type = "string", description = "another unit of the task; empty where there is none" }
// co_role = { type = "string", description = "role of that unit" }
// co_kind = { type = "string", description = "what sort of body it is" }
// text = { type = "string", description = "what is to be done" }
// unit = { type = "string", description = "name of the unit" }
// co_unit_id = { type = "string", description = "id of the other unit" }
// unit_id = { type = "string", description = "id of the unit" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH DISTINCT u, t, d, type(r) AS mine
OPTIONAL MATCH (t)<-[s:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WHERE o <> u AND ($groups OR o.kind <> "group")
WITH DISTINCT u, t, d, mine, o, type(s) AS theirs
RETURN t.number AS task,
       mine AS role,
       o.name AS co_unit,
       theirs AS co_role,
       o.kind AS co_kind,
       t.text AS text,
       u.name AS unit,
       o.id AS co_unit_id,
       u.id AS unit_id,
       t.id AS task_id
ORDER BY d.id, t.order, role, co_role, co_unit_id, unit_id, task_id
LIMIT $top
