// ---
// title = "Open lists"
// title_zh = "未列全的责任单位名单"
// question = "Which tasks leave their list of units open (等)?"
// question_zh = "哪些任务的责任单位名单以“等”结尾、没有列全？"
// description = """
// Tasks whose printed list ends with 等, 等部门 or 等有关部门: there are units that it does not name, and
// no count in this graph holds them. units are those that it does name.
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
// units = { type = "integer", description = "distinct units named" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE t.open_list
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
OPTIONAL MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH t, d, count(DISTINCT u) AS n
RETURN t.number AS task,
       n AS units,
       t.text AS text,
       t.statement AS statement,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
