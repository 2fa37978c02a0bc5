// ---
// title = "How much of each unit's work has a day"
// title_zh = "各单位任务写明时限的比例"
// question = "What part of each unit's tasks says a day by which it is due?"
// question_zh = "每个单位的任务有多大比例写明了完成日期？"
// description = """
// A row for each unit with at least at_least tasks: dated are tasks for which a day follows from the
// deadline or the text, worded those that say by when in other words, silent those that say nothing. share
// is dated over tasks, with Wilson's interval (1927) at 95 %: where intervals overlap, units do not differ
// by what can be told. With groups = false (the default) phrases for several units are left out.
// """
// tags = ["deadlines", "unit", "deadline"]
// chart = "bar"
// drawn = ["unit", "dated", "worded", "silent"]
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
// description = "only units with at least this many tasks"
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
// tasks = { type = "integer", description = "distinct tasks in any role" }
// dated = { type = "integer", description = "of these, with a day" }
// worded = { type = "integer", description = "with words from which no day follows" }
// silent = { type = "integer", description = "that say nothing of by when" }
// share = { type = "float", description = "dated over tasks" }
// share_low = { type = "float", description = "95 % interval, rounded to six digits" }
// share_high = { type = "float", description = "its upper end" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH DISTINCT u, t
WITH u, count(t) AS n,
     sum(CASE WHEN t.due IS NOT NULL THEN 1 ELSE 0 END) AS x,
     sum(CASE WHEN t.due IS NULL AND (t.due_words IS NOT NULL OR t.deadline IS NOT NULL) THEN 1 ELSE 0 END) AS said
WHERE n >= $at_least
WITH u, n, x, said, 1.9599639845400545 * sqrt(3.8414588206941254 + 4.0 * x * (n - x) / n) AS v
RETURN u.name AS unit,
       u.kind AS kind,
       n AS tasks,
       x AS dated,
       said AS worded,
       n - x - said AS silent,
       1.0 * x / n AS share,
       round((2 * x + 3.8414588206941254 - v) / (2 * (n + 3.8414588206941254)), 6) AS share_low,
       round((2 * x + 3.8414588206941254 + v) / (2 * (n + 3.8414588206941254)), 6) AS share_high,
       u.id AS unit_id
ORDER BY share, tasks DESC, unit_id
LIMIT $top
