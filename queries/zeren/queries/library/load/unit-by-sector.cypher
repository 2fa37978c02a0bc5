// ---
// title = "Units by sector"
// title_zh = "单位与领域交叉表"
// question = "In which sectors does each unit work, and in which role?"
// question_zh = "每个单位在哪些领域承担任务，各是什么角色？"
// description = """
// A row for each unit and section that share a task; pairs without a task have no row. Counts are distinct
// tasks; one task in two roles counts once in tasks. With groups = false phrases for several units have no
// rows.
// """
// tags = ["load", "unit", "sector"]
// chart = "heatmap"
// drawn = ["unit", "sector", "tasks"]
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
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit = { type = "string", description = "name of the unit" }
// sector = { type = "string", description = "title of the section" }
// led = { type = "integer", description = "tasks it leads" }
// supporting = { type = "integer", description = "tasks where it supports a stated lead" }
// responsible = { type = "integer", description = "tasks that name it and state no lead" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// unit_id = { type = "string", description = "id of the unit" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (c:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
MATCH (c)<-[:IN_SECTOR]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH c, u, t, collect(type(r)) AS roles
WITH c, u, count(t) AS carried,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS leads,
     sum(CASE WHEN "SUPPORTS" IN roles THEN 1 ELSE 0 END) AS supports,
     sum(CASE WHEN "RESPONSIBLE_FOR" IN roles THEN 1 ELSE 0 END) AS answers
WHERE $groups OR u.kind <> "group"
WITH c, u, carried, leads, supports, answers
ORDER BY carried DESC, u.id, c.id
LIMIT $top
RETURN u.name AS unit,
       c.title AS sector,
       leads AS led,
       supports AS supporting,
       answers AS responsible,
       carried AS tasks,
       u.id AS unit_id,
       c.id AS sector_id
ORDER BY tasks DESC, unit_id, sector_id
LIMIT $top
