// ---
// title = "Tasks whose lead moved"
// title_zh = "牵头单位调整的任务"
// question = "Which tasks that both hold have another lead than before?"
// question_zh = "两份文件（年度）都有的任务里，哪些换了牵头单位？"
// description = """
// Tasks are matched by their words: the title where there is one, else the text, letter by letter; a task
// that was reworded is not matched. A row for each unit that leads the task on one side only: led_before
// and led_after count the tasks with these words that it leads. Tasks without a stated lead on one side
// give rows for the leads of the other.
// """
// tags = ["compare", "task", "unit", "lead"]
// chart = "table"
// since = "0.1.0"
//
// [parameters.before]
// type = "string"
// example = "2024"
// description = "the earlier documents: an id, a 文号, a year, or words of the title"
//
// [parameters.after]
// type = "string"
// example = "2025"
// description = "the later documents, said in the same way"
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
// task = { type = "string", description = "the words that both share: title, or text" }
// unit = { type = "string", description = "name of the unit" }
// moved = { type = "string", description = "gained or lost" }
// led_before = { type = "integer", description = "tasks with these words that it leads in the earlier documents" }
// led_after = { type = "integer", description = "tasks with these words that it leads in the later documents" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE (a OR b) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:STATED_IN]-(t:Task)
WITH coalesce(t.title, t.text) AS words, collect([t, b, a]) AS alike,
     max(CASE WHEN b THEN 1 ELSE 0 END) AS old,
     max(CASE WHEN a THEN 1 ELSE 0 END) AS new
WHERE old = 1 AND new = 1
UNWIND alike AS y
WITH words, y[0] AS x, y[1] AS b, y[2] AS a
MATCH (x)<-[:LEADS]-(u:Unit)
WITH words, u,
     count(DISTINCT CASE WHEN b THEN x END) AS earlier,
     count(DISTINCT CASE WHEN a THEN x END) AS later
WHERE earlier = 0 OR later = 0
RETURN words AS task,
       u.name AS unit,
       CASE WHEN earlier = 0 THEN "gained" ELSE "lost" END AS moved,
       earlier AS led_before,
       later AS led_after,
       u.id AS unit_id
ORDER BY task, moved, unit_id
LIMIT $top
