// ---
// title = "Concentration under each leader"
// title_zh = "各领导分管任务集中度"
// question = "Under which leaders does the work fall on the same units again and again?"
// question_zh = "哪些领导分管的任务反复落在同几个单位上？"
// description = """
// Ranked by how often two different tasks of a leader name the same unit, over what chance gives: same_unit
// draws one unit from each of two tasks (Simpson 1949), chance is one over the units that the tasks of the
// leader's city name, whatever the number and length of the tasks, so that times_chance does not follow size
// as hhi does: few assignments are concentrated by arithmetic alone. Leaders with fewer tasks than at_least
// are left out, a misprinted name among them. units (n) are named for at least one of the tasks, assignments
// the distinct unit–task pairs over which shares are taken. With groups = false (the default) phrases for
// several units are left out. Leaders whose tasks name no unit have no row.
// """
// tags = ["concentration", "leader"]
// chart = "bar"
// drawn = ["leader", "times_chance"]
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
// default = 5
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only leaders with at least this many tasks that name a unit"
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
// leader = { type = "string", description = "name of the leader" }
// tasks = { type = "integer", description = "distinct tasks overseen that name a unit" }
// units = { type = "integer", description = "n: units named for at least one of them" }
// assignments = { type = "integer", description = "distinct unit–task pairs, the denominator of shares" }
// largest_share = { type = "float", description = "share of the most loaded unit" }
// hhi = { type = "float", description = "sum of squared shares, from 1/n to 1; follows the number of assignments" }
// gini = { type = "float", description = "from 0 to 1 - 1/n" }
// effective_units = { type = "float", description = "1 / hhi" }
// same_unit = { type = "float", description = "chance that two of its tasks, a unit drawn from each, name the same; empty for one task" }
// chance = { type = "float", description = "the same did tasks fall on units at random: 1 over the units of the city" }
// times_chance = { type = "float", description = "same_unit over chance" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(w:Unit)
WHERE ($groups OR w.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH coalesce(w.city, "") AS place, count(DISTINCT w) AS bodies
WITH collect([place, bodies]) AS places
MATCH (p:Leader)-[:OVERSEES]->(x:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (x)-[:STATED_IN]->(e:Document)
      WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
        AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
    })
WITH places, p, x, collect(DISTINCT u) AS named
WITH places, p, count(x) AS carried, collect(named) AS lists, sum(size(named)) AS total, sum(size(named) * size(named)) AS sizes
WHERE carried >= $at_least
UNWIND lists AS named
UNWIND named AS u
WITH places, p, carried, total, sizes, u, count(*) AS v
ORDER BY v
LIMIT 1000000000
WITH places, p, carried, total, sizes, collect(v) AS loads, count(v) AS n, sum(v * v) AS squares, max(v) AS most
UNWIND places AS y
WITH p, carried, total, sizes, loads, n, squares, most, y[0] AS place, y[1] AS bodies
WHERE place = coalesce(p.city, "")
UNWIND range(0, n - 1) AS i
WITH p, carried, total, sizes, bodies, n, squares, most, loads[i] AS v, i
// Sorted, the differences of all pairs add up unit by unit (Sen 1973).
WITH p, carried, total, sizes, bodies, n, squares, most, sum((2 * i + 1 - n) * v) AS differences
WITH p, carried, total, bodies, n, squares, most, differences,
     CASE WHEN carried > 1 THEN 1.0 * (squares - total) / (total * total - sizes) END AS alike
WITH p, carried, total, bodies, n, squares, most, differences, alike, alike * bodies AS times
RETURN p.name AS leader,
       carried AS tasks,
       n AS units,
       total AS assignments,
       1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi,
       1.0 * differences / (n * total) AS gini,
       1.0 * total * total / squares AS effective_units,
       alike AS same_unit,
       1.0 / bodies AS chance,
       times AS times_chance,
       p.id AS leader_id
ORDER BY coalesce(times, -1.0) DESC, leader_id
LIMIT $top
