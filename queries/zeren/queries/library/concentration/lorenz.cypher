// ---
// title = "Lorenz curve of the load"
// title_zh = "任务量洛伦兹曲线"
// question = "What part of the load do the least loaded units carry?"
// question_zh = "任务量最少的那部分单位承担了多大比例的任务？"
// description = """
// Points of the Lorenz curve (Lorenz 1905), one for each load that occurs: the share of units that carry
// at most that many tasks, and their share of all unit–task pairs. The curve starts at (0, 0), which has
// no row, and is straight between points. Only units that carry at least one task of the load count. With
// groups = false phrases for several units are left out.
// """
// tags = ["concentration", "unit"]
// chart = "lorenz"
// drawn = ["units_share", "load_share"]
// since = "0.1.0"
//
// [parameters.load]
// type = "string"
// default = "total"
// values = ["total", "lead", "support", "responsible"]
// example = "lead"
// description = "which load: total, lead, support, or responsible (no lead stated)"
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
// tasks = { type = "integer", description = "a load that occurs" }
// units = { type = "integer", description = "units with exactly this load" }
// units_share = { type = "float", description = "share of units with at most this load" }
// load_share = { type = "float", description = "their share of all unit–task pairs" }
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
WITH v, count(u) AS c
WITH collect([v, c]) AS steps, sum(c) AS n, sum(v * c) AS total
UNWIND steps AS x
UNWIND steps AS y
WITH n, total, x[0] AS v, x[1] AS c, y[0] AS w, y[1] AS k
WHERE w <= v
WITH n, total, v, c, sum(k) AS bodies, sum(w * k) AS carried
RETURN v AS tasks,
       c AS units,
       1.0 * bodies / n AS units_share,
       1.0 * carried / total AS load_share
ORDER BY tasks
LIMIT $top
