// ---
// title = "Tasks with many supporting units"
// title_zh = "配合单位过多的任务"
// question = "Which tasks have more supporting units than one lead can coordinate?"
// question_zh = "哪些任务的配合单位过多？"
// description = """
// Tasks with more than the given number of distinct supporting units, phrases for several counted as one
// each. Tasks with no stated lead have no supporting units.
// """
// tags = ["gaps", "task"]
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
// [parameters.more_than]
// type = "integer"
// default = 10
// minimum = 0
// maximum = 1000000
// example = 15
// description = "only tasks with more supporting units than this"
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
// supporters = { type = "integer", description = "distinct supporting units" }
// leads = { type = "integer", description = "distinct leads" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (u:Unit)-[:SUPPORTS]->(t:Task)
WITH t, count(DISTINCT u) AS n
WHERE n > $more_than
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN t.number AS task,
       n AS supporters,
       COUNT { MATCH (t)<-[:LEADS]-(l:Unit) RETURN DISTINCT l } AS leads,
       t.text AS text,
       d.title AS document,
       t.id AS task_id
ORDER BY supporters DESC, d.id, t.order, task_id
LIMIT $top
