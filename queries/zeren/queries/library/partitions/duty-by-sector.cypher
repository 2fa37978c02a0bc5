// ---
// title = "Duties and sectors"
// title_zh = "部门职能与领域对照"
// question = "Which duties does each sector draw on more than others do?"
// question_zh = "每个领域比其他领域更多用到哪些部门职能？"
// description = """
// A row for each duty and section with a task for a body of that duty, the duty being what a body is for
// whatever it is called. assignments are distinct pairs of body and task; expected is what the duty would
// have there if its pairs in the document fell on sections as all pairs of bodies with a known duty do.
// Bodies whose duty is not known, and phrases for several units, are left out of everything.
// """
// tags = ["partitions", "duty", "sector"]
// chart = "heatmap"
// drawn = ["duty", "sector", "times_expected"]
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
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// duty = { type = "string", description = "what the bodies are for, one word for every place" }
// sector = { type = "string", description = "title of the section" }
// units = { type = "integer", description = "bodies with this duty that it names" }
// assignments = { type = "integer", description = "distinct pairs of body and task" }
// expected = { type = "float", description = "pairs of the duty times those of the section over all, within the document" }
// times_expected = { type = "float", description = "assignments over expected" }
// document = { type = "string", description = "title of the document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE u.function IS NOT NULL AND u.kind <> "group"
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH DISTINCT d, c, t, u
WITH d, u.function AS work, c, count(*) AS pairs, count(DISTINCT u) AS bodies
WITH d, work, c, [pairs, bodies] AS seen
WITH d, collect([work, c, seen]) AS cells, sum(seen[0]) AS whole
UNWIND cells AS x
WITH d, whole, x[0] AS work, collect(x) AS cells, sum(x[2][0]) AS own
UNWIND cells AS y
WITH d, whole, y[1] AS c, collect([y[0], y[2], own]) AS cells, sum(y[2][0]) AS held
UNWIND cells AS z
WITH d, c, z[0] AS work, z[1] AS seen, 1.0 * z[2] * held / whole AS general
RETURN work AS duty,
       c.title AS sector,
       seen[1] AS units,
       seen[0] AS assignments,
       general AS expected,
       seen[0] / general AS times_expected,
       d.title AS document,
       c.id AS sector_id
ORDER BY assignments DESC, duty, sector_id
LIMIT $top
