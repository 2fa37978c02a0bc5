// ---
// title = "Who leads with whose support"
// title_zh = "牵头与配合关系"
// question = "Which unit leads with the support of which?"
// question_zh = "哪个单位牵头、由哪个单位配合？"
// description = """
// Directed pairs: distinct tasks that state the one as lead and the other as supporting. returned counts
// the tasks where it is the other way round: above 0 the support is mutual. Tasks with no stated lead are
// not here. With groups = false (the default) phrases for several units are left out.
// """
// tags = ["co-responsibility", "unit"]
// chart = "network"
// drawn = ["lead", "support", "tasks"]
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
// example = 2
// description = "only pairs with at least this many tasks"
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
// lead = { type = "string", description = "the unit that leads" }
// support = { type = "string", description = "the unit that supports" }
// tasks = { type = "integer", description = "distinct tasks in these roles" }
// returned = { type = "integer", description = "distinct tasks in the opposite roles" }
// lead_id = { type = "string", description = "id of the lead" }
// support_id = { type = "string", description = "id of the supporting unit" }
// ---
MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit)
WHERE a <> b AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH a, b, count(DISTINCT t) AS n
WHERE n >= $at_least AND ($groups OR (a.kind <> "group" AND b.kind <> "group"))
// Only the pairs that are shown are looked at the other way round.
WITH a, b, n
ORDER BY n DESC, a.id, b.id
LIMIT $top
RETURN a.name AS lead,
       b.name AS support,
       n AS tasks,
       COUNT {
         MATCH (b)-[:LEADS]->(s:Task)<-[:SUPPORTS]-(a)
         WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
           MATCH (s)-[:STATED_IN]->(e:Document)
           WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
             AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
         }
         RETURN DISTINCT s
       } AS returned,
       a.id AS lead_id,
       b.id AS support_id
ORDER BY tasks DESC, lead_id, support_id
LIMIT $top
