// ---
// title = "Sectors in each county"
// title_zh = "各县（市、区）涉及领域"
// question = "In which sectors does each county or zone appear?"
// question_zh = "每个县（市、区）涉及哪些领域的任务？"
// description = """
// A row for each area and section with a task that concerns the area, named in the text or through its
// government. Tasks that reach it only through a phrase (各县（市、区）政府) are not counted.
// """
// tags = ["places", "county", "sector"]
// chart = "heatmap"
// drawn = ["county_name", "sector", "tasks"]
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
// sector = { type = "string", description = "title of the section" }
// tasks = { type = "integer", description = "distinct tasks" }
// county_id = { type = "string", description = "id of the county" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (c:County)<-[:CONCERNS]-(t:Task)-[:IN_SECTOR]->(s:Sector)-[:PART_OF]->(d:Document)
WHERE ($county = "" OR c.name = $county OR c.code = $county OR c.id = $county)
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH c, s, count(DISTINCT t) AS n
RETURN c.name AS county_name,
       s.title AS sector,
       n AS tasks,
       c.id AS county_id,
       s.id AS sector_id
ORDER BY tasks DESC, county_id, sector_id
LIMIT $top
