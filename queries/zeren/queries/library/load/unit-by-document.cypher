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
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
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
MATCH (v:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)-[:STATED_IN]->(d:Document)
WHERE ($groups OR v.kind <> "group")
  AND (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH DISTINCT d, s, v
WITH d, count(*) AS pairs
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE ($groups OR u.kind <> "group")
WITH d, pairs, u,
     count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t.id END) AS leads,
     count(DISTINCT CASE WHEN type(r) = "SUPPORTS" THEN t.id END) AS supports,
     count(DISTINCT CASE WHEN type(r) = "RESPONSIBLE_FOR" THEN t.id END) AS answers,
     count(DISTINCT t) AS carried
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
