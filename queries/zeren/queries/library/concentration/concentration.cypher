// ---
// title = "Concentration of the load"
// title_zh = "任务集中度"
// question = "How unevenly are tasks spread over units?"
// question_zh = "任务在各单位之间分布得有多集中？"
// description = """
// A row for each load (total; lead; support; responsible: no lead stated), with phrases for several units
// as units (groups true) and without them. n is the number of units that carry at least one task of that
// load (units), shares are over the distinct unit–task pairs (assignments); units without such a task are
// not in n. hhi is the sum of squared shares (Hirschman 1945, Herfindahl 1950), from 1/n to 1;
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
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
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
// units = { type = "integer", description = "n: units that carry at least one such task" }
// assignments = { type = "integer", description = "distinct unit–task pairs, the denominator of shares" }
// hhi = { type = "float", description = "sum of squared shares" }
// hhi_normalised = { type = "float", description = "(hhi - 1/n) / (1 - 1/n); empty for one unit" }
// cr4 = { type = "float", description = "share of the four largest" }
// gini = { type = "float", description = "mean absolute difference over twice the mean" }
// theil = { type = "float", description = "mean of x/mean times its logarithm" }
// effective_units = { type = "float", description = "1 / hhi" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH u,
     count(DISTINCT t.id) AS every,
     count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t.id END) AS leads,
     count(DISTINCT CASE WHEN type(r) = "SUPPORTS" THEN t.id END) AS supports,
     count(DISTINCT CASE WHEN type(r) = "RESPONSIBLE_FOR" THEN t.id END) AS answers
UNWIND [true, false] AS g
UNWIND ["total", "lead", "support", "responsible"] AS kind
WITH g, kind, u,
     CASE kind WHEN "total" THEN every WHEN "lead" THEN leads WHEN "support" THEN supports ELSE answers END AS v
WHERE v > 0 AND (g OR u.kind <> "group")
WITH g, kind, v, count(u) AS c
WITH g, kind, collect([v, c]) AS steps, sum(c) AS n, sum(v * c) AS total, sum(v * v * c) AS squares
UNWIND steps AS x
UNWIND steps AS y
WITH g, kind, n, total, squares, x[0] AS v, x[1] AS c, y[0] AS w, y[1] AS k
WITH g, kind, n, total, squares, v, c,
     sum(k * abs(v - w)) AS apart,
     sum(CASE WHEN w > v THEN k ELSE 0 END) AS above
WITH g, kind, n, total, squares,
     sum(c * apart) AS differences,
     sum(v * CASE WHEN above >= 4 THEN 0 WHEN above + c > 4 THEN 4 - above ELSE c END) AS largest,
     sum(c * (1.0 * v * n / total) * log(1.0 * v * n / total)) AS entropy
RETURN kind AS load,
       g AS groups,
       n AS units,
       total AS assignments,
       1.0 * squares / (total * total) AS hhi,
       CASE WHEN n > 1 THEN 1.0 * (n * squares - total * total) / (total * total * (n - 1)) END AS hhi_normalised,
       1.0 * largest / total AS cr4,
       1.0 * differences / (2 * n * total) AS gini,
       round(entropy / n, 6) AS theil,
       1.0 * total * total / squares AS effective_units
ORDER BY groups DESC, assignments DESC, load
LIMIT $top
