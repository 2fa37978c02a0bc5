// ---
// title = "Concentration within each sector"
// title_zh = "各领域任务集中度"
// question = "Within each sector, how unevenly are its tasks spread over units?"
// question_zh = "每个领域内部，任务在单位之间分布得有多集中？"
// description = """
// As concentration, for the tasks of one section and in any role: units (n) are the units named for at
// least one of its tasks, assignments the distinct unit–task pairs over which shares are taken.
// largest_share is the share of the unit with most of them. With groups = false phrases for several units
// are left out. Sections that name no unit have no row.
// """
// tags = ["concentration", "sector"]
// chart = "bar"
// drawn = ["sector", "hhi"]
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
// units = { type = "integer", description = "n: units named for at least one of its tasks" }
// assignments = { type = "integer", description = "distinct unit–task pairs, the denominator of shares" }
// largest_share = { type = "float", description = "share of the most loaded unit" }
// hhi = { type = "float", description = "sum of squared shares, from 1/n to 1" }
// gini = { type = "float", description = "from 0 to 1 - 1/n" }
// effective_units = { type = "float", description = "1 / hhi" }
// document = { type = "string", description = "title of its document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (s:Sector)-[:PART_OF]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
WITH s, d
MATCH (s)<-[:IN_SECTOR]-(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH s, d, u, count(DISTINCT t) AS v
WHERE $groups OR u.kind <> "group"
WITH s, d, v
ORDER BY v
LIMIT 1000000000
WITH s, d, collect(v) AS loads, count(v) AS n, sum(v) AS total, sum(v * v) AS squares, max(v) AS most
UNWIND range(0, n - 1) AS i
WITH s, d, n, total, squares, most, loads[i] AS v, i
// Sorted, the differences of all pairs add up unit by unit (Sen 1973).
WITH s, d, n, total, squares, most, sum((2 * i + 1 - n) * v) AS differences
RETURN s.title AS sector,
       n AS units,
       total AS assignments,
       1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi,
       1.0 * differences / (n * total) AS gini,
       1.0 * total * total / squares AS effective_units,
       d.title AS document,
       s.id AS sector_id
ORDER BY hhi DESC, sector_id
LIMIT $top
