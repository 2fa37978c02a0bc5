// ---
// title = "Outline of a document"
// title_zh = "文件提纲"
// question = "What does a document hold, task by task?"
// question_zh = "一份文件逐条有哪些任务？"
// description = """
// All tasks in printed order with their section. leaders, units and targets are distinct counts; units
// include phrases for several. Sections without tasks are not here.
// """
// tags = ["evidence", "document"]
// chart = "table"
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
// document_title = { type = "string", description = "title of the document" }
// place = { type = "integer", description = "place of the task in its document, from 1" }
// sector = { type = "string", description = "title of its section; empty where it stands in none" }
// task = { type = "string", description = "number as printed" }
// title = { type = "string", description = "its title; empty where it has none" }
// text = { type = "string", description = "what is to be done" }
// leaders = { type = "integer", description = "distinct leaders named" }
// units = { type = "integer", description = "distinct units named" }
// targets = { type = "integer", description = "quantified targets" }
// line = { type = "integer", description = "first line in the source" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
// Only the tasks that are shown are looked at.
WITH d, t
ORDER BY d.id, t.order, t.id
LIMIT $top
OPTIONAL MATCH (t)-[:IN_SECTOR]->(c:Sector)
RETURN d.title AS document_title,
       t.order AS place,
       c.title AS sector,
       t.number AS task,
       t.title AS title,
       t.text AS text,
       COUNT { MATCH (t)<-[:OVERSEES]-(p:Leader) RETURN DISTINCT p } AS leaders,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       COUNT { MATCH (t)-[:HAS_TARGET]->(g:Target) RETURN DISTINCT g } AS targets,
       t.line AS line,
       t.id AS task_id
ORDER BY d.id, place, task_id
LIMIT $top
