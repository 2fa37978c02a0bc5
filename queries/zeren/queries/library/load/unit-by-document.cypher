// ---
// title = "Units by document"
// title_zh = "单位与文件交叉"
// question = "How much work does each document give each unit, and in which role?"
// question_zh = "每份文件给每个单位分了多少任务，各是什么角色？"
// description = """
// A row for each unit and document that names it: distinct tasks led, supported (beside a stated lead), and
// answered for where no lead is stated. share divides tasks by the sum of tasks over all units of the
// document, so that documents of different length can be compared. With groups = false phrases for several
// units are left out as rows and from the denominator.
// """
// tags = ["load", "unit", "document"]
// chart = "heatmap"
// drawn = ["unit", "document", "tasks"]
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
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit = { type = "string", description = "name of the unit" }
// document = { type = "string", description = "title of the document" }
// year = { type = "integer", description = "the year whose work it hands out; empty where not known" }
// led = { type = "integer", description = "tasks it leads" }
// supporting = { type = "integer", description = "tasks where it supports a stated lead" }
// responsible = { type = "integer", description = "tasks that name it and state no lead" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// share = { type = "float", description = "tasks over the sum of tasks of all units of the document" }
// unit_id = { type = "string", description = "id of the unit" }
// document_id = { type = "string", description = "id of the document" }
// ---
MATCH (d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH d, u, t, collect(type(r)) AS roles
WITH d, u, count(t) AS carried,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS leads,
     sum(CASE WHEN "SUPPORTS" IN roles THEN 1 ELSE 0 END) AS supports,
     sum(CASE WHEN "RESPONSIBLE_FOR" IN roles THEN 1 ELSE 0 END) AS answers
WHERE $groups OR u.kind <> "group"
WITH d, collect([u, carried, leads, supports, answers]) AS loads, sum(carried) AS pairs
UNWIND loads AS x
WITH d, pairs, x[0] AS u, x[1] AS carried, x[2] AS leads, x[3] AS supports, x[4] AS answers
RETURN u.name AS unit,
       d.title AS document,
       d.year AS year,
       leads AS led,
       supports AS supporting,
       answers AS responsible,
       carried AS tasks,
       1.0 * carried / pairs AS share,
       u.id AS unit_id,
       d.id AS document_id
ORDER BY tasks DESC, unit_id, document_id
LIMIT $top
