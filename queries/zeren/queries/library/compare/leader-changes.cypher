// ---
// title = "Leaders' tasks that changed"
// title_zh = "领导分管任务变化"
// question = "How did the tasks of each leader change from one document or year to another?"
// question_zh = "从一份文件（年度）到另一份，各位责任领导分管的任务怎样变化？"
// description = """
// Distinct tasks that each leader oversees in the earlier and in the later documents, largest change first,
// and the units that these name; 0 where they do not name the leader. A document that both parameters mean
// counts on both sides. One name within one city is one leader.
// """
// tags = ["compare", "leader", "load"]
// chart = "bar"
// drawn = ["leader", "change"]
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
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// leader = { type = "string", description = "name of the leader" }
// tasks_before = { type = "integer", description = "distinct tasks in the earlier documents" }
// tasks_after = { type = "integer", description = "distinct tasks in the later documents" }
// change = { type = "integer", description = "later less earlier" }
// units_before = { type = "integer", description = "distinct units of the earlier tasks" }
// units_after = { type = "integer", description = "distinct units of the later tasks" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE a OR b
MATCH (d)<-[:STATED_IN]-(t:Task)<-[:OVERSEES]-(p:Leader)
WITH DISTINCT p, t, a, b
OPTIONAL MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH p,
     count(DISTINCT CASE WHEN b THEN t END) AS earlier,
     count(DISTINCT CASE WHEN a THEN t END) AS later,
     count(DISTINCT CASE WHEN b THEN u END) AS old,
     count(DISTINCT CASE WHEN a THEN u END) AS new
RETURN p.name AS leader,
       earlier AS tasks_before,
       later AS tasks_after,
       later - earlier AS change,
       old AS units_before,
       new AS units_after,
       p.id AS leader_id
ORDER BY abs(later - earlier) DESC, leader_id
LIMIT $top
