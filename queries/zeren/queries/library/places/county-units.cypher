// ---
// title = "Units that work with each county"
// title_zh = "与各县（市、区）相关的单位"
// question = "Which units carry the tasks that concern each county or zone?"
// question_zh = "涉及各县（市、区）的任务由哪些单位承担？"
// description = """
// A row for each area and unit with a task that concerns the area and names the unit; the area's own
// government is among them. led counts the tasks that the unit leads. With groups = false (the default)
// phrases for several units are left out.
// """
// tags = ["places", "county", "unit"]
// chart = "heatmap"
// drawn = ["unit", "county_name", "tasks"]
// since = "0.1.0"
//
// [parameters.county]
// type = "string"
// default = ""
// example = "410800"
// description = "its name, its GB/T 2260 code, or its id; empty takes all"
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
// county_name = { type = "string", description = "name of the area" }
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks of the two" }
// led = { type = "integer", description = "of these, led by the unit" }
// county_id = { type = "string", description = "id of the county" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (c:County)<-[:CONCERNS]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE ($county = "" OR c.name = $county OR c.code = $county OR c.id = $county) AND ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH c, u, count(DISTINCT t) AS n, count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t END) AS leads
RETURN c.name AS county_name,
       u.name AS unit,
       u.kind AS kind,
       n AS tasks,
       leads AS led,
       c.id AS county_id,
       u.id AS unit_id
ORDER BY tasks DESC, county_id, unit_id
LIMIT $top
