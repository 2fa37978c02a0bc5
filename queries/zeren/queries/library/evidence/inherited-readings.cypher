// ---
// title = "Readings that were completed"
// title_zh = "补全的读法"
// question = "Where was a name completed by a prefix, a shared tail or a rule of the document?"
// question_zh = "哪些名称是依据前缀、共用词尾或全文规则补全的？"
// description = """
// The edges whose printed words do not hold the whole name: what is printed (source) beside what it was
// read as. These are readings to look over; the words themselves are in statement.
// """
// tags = ["evidence"]
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
// name = { type = "string", description = "what it was read as" }
// source = { type = "string", description = "what is printed" }
// role = { type = "string", description = "OVERSEES, LEADS, SUPPORTS or RESPONSIBLE_FOR" }
// task = { type = "string", description = "number of the task as printed" }
// rule = { type = "string", description = "which reading found it" }
// statement = { type = "string", description = "the words that assign the task" }
// line = { type = "integer", description = "line in the source, from 1" }
// place = { type = "string", description = "page, or sheet and cell; empty where the file has none" }
// begins = { type = "integer", description = "first character in the decoded source, from 0" }
// name_id = { type = "string", description = "id of the unit or leader" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (d:Document)<-[:STATED_IN]-(t:Task)<-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]-(x)
WHERE r.inherited
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
RETURN x.name AS name,
       r.source AS source,
       type(r) AS role,
       t.number AS task,
       r.rule AS rule,
       r.statement AS statement,
       r.line AS line,
       r.place AS place,
       r.start AS begins,
       x.id AS name_id,
       t.id AS task_id
ORDER BY d.id, t.order, role, begins, rule, source, name_id, task_id
LIMIT $top
