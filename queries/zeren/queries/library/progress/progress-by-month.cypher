// ---
// title = "Progress month by month"
// title_zh = "逐月进展"
// question = "How many tasks stood how at the end of each month?"
// question_zh = "每个月末各有多少任务处于哪种状态？"
// description = """
// A row for each month in which somebody reported; a month without a report has none. reports are those of the month, the
// other columns how tasks stood at its end, as reported up to then: not_started, behind, on_schedule and done add up
// to reported, of all tasks in scope. late are those due by the end of the month and not done, and those behind. Of
// reports that differ the newest counts; of one day that of a unit that leads; of those the one that says least.
// """
// tags = ["progress", "late", "task"]
// chart = "line"
// drawn = ["month", "done", "on_schedule", "behind", "late"]
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
// [parameters.decided]
// type = "strings"
// default = []
// example = ["task:甲政〔2025〕3号#4=市甲局"]
// description = "whose word counts for a task, as TASK ID=UNIT OR PERSON; zeren query takes them from zeren.yaml (progress:)"
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
// month = { type = "string", description = "year and month: 2025-06" }
// reports = { type = "integer", description = "reports dated in it" }
// tasks = { type = "integer", description = "all tasks in scope" }
// reported = { type = "integer", description = "of these, with a status" }
// not_started = { type = "integer", description = "of these" }
// behind = { type = "integer", description = "of these" }
// on_schedule = { type = "integer", description = "of these" }
// done = { type = "integer", description = "of these" }
// late = { type = "integer", description = "tasks that were late when it ended" }
// ---
MATCH (x:Progress)<-[:HAS_PROGRESS]-(:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH substring(x.date, 0, 7) AS time, count(DISTINCT x) AS n
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH DISTINCT time, n, t
// The report that counts: the newest; of one day that of a unit which leads; of those the one that says least.
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND substring(p.date, 0, 7) <= time
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH time, n, t, max(p.date) AS newest
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND p.date = newest
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH time, n, t,
     CASE WHEN EXISTS { MATCH (t)<-[:LEADS|RESPONSIBLE_FOR]-(w:Unit) WHERE w.name = p.unit } THEN 10000 ELSE 20000 END
       + CASE p.status WHEN "not started" THEN 0 WHEN "behind" THEN 1000 WHEN "on schedule" THEN 2000 ELSE 3000 END
       + coalesce(p.share, 0) AS far, p
WITH time, n, t, min(CASE WHEN p IS NULL THEN NULL ELSE toString(far) + p.id END) AS first
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.id = substring(first, 5)
WITH time, n, coalesce(p.status, "") AS said,
     CASE WHEN t.due IS NOT NULL AND substring(t.due, 0, 7) <= time THEN true ELSE false END AS past
WITH time, n, count(*) AS whole,
     sum(CASE WHEN said <> "" THEN 1 ELSE 0 END) AS heard,
     sum(CASE WHEN said = "not started" THEN 1 ELSE 0 END) AS idle,
     sum(CASE WHEN said = "behind" THEN 1 ELSE 0 END) AS slow,
     sum(CASE WHEN said = "on schedule" THEN 1 ELSE 0 END) AS well,
     sum(CASE WHEN said = "done" THEN 1 ELSE 0 END) AS finished,
     sum(CASE WHEN past AND said <> "done" OR said = "behind" THEN 1 ELSE 0 END) AS over
RETURN time AS month,
       n AS reports,
       whole AS tasks,
       heard AS reported,
       idle AS not_started,
       slow AS behind,
       well AS on_schedule,
       finished AS done,
       over AS late
ORDER BY month
LIMIT $top
