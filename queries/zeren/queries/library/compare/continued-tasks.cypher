// ---
// title = "Tasks stated again"
// title_zh = "延续的任务"
// question = "Which tasks does a later document state again, and what changed in them?"
// question_zh = "哪些任务在后来的文件中再次出现，有何变化？"
// description = """
// A row for each pair of a task and its earlier statement in the same city, as tasks are matched when
// documents are loaded (longest common subsequence of their words, .6, one to one): score is how much alike
// the words are. Ties and clusters count such a task once, as the latest document states it; loads count
// each statement. leads_kept are units that lead both, leads_gone led only the earlier, leads_new lead only
// the later; due and due_before are the days that follow.
// """
// tags = ["compare", "task", "lead"]
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
// [parameters.moved_only]
// type = "boolean"
// default = false
// example = true
// description = "only tasks that another unit leads now"
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
// task = { type = "string", description = "number of the later task, as printed" }
// before = { type = "string", description = "number of the earlier one" }
// score = { type = "float", description = "how much alike their words are, 0 to 1" }
// leads_kept = { type = "integer", description = "units that lead both" }
// leads_gone = { type = "integer", description = "units that led only the earlier" }
// leads_new = { type = "integer", description = "units that lead only the later" }
// due = { type = "string", description = "the day by which the later is due; empty where none follows" }
// due_before = { type = "string", description = "the same of the earlier" }
// text = { type = "string", description = "what is to be done, as the later says" }
// document = { type = "string", description = "title of the later document" }
// document_before = { type = "string", description = "title of the earlier" }
// task_before_id = { type = "string", description = "id of the earlier task" }
// task_id = { type = "string", description = "id of the later task" }
// ---
MATCH (t:Task)-[k:CONTINUES]->(s:Task)
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
MATCH (s)-[:STATED_IN]->(e:Document)
WITH t, s, k, d, e,
     COUNT { MATCH (t)<-[:LEADS]-(u:Unit)-[:LEADS]->(s) RETURN DISTINCT u } AS kept,
     COUNT { MATCH (s)<-[:LEADS]-(v:Unit) RETURN DISTINCT v } AS old,
     COUNT { MATCH (t)<-[:LEADS]-(w:Unit) RETURN DISTINCT w } AS new
WHERE NOT $moved_only OR old > kept OR new > kept
RETURN t.number AS task,
       s.number AS before,
       k.score AS score,
       kept AS leads_kept,
       old - kept AS leads_gone,
       new - kept AS leads_new,
       t.due AS due,
       s.due AS due_before,
       t.text AS text,
       d.title AS document,
       e.title AS document_before,
       s.id AS task_before_id,
       t.id AS task_id
ORDER BY d.id, t.order, task_id, task_before_id
LIMIT $top
