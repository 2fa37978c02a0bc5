// ---
// title = "Tasks due in each quarter"
// title_zh = "各季度到期任务"
// question = "How many tasks are due in each quarter?"
// question_zh = "每个季度有多少任务到期？"
// description = """
// A row for each quarter in which a task is due, by the day that follows from its deadline or its text.
// stated are those whose deadline says so, from_text the others. share divides by the tasks that say a day;
// the others are in undated-tasks. A notice that says 年底前 of most of its work has it in the fourth quarter.
// """
// tags = ["deadlines", "task", "deadline"]
// chart = "bar"
// drawn = ["quarter", "stated", "from_text"]
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
// quarter = { type = "string", description = "year and quarter: 2025Q4" }
// tasks = { type = "integer", description = "distinct tasks due in it" }
// stated = { type = "integer", description = "of these, by a deadline stated as such" }
// from_text = { type = "integer", description = "of these, by their text" }
// with_target = { type = "integer", description = "of these, with a quantified target" }
// share = { type = "float", description = "tasks over all tasks that say a day" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE t.due IS NOT NULL
  AND (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
  AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
WITH substring(t.due, 0, 4) + "Q" + CASE WHEN substring(t.due, 5, 2) < "04" THEN "1" WHEN substring(t.due, 5, 2) < "07" THEN "2"
            WHEN substring(t.due, 5, 2) < "10" THEN "3" ELSE "4" END AS time,
     CASE WHEN t.due_basis = "stated" THEN 1 ELSE 0 END AS said,
     CASE WHEN EXISTS { MATCH (t)-[:HAS_TARGET]->(g:Target) } THEN 1 ELSE 0 END AS aimed
WITH time, count(*) AS n, sum(said) AS firm, sum(aimed) AS aims
WITH collect([time, n, firm, aims]) AS times, sum(n) AS total
UNWIND times AS x
RETURN x[0] AS quarter,
       x[1] AS tasks,
       x[2] AS stated,
       x[1] - x[2] AS from_text,
       x[3] AS with_target,
       1.0 * x[1] / total AS share
ORDER BY quarter
LIMIT $top
