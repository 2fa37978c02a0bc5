// ---
// title = "Tasks without a deadline"
// title_zh = "没有完成时限的任务"
// question = "Which tasks promise a number and state no deadline?"
// question_zh = "哪些任务有量化目标却没有写明完成时限？"
// description = """
// Tasks that state no deadline and whose text says none either (年底前建成, 到2025年), with their number of
// targets; by default only those that have a target. A document may set one deadline for all in its preface:
// that is not counted here. units are the distinct units named.
// """
// tags = ["gaps", "task", "target", "deadline"]
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
// [parameters.with_target]
// type = "boolean"
// default = true
// example = false
// description = "only tasks that have a quantified target"
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
// targets = { type = "integer", description = "quantified targets in it" }
// units = { type = "integer", description = "distinct units named" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)
WHERE t.deadline IS NULL AND t.due_words IS NULL
WITH t, COUNT { MATCH (t)-[:HAS_TARGET]->(g:Target) RETURN DISTINCT g } AS aims
WHERE aims > 0 OR NOT $with_target
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
// Only the tasks that are shown are looked at.
WITH t, d, aims
ORDER BY d.id, t.order, t.id
LIMIT $top
RETURN t.number AS task,
       aims AS targets,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       t.text AS text,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
