// ---
// title = "Units that only support"
// title_zh = "只配合、不牵头的单位"
// question = "Which units support others and lead or answer for nothing?"
// question_zh = "哪些单位只配合、从不牵头或单独负责？"
// description = """
// Units named as supporting in at least one task, and never as lead nor where no lead is stated. With
// groups = false (the default) phrases for several units are left out.
// """
// tags = ["gaps", "unit"]
// chart = "bar"
// drawn = ["unit", "supporting"]
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
// supporting = { type = "integer", description = "distinct tasks it supports" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE ($groups OR u.kind <> "group")
  AND NOT EXISTS {
    MATCH (u)-[:LEADS|RESPONSIBLE_FOR]->(x:Task)
    WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (x)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    }
  }
MATCH (u)-[:SUPPORTS]->(t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(e:Document)
    WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
      AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
  })
WITH u, count(DISTINCT t) AS n
RETURN u.name AS unit,
       u.kind AS kind,
       n AS supporting,
       u.id AS unit_id
ORDER BY supporting DESC, unit_id
LIMIT $top
