// ---
// title = "Lead load against support load"
// title_zh = "牵头任务量与配合任务量对照"
// question = "Which units lead much and support little, and which the other way round?"
// question_zh = "哪些单位牵头多配合少，哪些单位配合多牵头少？"
// description = """
// A row for each unit that leads or supports, with its part of all leads and its part of all supports; tilt is
// the difference of the two, over 0 for a unit that leads more than its part. Both denominators are distinct
// unit–task pairs of that role; tasks with no stated lead count in neither. Sorted by the size of the tilt. With
// groups = false (the default) phrases for several units are left out of everything.
// """
// tags = ["concentration", "load", "unit", "lead"]
// chart = "bar"
// drawn = ["unit", "tilt"]
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
// supporting = { type = "integer", description = "distinct tasks where it supports a stated lead" }
// lead_share = { type = "float", description = "led over the leads of all units; 0 where nobody leads" }
// support_share = { type = "float", description = "supporting over the supports of all units; 0 where nobody supports" }
// tilt = { type = "float", description = "lead_share - support_share, rounded to six digits" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE $groups OR u.kind <> "group"
WITH u,
     COUNT {
       MATCH (u)-[:LEADS]->(t:Task)
       WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (t)-[:STATED_IN]->(d:Document)
         WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
           AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
       }
       RETURN DISTINCT t
     } AS v,
     COUNT {
       MATCH (u)-[:SUPPORTS]->(s:Task)
       WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (s)-[:STATED_IN]->(e:Document)
         WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
           AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       }
       RETURN DISTINCT s
     } AS w
WHERE v + w > 0
WITH collect([u, v, w]) AS loads, sum(v) AS all_leads, sum(w) AS all_supports
UNWIND loads AS y
WITH y[0] AS x, y[1] AS v, y[2] AS w, all_leads, all_supports
WITH x, v, w,
     CASE WHEN all_leads = 0 THEN 0.0 ELSE 1.0 * v / all_leads END AS p,
     CASE WHEN all_supports = 0 THEN 0.0 ELSE 1.0 * w / all_supports END AS q
WITH x, v, w, p, q, round(p - q, 6) AS lean
RETURN x.name AS unit,
       x.kind AS kind,
       v AS led,
       w AS supporting,
       p AS lead_share,
       q AS support_share,
       lean AS tilt,
       x.id AS unit_id
ORDER BY abs(lean) DESC, unit_id
LIMIT $top
