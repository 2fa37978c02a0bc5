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
// unit = { type = "string", description = "name of the unit" }
// sector = { type = "string", description = "title of the section" }
// led = { type = "integer", description = "tasks it leads" }
// supporting = { type = "integer", description = "tasks where it supports a stated lead" }
// responsible = { type = "integer", description = "tasks that name it and state no lead" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// unit_id = { type = "string", description = "id of the unit" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE ($groups OR u.kind <> "group")
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN u.name AS unit,
       c.title AS sector,
       count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t END) AS led,
       count(DISTINCT CASE WHEN type(r) = "SUPPORTS" THEN t END) AS supporting,
       count(DISTINCT CASE WHEN type(r) = "RESPONSIBLE_FOR" THEN t END) AS responsible,
       count(DISTINCT t) AS tasks,
       u.id AS unit_id,
       c.id AS sector_id
ORDER BY tasks DESC, unit_id, sector_id
LIMIT $top
