// ---
// title = "Tasks without a target"
// title_zh = "没有量化目标的任务"
// question = "Which tasks have no quantified target?"
// question_zh = "哪些任务没有量化目标？"
// description = """
// Tasks in whose text no quantified aim (a number with a unit) was read. That is a fact about the words,
// not a fault: much work has no number. units are the distinct units named.
// """
// tags = ["gaps", "task", "target"]
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
// units = { type = "integer", description = "distinct units named" }
// deadline = { type = "string", description = "stated as such; empty where none is" }
// due = { type = "string", description = "the day that follows from the deadline or the text; empty where none does" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND NOT EXISTS { MATCH (t)-[:HAS_TARGET]->(g:Target) }
// Only the tasks that are shown are looked at.
WITH t, d
ORDER BY d.id, t.order, t.id
LIMIT $top
RETURN t.number AS task,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       t.deadline AS deadline,
       t.due AS due,
       t.text AS text,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
