// ---
// title = "Concentration of the load"
// title_zh = "任务集中度"
// question = "How unevenly are tasks spread over units?"
// question_zh = "任务在各单位之间分布得有多集中？"
// description = """
// A row for each load (total; lead; support; responsible: no lead stated), with phrases for several units
// as units (groups true) and without them, in two frames: among the units that carry at least one task of
// that load (carriers), and among all that any task names, those without such a task with 0 (all). n is
// their number (units), shares are over the distinct unit–task pairs (assignments). zeren metrics
// concentration adds intervals and what chance alone would give. hhi is the sum of squared shares (Hirschman 1945, Herfindahl 1950), from 1/n to 1;
// hhi_normalised maps it to 0 to 1, empty for one unit; cr4 is the share of the four largest; gini from 0
// to 1 - 1/n; theil from 0 to ln n, rounded to six digits; effective_units = 1/hhi. A load that nobody
// carries has no row.
// """
// tags = ["concentration", "unit"]
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
// load = { type = "string", description = "total, lead, support or responsible" }
// groups = { type = "boolean", description = "whether phrases for several units count as units" }
// frame = { type = "string", description = "carriers, or all units that a task names" }
// units = { type = "integer", description = "n: units of the frame" }
// assignments = { type = "integer", description = "distinct unit–task pairs, the denominator of shares" }
// hhi = { type = "float", description = "sum of squared shares" }
// hhi_normalised = { type = "float", description = "(hhi - 1/n) / (1 - 1/n); empty for one unit" }
// cr4 = { type = "float", description = "share of the four largest" }
// gini = { type = "float", description = "mean absolute difference over twice the mean" }
// theil = { type = "float", description = "mean of x/mean times its logarithm" }
// effective_units = { type = "float", description = "1 / hhi" }
// ---
MATCH (t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH t
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH t, u, collect(type(r)) AS roles
WITH u,
     count(t) AS every,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS leads,
     sum(CASE WHEN "SUPPORTS" IN roles THEN 1 ELSE 0 END) AS supports,
     sum(CASE WHEN "RESPONSIBLE_FOR" IN roles THEN 1 ELSE 0 END) AS answers
UNWIND [["total", every], ["lead", leads], ["support", supports], ["responsible", answers]] AS x
UNWIND [true, false] AS g
UNWIND ["carriers", "all"] AS f
WITH g, f, x[0] AS kind, x[1] AS v, u
WHERE (v > 0 OR f = "all") AND (g OR u.kind <> "group")
WITH g, f, kind, v
ORDER BY v DESC
LIMIT 1000000000
WITH g, f, kind, collect(v) AS loads, count(v) AS n, sum(v) AS total, sum(v * v) AS squares
WHERE total > 0
UNWIND range(0, n - 1) AS i
WITH g, f, kind, n, total, squares, loads[i] AS v, i
// Sorted, the differences of all pairs add up unit by unit (Sen 1973).
WITH g, f, kind, n, total, squares,
     sum((n - 1 - 2 * i) * v) AS differences,
     sum(CASE WHEN i < 4 THEN v ELSE 0 END) AS largest,
     sum(CASE WHEN v > 0 THEN (1.0 * v * n / total) * log(1.0 * v * n / total) ELSE 0.0 END) AS entropy
RETURN kind AS load,
       g AS groups,
       f AS frame,
       n AS units,
       total AS assignments,
       1.0 * squares / (total * total) AS hhi,
       CASE WHEN n > 1 THEN 1.0 * (n * squares - total * total) / (total * total * (n - 1)) END AS hhi_normalised,
       1.0 * largest / total AS cr4,
       1.0 * differences / (n * total) AS gini,
       round(entropy / n, 6) AS theil,
       1.0 * total * total / squares AS effective_units
ORDER BY groups DESC, assignments DESC, load, frame DESC
LIMIT $top
