// ---
// title = "Words behind a tie"
// title_zh = "协作关系的依据"
// question = "Which tasks, in which words, tie two units?"
// question_zh = "两个单位的协作关系来自哪些任务、哪些原文？"
// description = """
// A row for each tie that is more than chance (with significant = false for each tie), each task that names
// both units, and each pair of their roles in it; the strongest tie first. statement is the text that
// assigns the task. Ties are those that zeren clusters --write left; empty before that. A task that a later
// document states again counts once in the tie, and each of its statements is listed here.
// """
// tags = ["co-responsibility", "unit", "evidence"]
// chart = "table"
// since = "0.1.0"
//
// [parameters.unit]
// type = "string"
// default = ""
// example = "市财政局"
// description = "its name, another printed form of it, or its id; empty takes all"
//
// [parameters.significant]
// type = "boolean"
// default = true
// example = false
// description = "only ties that are more than chance"
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
// unit_a = { type = "string", description = "one unit" }
// role_a = { type = "string", description = "its role in the task" }
// unit_b = { type = "string", description = "the other" }
// role_b = { type = "string", description = "its role in the task" }
// q_value = { type = "float", description = "chance of a tie as strong, corrected for all pairs of the city" }
// task = { type = "string", description = "number as printed" }
// text = { type = "string", description = "what is to be done" }
// statement = { type = "string", description = "the words that assign it" }
// line = { type = "integer", description = "line of the task in the source" }
// document = { type = "string", description = "title of the document" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE (k.significant OR NOT $significant)
  AND ($unit = "" OR (a.name = $unit OR a.id = $unit OR $unit IN coalesce(a.aliases, []))
    OR (b.name = $unit OR b.id = $unit OR $unit IN coalesce(b.aliases, [])))
MATCH (a)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[q:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b)
WITH DISTINCT a, b, k, t, type(r) AS mine, type(q) AS yours
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN a.name AS unit_a,
       mine AS role_a,
       b.name AS unit_b,
       yours AS role_b,
       k.q_value AS q_value,
       t.number AS task,
       t.text AS text,
       t.statement AS statement,
       t.line AS line,
       d.title AS document,
       a.id AS unit_a_id,
       b.id AS unit_b_id,
       t.id AS task_id
ORDER BY k.weight DESC, unit_a_id, unit_b_id, d.id, t.order, task_id, role_a, role_b
LIMIT $top
