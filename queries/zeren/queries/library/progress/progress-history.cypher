// ---
// title = "What was reported of tasks"
// title_zh = "任务进展的全部填报"
// question = "What was reported of a task, when and by whom?"
// question_zh = "某项任务历次填报了什么，何时、由谁填报？"
// description = """
// Every report that zeren progress has read, the oldest of a task first; nothing is overwritten. file and place say in which
// workbook and row it stood. Which of them counts is said in late-tasks.
// """
// tags = ["progress", "task", "evidence"]
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
// [parameters.task]
// type = "string"
// default = ""
// example = "12"
// description = "number or id of a task; empty takes all"
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
// date = { type = "string", description = "day of the report" }
// status = { type = "string", description = "how far it was" }
// share = { type = "integer", description = "percent" }
// words = { type = "string", description = "as written" }
// proof = { type = "string", description = "as written" }
// by = { type = "string", description = "who reported" }
// unit = { type = "string", description = "the unit whose sheet it was" }
// file = { type = "string", description = "the workbook" }
// place = { type = "string", description = "sheet and row" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// progress_id = { type = "string", description = "id of the report" }
// ---
MATCH (d:Document)<-[:STATED_IN]-(t:Task)-[:HAS_PROGRESS]->(p:Progress)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND ($task = "" OR t.number = $task OR t.id = $task)
RETURN t.number AS task,
       p.date AS date,
       p.status AS status,
       p.share AS share,
       p.words AS words,
       p.proof AS proof,
       p.by AS by,
       p.unit AS unit,
       p.file AS file,
       p.place AS place,
       d.title AS document,
       t.id AS task_id,
       p.id AS progress_id
ORDER BY task_id, date, progress_id
LIMIT $top
