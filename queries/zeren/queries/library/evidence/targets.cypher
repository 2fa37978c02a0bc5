// ---
// title = "Quantified targets"
// title_zh = "量化目标清单"
// question = "Which numbers were promised, in which task and by when?"
// question_zh = "文件提出了哪些量化目标，属于哪项任务，何时完成？"
// description = """
// A row for each target as printed; value is the printed number, not converted. deadline is the one stated
// for the task, due the day that follows from it or from the task's text (年底前建成); with
// without_deadline = true only targets whose task says neither.
// """
// tags = ["evidence", "target"]
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
// [parameters.without_deadline]
// type = "boolean"
// default = false
// example = true
// description = "only targets whose task says by no word when"
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
// task = { type = "string", description = "number of the task as printed" }
// target = { type = "string", description = "the words that state it" }
// value = { type = "string", description = "the number as printed" }
// counted = { type = "string", description = "what is counted" }
// relation = { type = "string", description = "以上, 超过, …; empty where none is printed" }
// deadline = { type = "string", description = "deadline of the task, stated as such" }
// due = { type = "string", description = "the day that follows from the deadline or the text; empty where none does" }
// document = { type = "string", description = "title of the document" }
// target_id = { type = "string", description = "id of the target" }
// ---
MATCH (t:Task)-[:HAS_TARGET]->(g:Target)
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND (NOT $without_deadline OR (t.deadline IS NULL AND t.due_words IS NULL))
RETURN t.number AS task,
       g.text AS target,
       g.value AS value,
       g.unit AS counted,
       g.relation AS relation,
       t.deadline AS deadline,
       t.due AS due,
       d.title AS document,
       g.id AS target_id
ORDER BY d.id, t.order, target_id
LIMIT $top
