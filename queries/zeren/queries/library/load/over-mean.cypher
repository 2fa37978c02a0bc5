// ---
// title = "Units far over the mean"
// title_zh = "任务量明显偏高的单位"
// question = "Which units carry much more than the mean?"
// question_zh = "哪些单位的任务量明显高于平均水平？"
// description = """
// Units whose load is more than the mean plus so many standard deviations. The mean and the deviation (of
// the population, not of a sample) are taken over the units that carry at least one such task; units that
// carry none are not known. Loads are skewed: with a few heavy units the deviation is large, and a unit
// below the line can be heavy too. With groups = false (the default) phrases for several units are left out
// of everything.
// """
// tags = ["load", "unit"]
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
// [parameters.deviations]
// type = "float"
// default = 1.0
// minimum = 0
// maximum = 1000
// example = 2.0
// description = "how many standard deviations over the mean"
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
// tasks = { type = "integer", description = "its load: distinct tasks" }
// mean = { type = "float", description = "mean load of all units that carry any" }
// deviation = { type = "float", description = "standard deviation of these loads" }
// score = { type = "float", description = "(tasks - mean) / deviation" }
// unit_id = { type = "string", description = "id of the unit" }
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
WITH collect([u, v]) AS loads, count(u) AS n, sum(v) AS total, sum(v * v) AS squares
UNWIND loads AS y
WITH y[0] AS w, y[1] AS x, n, total, sqrt(1.0 * (n * squares - total * total)) AS spread
WHERE n * x - total > $deviations * spread
RETURN w.name AS unit,
       w.kind AS kind,
       x AS tasks,
       1.0 * total / n AS mean,
       spread / n AS deviation,
       (n * x - total) / spread AS score,
       w.id AS unit_id
ORDER BY tasks DESC, unit_id
LIMIT $top
