// ---
// title = "Joint work without a lead"
// title_zh = "多单位任务缺少牵头的比例"
// question = "In which sectors do tasks for several units state no lead?"
// question_zh = "哪些领域多个单位承担的任务没有明确牵头单位？"
// description = """
// A task for a single unit needs no lead, so only tasks that name two units or more, or a phrase for
// several, are counted (joint). no_lead are those of them that state none; share divides by joint, with
// Wilson's interval (1927) at 95 %: a section with three such tasks says little. Sections without such a
// task have no row; no lead is inferred where none is stated.
// """
// tags = ["gaps", "sector", "lead"]
// chart = "bar"
// drawn = ["sector", "share"]
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
// sector = { type = "string", description = "title of the section" }
// tasks = { type = "integer", description = "distinct tasks that name a unit" }
// joint = { type = "integer", description = "of these, for several units" }
// no_lead = { type = "integer", description = "of the joint ones, without a stated lead" }
// share = { type = "float", description = "no_lead over joint" }
// share_low = { type = "float", description = "95 % interval, rounded to six digits" }
// share_high = { type = "float", description = "its upper end" }
// document = { type = "string", description = "title of the document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (c:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
MATCH (c)<-[:IN_SECTOR]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH c, d, t, count(DISTINCT u) AS bodies, max(CASE WHEN u.kind = "group" THEN 1 ELSE 0 END) AS phrase,
     max(CASE WHEN type(r) = "LEADS" THEN 1 ELSE 0 END) AS headed
WITH c, d, count(t) AS named,
     sum(CASE WHEN bodies > 1 OR phrase = 1 THEN 1 ELSE 0 END) AS n,
     sum(CASE WHEN (bodies > 1 OR phrase = 1) AND headed = 0 THEN 1 ELSE 0 END) AS x
WHERE n > 0
WITH c, d, named, n, x, 1.9599639845400545 * sqrt(3.8414588206941254 + 4.0 * x * (n - x) / n) AS v
RETURN c.title AS sector,
       named AS tasks,
       n AS joint,
       x AS no_lead,
       1.0 * x / n AS share,
       round((2 * x + 3.8414588206941254 - v) / (2 * (n + 3.8414588206941254)), 6) AS share_low,
       round((2 * x + 3.8414588206941254 + v) / (2 * (n + 3.8414588206941254)), 6) AS share_high,
       d.title AS document,
       c.id AS sector_id
ORDER BY share DESC, joint DESC, sector_id
LIMIT $top
