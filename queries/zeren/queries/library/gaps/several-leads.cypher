// ---
// title = "Tasks with several leads"
// title_zh = "多个牵头单位的任务"
// question = "Which tasks state more than one lead?"
// question_zh = "哪些任务有两个以上牵头单位？"
// description = """
// Tasks that state two or more distinct leads, most leads first. units are all distinct units of the task,
// phrases for several included.
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
// [parameters.at_least]
// type = "integer"
// default = 2
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only tasks with at least this many leads"
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
// leads = { type = "integer", description = "distinct units stated as lead" }
// units = { type = "integer", description = "distinct units named" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (l:Unit)-[:LEADS]->(t:Task)
WITH t, count(DISTINCT l) AS n
WHERE n >= $at_least
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN t.number AS task,
       n AS leads,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       t.text AS text,
       t.statement AS statement,
       d.title AS document,
       t.id AS task_id
ORDER BY leads DESC, d.id, t.order, task_id
LIMIT $top
