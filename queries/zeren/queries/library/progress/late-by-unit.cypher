// ---
// title = "Late tasks of each unit"
// title_zh = "各牵头和责任单位的逾期和滞后任务"
// question = "How many of each unit's tasks are late on a day?"
// question_zh = "到某日为止每个单位有多少任务逾期未完成或进度滞后？"
// description = """
// A row for each unit with a task: those that it leads or is named for without a stated lead; tasks that it
// supports are not theirs to report.
// A task is late on a day where it was due before it and nobody whose word counts had reported it as done by then, and
// where it was last reported as behind. Of reports that differ the newest counts; of one day that of a unit that
// leads the task; of those the one that says least. zeren progress --late gives the same.
// overdue and behind may be the same task; late counts it once. unreported are tasks of
// which nobody had reported a status.
// """
// tags = ["progress", "late", "unit"]
// chart = "bar"
// drawn = ["unit", "late"]
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
// [parameters.day]
// type = "string"
// example = "2025-07-01"
// description = "the day that counts, as an ISO date: what was due before it, as reported up to it"
//
// [parameters.decided]
// type = "strings"
// default = []
// example = ["task:甲政〔2025〕3号#4=市甲局"]
// description = "whose word counts for a task, as TASK ID=UNIT OR PERSON; zeren query takes them from zeren.yaml (progress:)"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
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
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks that it answers for" }
// done = { type = "integer", description = "of these, reported as done" }
// late = { type = "integer", description = "of these, late" }
// overdue = { type = "integer", description = "of the late, due before the day" }
// behind = { type = "integer", description = "of the late, reported as behind" }
// unreported = { type = "integer", description = "of the tasks, without a report of a status" }
// share = { type = "float", description = "late over tasks" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city) AND ($groups OR u.kind <> "group")
WITH DISTINCT u, t
// The report that counts: the newest; of one day that of a unit which leads; of those the one that says least.
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND p.date <= $day
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH u, t, max(p.date) AS newest
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND p.date = newest
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH u, t,
     CASE WHEN EXISTS { MATCH (t)<-[:LEADS|RESPONSIBLE_FOR]-(w:Unit) WHERE w.name = p.unit } THEN 10000 ELSE 20000 END
       + CASE p.status WHEN "not started" THEN 0 WHEN "behind" THEN 1000 WHEN "on schedule" THEN 2000 ELSE 3000 END
       + coalesce(p.share, 0) AS far, p
WITH u, t, min(CASE WHEN p IS NULL THEN NULL ELSE toString(far) + p.id END) AS first
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.id = substring(first, 5)
WITH u, coalesce(p.status, "") AS said, CASE WHEN t.due IS NOT NULL AND t.due < $day THEN true ELSE false END AS past
WITH u, count(*) AS n,
     sum(CASE WHEN said = "done" THEN 1 ELSE 0 END) AS finished,
     sum(CASE WHEN past AND said <> "done" OR said = "behind" THEN 1 ELSE 0 END) AS x,
     sum(CASE WHEN past AND said <> "done" THEN 1 ELSE 0 END) AS over,
     sum(CASE WHEN said = "behind" THEN 1 ELSE 0 END) AS slow,
     sum(CASE WHEN said = "" THEN 1 ELSE 0 END) AS mute
RETURN u.name AS unit,
       u.kind AS kind,
       n AS tasks,
       finished AS done,
       x AS late,
       over AS overdue,
       slow AS behind,
       mute AS unreported,
       1.0 * x / n AS share,
       u.id AS unit_id
ORDER BY late DESC, tasks DESC, unit_id
LIMIT $top
