// ---
// title = "Where an edge was read"
// title_zh = "关系出处"
// question = "Which printed words say that this name answers for this task?"
// question_zh = "哪一行原文写明了某单位或领导对某任务负责？"
// description = """
// A row for each responsibility edge: the name as printed (source), the words that assign the task
// (statement), the line and the characters begins to ends of the decoded source, the reading that found it
// (rule), and whether a prefix, a shared tail or a rule of the document supplied part of it (inherited).
// An edge is one mention: a name printed twice for one task has two rows.
// """
// tags = ["evidence"]
// chart = "table"
// since = "0.1.0"
//
// [parameters.name]
// type = "string"
// default = ""
// example = "市财政局"
// description = "a unit or leader: its name, another printed form, or its id; empty takes all"
//
// [parameters.task]
// type = "string"
// default = ""
// example = "12"
// description = "number or id of a task; empty takes all"
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
// name_read = { type = "string", description = "canonical name of the unit or leader" }
// role = { type = "string", description = "OVERSEES, LEADS, SUPPORTS or RESPONSIBLE_FOR" }
// task_number = { type = "string", description = "number of the task as printed" }
// source = { type = "string", description = "the name as printed" }
// statement = { type = "string", description = "the words that assign the task" }
// line = { type = "integer", description = "line in the source, from 1" }
// place = { type = "string", description = "page, or sheet and cell; empty where the file has none" }
// begins = { type = "integer", description = "first character in the decoded source, from 0" }
// ends = { type = "integer", description = "the character after the last" }
// rule = { type = "string", description = "which reading found it" }
// inherited = { type = "boolean", description = "part of it was supplied by a prefix, a tail or a rule of the document" }
// document = { type = "string", description = "title of the document" }
// name_id = { type = "string", description = "id of the unit or leader" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (d:Document)<-[:STATED_IN]-(t:Task)<-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]-(x)
WHERE ($name = "" OR x.name = $name OR x.id = $name OR $name IN x.aliases)
  AND ($task = "" OR t.number = $task OR t.id = $task)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN x.name AS name_read,
       type(r) AS role,
       t.number AS task_number,
       r.source AS source,
       r.statement AS statement,
       r.line AS line,
       r.place AS place,
       r.start AS begins,
       r.end AS ends,
       r.rule AS rule,
       r.inherited AS inherited,
       d.title AS document,
       x.id AS name_id,
       t.id AS task_id
ORDER BY d.id, t.order, role, begins, ends, rule, source, name_id, task_id
LIMIT $top
