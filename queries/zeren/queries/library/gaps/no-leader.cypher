// ---
// title = "Tasks without a leader"
// title_zh = "没有责任领导的任务"
// question = "Which tasks name units and no leader, where the document names leaders for others?"
// question_zh = "同一文件里其他任务有责任领导，哪些任务只有单位、没有领导？"
// description = """
// Tasks that name units and nobody who oversees them, of documents that name a leader for at least one task:
// documents without any leaders have no such gap. With sole = false only tasks that name two units or more:
// they have nobody above them all.
// """
// tags = ["gaps", "task", "leader"]
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
// leads = { type = "integer", description = "distinct stated leads" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Task)<-[:OVERSEES]-(p:Leader) }
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE NOT EXISTS { MATCH (t)<-[:OVERSEES]-(h:Leader) }
WITH t, d, count(DISTINCT u) AS n, count(DISTINCT CASE WHEN type(r) = "LEADS" THEN u END) AS headed
WHERE $sole OR n > 1
RETURN t.number AS task,
       n AS units,
       headed AS leads,
       t.text AS text,
       t.statement AS statement,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
