// ---
// title = "Load of each unit"
// title_zh = "各单位任务量"
// question = "How many tasks does each unit carry, and in which role?"
// question_zh = "每个单位承担多少项任务，其中牵头、配合、负责各多少？"
// description = """
// Distinct tasks that name the unit: led where a lead is stated, supporting beside a stated lead,
// responsible where no lead is stated. One task in two roles counts once in tasks. share divides tasks by
// the sum of tasks over all units (full counting: a task for five units counts five times); reach divides
// by the number of tasks that name any unit; fractional gives each of the k units of a task 1/k, and
// fractional_share divides that by the number of tasks. With groups = false phrases for several units are
// left out as rows and from every denominator. A phrase is never counted for its members. Fractions of
// fractional counting are rounded to six digits.
// """
// tags = ["load", "unit"]
// chart = "bar"
// drawn = ["unit", "led", "supporting", "responsible"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = true
// example = false
// description = "count phrases for several units (各县（市、区）政府) as units too"
//
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body; group for a phrase for several" }
// led = { type = "integer", description = "tasks it leads" }
// supporting = { type = "integer", description = "tasks where it supports a stated lead" }
// responsible = { type = "integer", description = "tasks that name it and state no lead" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// share = { type = "float", description = "tasks over the sum of tasks of all units" }
// reach = { type = "float", description = "tasks over all tasks that name a unit" }
// fractional = { type = "float", description = "sum of 1/k over its tasks" }
// fractional_share = { type = "float", description = "fractional over all tasks that name a unit" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (v:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)-[:STATED_IN]->(e:Document)
WHERE ($groups OR v.kind <> "group")
  AND (e.id = $document OR e.number = $document OR e.title CONTAINS $document)
WITH DISTINCT v, s
WITH count(*) AS pairs, count(DISTINCT s) AS named
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE ($groups OR u.kind <> "group")
  AND (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH pairs, named, u, t,
     max(CASE WHEN type(r) = "LEADS" THEN 1 ELSE 0 END) AS l,
     max(CASE WHEN type(r) = "SUPPORTS" THEN 1 ELSE 0 END) AS c,
     max(CASE WHEN type(r) = "RESPONSIBLE_FOR" THEN 1 ELSE 0 END) AS n
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WHERE $groups OR o.kind <> "group"
WITH pairs, named, u, t, l, c, n, count(DISTINCT o) AS k
WITH pairs, named, u, sum(l) AS leads, sum(c) AS supports, sum(n) AS answers, count(t) AS carried, sum(1.0 / k) AS part
RETURN u.name AS unit,
       u.kind AS kind,
       leads AS led,
       supports AS supporting,
       answers AS responsible,
       carried AS tasks,
       1.0 * carried / pairs AS share,
       1.0 * carried / named AS reach,
       round(part, 6) AS fractional,
       round(part / named, 6) AS fractional_share,
       u.id AS unit_id
ORDER BY tasks DESC, unit_id
LIMIT $top
