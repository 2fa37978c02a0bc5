// ---
// title = "Tasks without a day"
// title_zh = "没有明确日期的任务"
// question = "Which tasks say by when in words from which no day follows, or say nothing?"
// question_zh = "哪些任务的时限推不出日期，或根本没写时限？"
// description = """
// Tasks for which no day follows: those whose deadline or text says by when in other words (words: 长期坚持,
// 年内适时), and, with silent = true (the default), those that say nothing. A document may set one deadline for
// all in its preface: that is not counted here. targets are quantified aims: a number without a day cannot
// be checked.
// """
// tags = ["deadlines", "task", "deadline", "gaps"]
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
// [parameters.silent]
// type = "boolean"
// default = true
// example = false
// description = "also tasks that say nothing of by when"
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
// words = { type = "string", description = "what is said of by when; empty where nothing is" }
// targets = { type = "integer", description = "quantified targets in it" }
// units = { type = "integer", description = "distinct units named" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE t.due IS NULL AND ($silent OR t.due_words IS NOT NULL OR t.deadline IS NOT NULL)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH t, d
ORDER BY d.id, t.order, t.id
LIMIT $top
RETURN t.number AS task,
       coalesce(t.due_words, t.deadline) AS words,
       COUNT { MATCH (t)-[:HAS_TARGET]->(g:Target) RETURN DISTINCT g } AS targets,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       t.text AS text,
       d.title AS document,
       t.id AS task_id
ORDER BY d.id, t.order, task_id
LIMIT $top
