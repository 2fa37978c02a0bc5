// ---
// title = "Printed forms of each unit"
// title_zh = "单位名称写法"
// question = "In which forms is each unit printed?"
// question_zh = "同一单位在文中有哪些写法？"
// description = """
// A row for each unit and printed form, forms counted in mentions and in distinct tasks. inherited counts
// the mentions of which a prefix, a shared tail or a rule of the document supplied part. A misprint that
// was not merged is a unit of its own.
// """
// tags = ["evidence", "unit"]
// chart = "table"
// since = "0.1.0"
//
// [parameters.unit]
// type = "string"
// default = ""
// example = "市财政局"
// description = "its name, another printed form of it, or its id; empty takes all"
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
// [parameters.top]
// type = "integer"
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit_name = { type = "string", description = "canonical name" }
// source = { type = "string", description = "the form as printed" }
// mentions = { type = "integer", description = "times it was read" }
// tasks = { type = "integer", description = "distinct tasks" }
// inherited = { type = "integer", description = "mentions partly supplied by a prefix, a tail or a rule" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE ($unit = "" OR u.id = $unit OR u.name = $unit OR $unit IN u.aliases)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH u, r.source AS form, count(r) AS n, count(DISTINCT t) AS carried, sum(CASE WHEN r.inherited THEN 1 ELSE 0 END) AS given
RETURN u.name AS unit_name,
       form AS source,
       n AS mentions,
       carried AS tasks,
       given AS inherited,
       u.id AS unit_id
ORDER BY unit_id, mentions DESC, source
LIMIT $top
