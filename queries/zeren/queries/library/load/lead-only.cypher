// ---
// title = "Units that only lead"
// title_zh = "只牵头、不配合的单位"
// question = "Which units lead and never support, nor answer where no lead is stated?"
// question_zh = "哪些单位只牵头，从不配合其他单位，也不承担未明确牵头的任务？"
// description = """
// Units whose every role is a stated lead, with the distinct tasks that they lead and how many of these name no
// other unit. The mirror of support-only. With groups = false (the default) phrases for several units are left
// out, as rows and among the other units of a task.
// """
// tags = ["load", "unit", "lead"]
// chart = "bar"
// drawn = ["unit", "led"]
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
// kind = { type = "string", description = "what sort of body" }
// led = { type = "integer", description = "distinct tasks that it leads" }
// alone = { type = "integer", description = "of these, tasks that name no other unit" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE ($groups OR u.kind <> "group")
  AND NOT EXISTS {
    MATCH (u)-[:SUPPORTS|RESPONSIBLE_FOR]->(x:Task)
    WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (x)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    }
  }
MATCH (u)-[:LEADS]->(s:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (s)-[:STATED_IN]->(e:Document)
    WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
      AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
  })
OPTIONAL MATCH (s)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit)
WHERE o <> u AND ($groups OR o.kind <> "group")
WITH u, s, count(o) AS beside
WITH u, count(s) AS n, sum(CASE WHEN beside = 0 THEN 1 ELSE 0 END) AS sole
RETURN u.name AS unit,
       u.kind AS kind,
       n AS led,
       sole AS alone,
       u.id AS unit_id
ORDER BY led DESC, unit_id
LIMIT $top
