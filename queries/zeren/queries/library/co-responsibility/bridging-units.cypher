// ---
// title = "Units that bridge sectors"
// title_zh = "跨领域单位"
// question = "Which units work in several sectors and under several leaders?"
// question_zh = "哪些单位横跨多个领域、对应多位领导？"
// description = """
// Distinct sections, leaders and tasks of each unit, most sections first. Sections of different documents
// count apart. With groups = false (the default) phrases for several units are left out.
// """
// tags = ["co-responsibility", "unit", "sector"]
// chart = "bar"
// drawn = ["unit", "sectors", "leaders"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only these documents: an id, a 文号, a year, a city, or words of the title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
//
// [parameters.at_least]
// type = "integer"
// default = 2
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only units that work in at least this many sections"
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
// sectors = { type = "integer", description = "distinct sections of its tasks" }
// leaders = { type = "integer", description = "distinct leaders of these tasks" }
// tasks = { type = "integer", description = "distinct tasks in these sections" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)
WHERE ($document = "" OR EXISTS {
    MATCH (c)-[:PART_OF]->(d:Document)
    WHERE d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document
  })
OPTIONAL MATCH (t)<-[:OVERSEES]-(p:Leader)
WITH u, count(DISTINCT c) AS sections, count(DISTINCT p) AS heads, count(DISTINCT t) AS carried
WHERE sections >= $at_least AND ($groups OR u.kind <> "group")
RETURN u.name AS unit,
       u.kind AS kind,
       sections AS sectors,
       heads AS leaders,
       carried AS tasks,
       u.id AS unit_id
ORDER BY sectors DESC, tasks DESC, unit_id
LIMIT $top
