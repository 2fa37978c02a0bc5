// ---
// title = "Tasks that are late"
// title_zh = "逾期和滞后的任务"
// question = "Which tasks are late on a day, and who leads them?"
// question_zh = "到某日为止哪些任务逾期未完成或进度滞后，由谁牵头？"
// description = """
// A task is late on a day where it was due before it and nobody whose word counts had reported it as done by then, and
// where it was last reported as behind. Of reports that differ the newest counts; of one day that of a unit that
// leads the task; of those the one that says least. zeren progress --late gives the same.
// """
// tags = ["progress", "late", "task", "deadline"]
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
// [parameters.top]
// type = "integer"
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// task = { type = "string", description = "number as printed" }
// text = { type = "string", description = "what is to be done" }
// due = { type = "string", description = "the day, as an ISO date; none for a task that is behind and has no day" }
// status = { type = "string", description = "as last reported; none where nobody has reported" }
// share = { type = "integer", description = "percent, as last reported" }
// reported = { type = "string", description = "day of that report" }
// by = { type = "string", description = "who reported it" }
// leads = { type = "integer", description = "distinct stated leads" }
// units = { type = "integer", description = "distinct units named" }
// document = { type = "string", description = "title of the document" }
// task_id = { type = "string", description = "id of the task" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
// The report that counts: the newest; of one day that of a unit which leads; of those the one that says least.
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND p.date <= $day
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH t, d, max(p.date) AS newest
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.status IS NOT NULL AND p.date = newest
  AND (NOT any(x IN $decided WHERE x STARTS WITH t.id + "=")
    OR t.id + "=" + coalesce(p.unit, "") IN $decided OR t.id + "=" + coalesce(p.by, "") IN $decided)
WITH t, d,
     CASE WHEN EXISTS { MATCH (t)<-[:LEADS|RESPONSIBLE_FOR]-(w:Unit) WHERE w.name = p.unit } THEN 10000 ELSE 20000 END
       + CASE p.status WHEN "not started" THEN 0 WHEN "behind" THEN 1000 WHEN "on schedule" THEN 2000 ELSE 3000 END
       + coalesce(p.share, 0) AS far, p
WITH t, d, min(CASE WHEN p IS NULL THEN NULL ELSE toString(far) + p.id END) AS first
OPTIONAL MATCH (t)-[:HAS_PROGRESS]->(p:Progress)
WHERE p.id = substring(first, 5)
WITH t, d, p
WHERE (t.due IS NOT NULL AND t.due < $day AND coalesce(p.status, "") <> "done") OR coalesce(p.status, "") = "behind"
WITH t, d, p, coalesce(t.due, "9999") AS time
ORDER BY time, t.id
LIMIT $top
RETURN t.number AS task,
       t.text AS text,
       t.due AS due,
       p.status AS status,
       p.share AS share,
       p.date AS reported,
       p.by AS by,
       COUNT { MATCH (t)<-[:LEADS]-(l:Unit) RETURN DISTINCT l } AS leads,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       d.title AS document,
       t.id AS task_id
ORDER BY time, task_id
LIMIT $top
