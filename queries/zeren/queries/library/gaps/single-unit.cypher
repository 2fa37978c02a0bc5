// ---
// title = "Tasks that hang on one unit"
// title_zh = "只有一个责任单位的任务"
// question = "Which tasks name a single unit?"
// question_zh = "哪些任务只有一个责任单位？"
// description = """
// Tasks that name exactly one unit, and that one is no phrase for several. role is LEADS where it is
// stated as lead, RESPONSIBLE_FOR where it is merely named. A list left open (等) still counts: open_list
// tells.
// """
// tags = ["gaps", "task", "unit"]
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
// task = { type = "string", description = "number as printed" }
// unit = { type = "string", description = "the one unit" }
// role = { type = "string", description = "its role" }
// open_list = { type = "boolean", description = "the printed list ends with 等" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// unit_id = { type = "string", description = "id of the unit" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (o:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH t, d, count(DISTINCT o) AS n
WHERE n = 1
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE u.kind <> "group"
WITH DISTINCT t, d, u, type(r) AS kind
RETURN t.number AS task,
       u.name AS unit,
       kind AS role,
       t.open_list AS open_list,
       t.text AS text,
       d.title AS document,
       u.id AS unit_id,
       t.id AS task_id
ORDER BY d.id, t.order, role, unit_id, task_id
LIMIT $top
