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
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
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
MATCH (t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH t
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WHERE $groups OR o.kind <> "group"
WITH t, count(DISTINCT o) AS k
WITH collect([t, k]) AS shared, count(t) AS named
UNWIND shared AS x
WITH named, x[0] AS t, 1.0 / x[1] AS portion
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH named, u, t, portion, collect(type(r)) AS roles
WITH named, u, count(t) AS carried, sum(portion) AS part,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS leads,
     sum(CASE WHEN "SUPPORTS" IN roles THEN 1 ELSE 0 END) AS supports,
     sum(CASE WHEN "RESPONSIBLE_FOR" IN roles THEN 1 ELSE 0 END) AS answers
WHERE $groups OR u.kind <> "group"
WITH named, collect([u, carried, part, leads, supports, answers]) AS loads, sum(carried) AS pairs
UNWIND loads AS x
WITH named, pairs, x[0] AS u, x[1] AS carried, x[2] AS part, x[3] AS leads, x[4] AS supports, x[5] AS answers
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
