// ---
// title = "Tasks by the day they are due"
// title_zh = "按完成时限排列的任务"
// question = "Which tasks are due by a day, and who leads them?"
// question_zh = "到某日为止哪些任务应当完成，由谁牵头？"
// description = """
// Tasks whose deadline, or whose text, says a day by which they are due, the earliest first; with until =
// today's date those that should be done by now. Whether they are done no notice says. due_basis is stated
// where a deadline says so, text where the text does; words are what says it (年底前 is the last day of the
// document's year). units are the distinct units named, leads those stated as lead.
// """
// tags = ["deadlines", "task", "deadline", "late"]
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
// [parameters.since]
// type = "string"
// default = ""
// example = "2025-01-01"
// description = "only tasks due on this day or later; empty takes all"
//
// [parameters.until]
// type = "string"
// default = ""
// example = "2025-06-30"
// description = "only tasks due on this day or before; empty takes all"
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
// due = { type = "string", description = "the day, as an ISO date" }
// due_basis = { type = "string", description = "stated, or text" }
// words = { type = "string", description = "the words that say so" }
// task = { type = "string", description = "number as printed" }
// leads = { type = "integer", description = "distinct stated leads" }
// units = { type = "integer", description = "distinct units named" }
// targets = { type = "integer", description = "quantified targets in it" }
// text = { type = "string", description = "what is to be done" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE t.due IS NOT NULL AND ($since = "" OR t.due >= $since) AND ($until = "" OR t.due <= $until)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH t, d
ORDER BY t.due, t.id
LIMIT $top
RETURN t.due AS due,
       t.due_basis AS due_basis,
       t.due_words AS words,
       t.number AS task,
       COUNT { MATCH (t)<-[:LEADS]-(l:Unit) RETURN DISTINCT l } AS leads,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       COUNT { MATCH (t)-[:HAS_TARGET]->(g:Target) RETURN DISTINCT g } AS targets,
       t.text AS text,
       d.title AS document,
       t.id AS task_id
ORDER BY due, task_id
LIMIT $top
