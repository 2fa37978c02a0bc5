// ---
// title = "Load that changed"
// title_zh = "任务量变化"
// question = "How did the load of each unit change from one document or year to another?"
// question_zh = "从一份文件（年度）到另一份，各单位任务量怎样变化？"
// description = """
// Distinct tasks of each unit in the earlier and in the later documents, largest change first; 0 where they
// do not name it. A document that both parameters mean counts on both sides. share divides by the sum of
// tasks over all units on that side, for documents of different length; it is empty where that side names
// nobody. Units are compared by their name within their city: one that was renamed stands twice. With
// groups = false (the default) phrases for several units are left out of everything.
// """
// tags = ["compare", "unit", "load"]
// chart = "bar"
// drawn = ["unit", "change"]
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
// [parameters.groups]
// type = "boolean"
// default = false
// example = true
// description = "count phrases for several units (各县（市、区）政府) as units too"
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
// tasks_before = { type = "integer", description = "distinct tasks in the earlier documents" }
// tasks_after = { type = "integer", description = "distinct tasks in the later documents" }
// change = { type = "integer", description = "later less earlier" }
// led_before = { type = "integer", description = "tasks it leads in the earlier" }
// led_after = { type = "integer", description = "tasks it leads in the later" }
// share_before = { type = "float", description = "earlier tasks over the sum of all units" }
// share_after = { type = "float", description = "later tasks over the sum of all units" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE a OR b
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH u, t, a, b, max(CASE WHEN type(r) = "LEADS" THEN 1 ELSE 0 END) AS headed
WITH u,
     sum(CASE WHEN b THEN 1 ELSE 0 END) AS earlier,
     sum(CASE WHEN a THEN 1 ELSE 0 END) AS later,
     sum(CASE WHEN b THEN headed ELSE 0 END) AS leads,
     sum(CASE WHEN a THEN headed ELSE 0 END) AS heads
WHERE $groups OR u.kind <> "group"
WITH collect([u, earlier, later, leads, heads]) AS loads, sum(earlier) AS olds, sum(later) AS news
UNWIND loads AS x
WITH olds, news, x[0] AS u, x[1] AS earlier, x[2] AS later, x[3] AS leads, x[4] AS heads
RETURN u.name AS unit,
       u.kind AS kind,
       earlier AS tasks_before,
       later AS tasks_after,
       later - earlier AS change,
       leads AS led_before,
       heads AS led_after,
       CASE WHEN olds > 0 THEN 1.0 * earlier / olds END AS share_before,
       CASE WHEN news > 0 THEN 1.0 * later / news END AS share_after,
       u.id AS unit_id
ORDER BY abs(later - earlier) DESC, unit_id
LIMIT $top
