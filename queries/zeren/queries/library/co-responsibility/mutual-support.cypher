// ---
// title = "Units that support each other"
// title_zh = "互为牵头与配合的单位"
// question = "Which units lead with each other's support?"
// question_zh = "哪些单位互相牵头、互相配合？"
// description = """
// Pairs of units each of which leads tasks that the other supports. Only stated leads count. A pair that
// supports one way only is in lead-support. With groups = false (the default) phrases for several units are
// left out.
// """
// tags = ["co-responsibility", "unit"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "fewer"]
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
// [parameters.at_least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only pairs with at least this many tasks each way"
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
// unit_a = { type = "string", description = "one unit" }
// unit_b = { type = "string", description = "the other" }
// a_leads = { type = "integer", description = "distinct tasks that a leads and b supports" }
// b_leads = { type = "integer", description = "distinct tasks that b leads and a supports" }
// fewer = { type = "integer", description = "the smaller of the two" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit)
WHERE a <> b AND ($groups OR (a.kind <> "group" AND b.kind <> "group"))
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH CASE WHEN a.id < b.id THEN a ELSE b END AS p,
     CASE WHEN a.id < b.id THEN b ELSE a END AS q,
     CASE WHEN a.id < b.id THEN t END AS one,
     CASE WHEN a.id > b.id THEN t END AS other
WITH p, q, count(DISTINCT one) AS n, count(DISTINCT other) AS m
WHERE n >= $at_least AND m >= $at_least
RETURN p.name AS unit_a,
       q.name AS unit_b,
       n AS a_leads,
       m AS b_leads,
       CASE WHEN n < m THEN n ELSE m END AS fewer,
       p.id AS unit_a_id,
       q.id AS unit_b_id
ORDER BY fewer DESC, unit_a_id, unit_b_id
LIMIT $top
