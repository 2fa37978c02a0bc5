// ---
// title = "Units that share tasks"
// title_zh = "共同承担任务的单位"
// question = "Which units are named for the same tasks most often?"
// question_zh = "哪些单位经常共同承担任务？"
// description = """
// Pairs of units named for the same task, in any role, counted from the tasks themselves. jaccard divides
// the shared tasks by all tasks of either, overlap by the tasks of the smaller. With groups = false (the
// default) phrases for several units are left out: they stand beside nearly everybody. Over all documents the
// ties that zeren clusters --write keeps are counted already, and are looked up. Whether a count is more than
// chance is in shared-tasks, after zeren clusters --write.
// """
// tags = ["co-responsibility", "unit"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "tasks"]
// since = "0.1.0"
//
// [parameters.document]
// type = "string"
// default = ""
// example = "2024"
// description = "only this document: its id, its 文号, or words of its title; empty takes all"
//
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
//
// [parameters.at_least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000000
// example = 2
// description = "only pairs with at least this many shared tasks"
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
// unit_a = { type = "string", description = "one unit" }
// unit_b = { type = "string", description = "the other" }
// tasks = { type = "integer", description = "distinct tasks that name both" }
// jaccard = { type = "float", description = "shared tasks over all tasks of either" }
// overlap = { type = "float", description = "shared tasks over the tasks of the one with fewer" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
// Ties that zeren clusters --write left are these pairs, counted: without a document and without phrases they are
// looked up, which at a million edges takes seconds where counting takes more memory than an engine has.
WITH $document = "" AND NOT $groups AND EXISTS { MATCH (:Unit)-[:SHARES_TASKS_WITH]->(:Unit) } AS known
WITH known
WHERE known
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE k.tasks >= $at_least
WITH a, b, k.tasks AS n
ORDER BY n DESC, a.id, b.id
LIMIT $top
MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)
WITH a, b, n, count(DISTINCT s) AS p
MATCH (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(x:Task)
WITH a, b, n, p, count(DISTINCT x) AS q
RETURN a.name AS unit_a,
       b.name AS unit_b,
       n AS tasks,
       1.0 * n / (p + q - n) AS jaccard,
       1.0 * n / CASE WHEN p < q THEN p ELSE q END AS overlap,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
LIMIT $top
UNION ALL
WITH $document = "" AND NOT $groups AND EXISTS { MATCH (:Unit)-[:SHARES_TASKS_WITH]->(:Unit) } AS known
WITH known
WHERE NOT known
MATCH (a:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b:Unit)
WHERE a.id < b.id AND ($groups OR (a.kind <> "group" AND b.kind <> "group"))
MATCH (t)-[:STATED_IN]->(d:Document)
WHERE (d.id = $document OR d.number = $document OR d.title CONTAINS $document)
WITH a, b, count(DISTINCT t) AS n
WHERE n >= $at_least
// Only the pairs that are shown have their other tasks counted.
WITH a, b, n
ORDER BY n DESC, a.id, b.id
LIMIT $top
MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)-[:STATED_IN]->(e:Document)
WHERE (e.id = $document OR e.number = $document OR e.title CONTAINS $document)
WITH a, b, n, count(DISTINCT s) AS p
MATCH (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(x:Task)-[:STATED_IN]->(f:Document)
WHERE (f.id = $document OR f.number = $document OR f.title CONTAINS $document)
WITH a, b, n, p, count(DISTINCT x) AS q
RETURN a.name AS unit_a,
       b.name AS unit_b,
       n AS tasks,
       1.0 * n / (p + q - n) AS jaccard,
       1.0 * n / CASE WHEN p < q THEN p ELSE q END AS overlap,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
LIMIT $top
