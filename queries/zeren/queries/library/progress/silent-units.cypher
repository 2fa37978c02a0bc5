// ---
// title = "Units that have not reported"
// title_zh = "未报送进展的单位"
// question = "Which units had reported nothing of their tasks by a day?"
// question_zh = "到某日为止哪些单位没有报送过任何进展？"
// description = """
// Units that lead tasks, or are named for them without a stated lead, and of which no report on any of these tasks is known up
// to the day. A report is a unit's where it stood on that unit's sheet, or is signed with its name. Reports on the
// sheet of all tasks may be signed by a person whose unit nobody told: told are tasks with a report of anybody.
// """
// tags = ["progress", "late", "unit"]
// chart = "bar"
// drawn = ["unit", "tasks"]
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
// [parameters.day]
// type = "string"
// example = "2025-07-01"
// description = "the day that counts, as an ISO date: what was due before it, as reported up to it"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
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
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks that it answers for" }
// due = { type = "integer", description = "of these, due before the day" }
// told = { type = "integer", description = "of these, reported by somebody else, or by a person whose unit is not told" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND ($groups OR u.kind <> "group")
WITH DISTINCT u, t
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.date <= $day
WITH u, t, count(p) AS heard_of, sum(CASE WHEN p.unit = u.name OR p.by = u.name THEN 1 ELSE 0 END) AS own
WITH u, count(t) AS n, sum(own) AS said,
     sum(CASE WHEN t.due IS NOT NULL AND t.due < $day THEN 1 ELSE 0 END) AS past,
     sum(CASE WHEN heard_of > 0 THEN 1 ELSE 0 END) AS heard
WHERE said = 0
RETURN u.name AS unit,
       u.kind AS kind,
       n AS tasks,
       past AS due,
       heard AS told,
       u.id AS unit_id
ORDER BY tasks DESC, unit_id
LIMIT $top
