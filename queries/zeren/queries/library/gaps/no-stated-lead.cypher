// ---
// title = "Tasks with no stated lead"
// title_zh = "未明确牵头单位的任务"
// question = "Which tasks name units and state no lead?"
// question_zh = "哪些任务列了责任单位却没有明确牵头单位？"
// description = """
// Tasks whose statement names units and gives none of them the lead (a joint list, or one bare unit); with
// sole = false only those that name two or more. Nothing is inferred: that the first of a list leads
// counts only where the document says so. phrases are the units that are phrases for several. Tasks that
// name no unit at all are not here.
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
// [parameters.sole]
// type = "boolean"
// default = true
// example = false
// description = "also tasks that name a single unit"
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
// phrases = { type = "integer", description = "of these, phrases for several units" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (u:Unit)-[:SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND NOT EXISTS { MATCH (t)<-[:LEADS]-(l:Unit) }
WITH t, d, count(DISTINCT u) AS n, count(DISTINCT CASE WHEN u.kind = "group" THEN u END) AS g
WHERE $sole OR n > 1
RETURN t.number AS task,
       n AS units,
       g AS phrases,
       t.text AS text,
       t.statement AS statement,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
