// ---
// title = "The most loaded units and the rest"
// title_zh = "任务量前几名与其余"
// question = "What share do the most loaded units carry, and what is left for the rest?"
// question_zh = "任务最多的几个单位占了多大比例，其余单位占多少？"
// description = """
// The units with most tasks one by one, and all others in one last row, whose unit is empty. Units with
// equal loads are ranked by id. share divides by the sum of tasks over all units (a task for five units
// counts five times); cumulative in row k is the concentration ratio CR_k, and 1 in the last row. With
// groups = false (the default) phrases for several units are left out of everything.
// """
// tags = ["load", "concentration", "unit"]
// chart = "bar"
// drawn = ["unit", "tasks"]
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
// [parameters.load]
// type = "string"
// default = "total"
// values = ["total", "lead", "support", "responsible"]
// example = "lead"
// description = "which load: total, lead, support, or responsible (no lead stated)"
//
// [parameters.first]
// type = "integer"
// default = 10
// minimum = 1
// maximum = 10000
// example = 4
// description = "how many units stand alone"
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
// rank = { type = "integer", description = "from 1; the rest comes last" }
// unit = { type = "string", description = "name of the unit; empty for the rest" }
// kind = { type = "string", description = "what sort of body; empty for the rest" }
// units = { type = "integer", description = "1, or how many the rest are" }
// tasks = { type = "integer", description = "distinct tasks, summed for the rest" }
// share = { type = "float", description = "tasks over the sum of tasks of all units" }
// cumulative = { type = "float", description = "share of this row and those before it" }
// unit_id = { type = "string", description = "id of the unit; empty for the rest" }
// ---
WITH CASE $load WHEN "lead" THEN "LEADS" WHEN "support" THEN "SUPPORTS" ELSE "RESPONSIBLE_FOR" END AS role
MATCH (t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH role, t
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE $load = "total" OR type(r) = role
WITH u, count(DISTINCT t) AS v
WHERE $groups OR u.kind <> "group"
WITH collect([u, v]) AS all_loads, count(u) AS n, sum(v) AS total
UNWIND all_loads AS y
WITH n, total, y[0] AS u, y[1] AS x
ORDER BY x DESC, u.id
LIMIT $first
WITH n, total, collect(u) AS heavy, collect(x) AS loads
UNWIND range(0, size(heavy)) AS i
UNWIND range(0, size(heavy) - 1) AS j
WITH n, total, heavy, loads, i, sum(CASE WHEN j <= i THEN loads[j] ELSE 0 END) AS upto
WHERE i < size(heavy) OR n > size(heavy)
WITH n, total, i, upto, size(heavy) AS alone,
     CASE WHEN i < size(heavy) THEN heavy[i] END AS w,
     CASE WHEN i < size(heavy) THEN loads[i] ELSE total - upto END AS x
RETURN i + 1 AS rank,
       w.name AS unit,
       w.kind AS kind,
       CASE WHEN i < alone THEN 1 ELSE n - alone END AS units,
       x AS tasks,
       1.0 * x / total AS share,
       CASE WHEN i < alone THEN 1.0 * upto / total ELSE 1.0 END AS cumulative,
       w.id AS unit_id
ORDER BY rank
LIMIT $top
