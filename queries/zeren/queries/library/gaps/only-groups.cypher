// ---
// title = "Tasks given to phrases only"
// title_zh = "责任单位全是泛指的任务"
// question = "Which tasks name no body, only phrases such as 有关部门?"
// question_zh = "哪些任务的责任单位全是“有关部门”之类的泛指？"
// description = """
// Tasks that name at least one unit, and every one of them is a phrase for several units: nobody in
// particular answers.
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
// phrases = { type = "integer", description = "distinct phrases named" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (g:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE g.kind = "group"
WITH t, count(DISTINCT g) AS n
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND NOT EXISTS { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.kind <> "group" }
RETURN t.number AS task,
       n AS phrases,
       t.text AS text,
       t.statement AS statement,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
