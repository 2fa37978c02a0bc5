// ---
// title = "Tasks of one unit"
// title_zh = "单位任务清单"
// question = "Which tasks does this unit carry, in which role?"
// question_zh = "某单位承担哪些任务，是什么角色？"
// description = """
// A row for each task and role of the unit, in the order of the documents; a task in which it has two
// roles has two rows. units counts all distinct units of the task, phrases for several included. Tasks
// that reach the unit only through a phrase (各县（市、区）政府) are not here.
// """
// tags = ["load", "unit"]
// chart = "table"
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
// role = { type = "string", description = "LEADS, SUPPORTS or RESPONSIBLE_FOR (no lead stated)" }
// text = { type = "string", description = "what is to be done" }
// deadline = { type = "string", description = "stated as such; empty where none is" }
// due = { type = "string", description = "the day that follows from the deadline or the text; empty where none does" }
// units = { type = "integer", description = "distinct units that the task names" }
// unit = { type = "string", description = "name of the unit" }
// document = { type = "string", description = "title of the document" }
// unit_id = { type = "string", description = "id of the unit" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH DISTINCT u, t, d, type(r) AS kind
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WITH u, t, d, kind, count(DISTINCT o) AS bodies
RETURN t.number AS task,
       kind AS role,
       t.text AS text,
       t.deadline AS deadline,
       t.due AS due,
       bodies AS units,
       u.name AS unit,
       d.title AS document,
       u.id AS unit_id,
       t.id AS task_id
ORDER BY d.id, t.order, role, unit_id, task_id
LIMIT $top
