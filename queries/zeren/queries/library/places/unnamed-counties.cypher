// ---
// title = "Counties never named"
// title_zh = "未被提到的县（市、区）"
// question = "Which counties and zones does a document never name?"
// question_zh = "哪些县（市、区）、开发区在一份文件中从未被提到？"
// description = """
// For each document, the areas that other documents of its city name, in the text or through a government,
// and this one does not. Areas that no document of the city names are not known here. through_groups are
// tasks of the document that a phrase such as 各县（市、区）政府 gives to its government: an area can be covered and
// not named; phrases with 相关 are not counted.
// """
// tags = ["places", "county", "gaps"]
// chart = "table"
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
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// county = { type = "string", description = "name" }
// kind = { type = "string", description = "county or zone" }
// code = { type = "string", description = "GB/T 2260; empty for zones" }
// elsewhere = { type = "integer", description = "tasks of other documents of the city that concern it" }
// through_groups = { type = "integer", description = "tasks of this document given to a phrase that covers its government" }
// document = { type = "string", description = "title of the document" }
// county_id = { type = "string", description = "id of the county" }
// document_id = { type = "string", description = "id of the document" }
// ---
MATCH (c:County)<-[:CONCERNS]-(t:Task)-[:STATED_IN]->(e:Document)
WITH coalesce(e.city, "") AS city, c, count(DISTINCT t) AS n
MATCH (d:Document)
WHERE coalesce(d.city, "") = city
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  AND NOT EXISTS { MATCH (c)<-[:CONCERNS]-(:Task)-[:STATED_IN]->(d) }
OPTIONAL MATCH (c)<-[:GOVERNS]-(g:Unit)-[m:MEMBER_OF]->(p:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(x:Task)-[:STATED_IN]->(d)
WHERE m.certain
WITH c, d, n, count(DISTINCT x) AS through
RETURN c.name AS county,
       c.kind AS kind,
       c.code AS code,
       n AS elsewhere,
       through AS through_groups,
       d.title AS document,
       c.id AS county_id,
       d.id AS document_id
ORDER BY elsewhere DESC, county_id, document_id
LIMIT $top
