// ---
// title = "Leaders' tasks that changed"
// title_zh = "领导分管任务变化"
// question = "Whose tasks as a leader changed from one document or year to another by more than chance?"
// question_zh = "从一份文件（年度）到另一份，哪些责任领导分管的任务变化超出偶然？"
// description = """
// Distinct tasks that each leader oversees in the earlier and in the later documents, and the units that
// these name; 0 where they do not name the leader. Documents differ in length: reach divides by all tasks
// that name a leader of its side, and the interval of the change is what another draw of as many tasks would
// give (Newcombe 1998). beyond_chance leaves out 0; of rows where nothing changed one in twenty is flagged
// all the same. The largest change of reach stands first. A document that both parameters mean counts on
// both sides. One name within one city is one leader.
// """
// tags = ["compare", "leader", "load"]
// chart = "bar"
// drawn = ["leader", "reach_change"]
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
// leader = { type = "string", description = "name of the leader" }
// tasks_before = { type = "integer", description = "distinct tasks in the earlier documents" }
// tasks_after = { type = "integer", description = "distinct tasks in the later documents" }
// change = { type = "integer", description = "later less earlier" }
// units_before = { type = "integer", description = "distinct units of the earlier tasks" }
// units_after = { type = "integer", description = "distinct units of the later tasks" }
// reach_before = { type = "float", description = "tasks of the leader over all tasks that name a leader on the earlier side; empty where either side has none" }
// reach_after = { type = "float", description = "the same on the later side" }
// reach_change = { type = "float", description = "later less earlier" }
// reach_low = { type = "float", description = "95 % interval of the change, rounded to six digits" }
// reach_high = { type = "float", description = "its upper end" }
// beyond_chance = { type = "boolean", description = "whether the interval leaves out 0" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE (a OR b) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:STATED_IN]-(t:Task)<-[:OVERSEES]-(p:Leader)
WITH t, a, b, collect(DISTINCT p) AS heads
WITH collect([t, heads, a, b]) AS stated,
     sum(CASE WHEN b THEN 1 ELSE 0 END) AS m,
     sum(CASE WHEN a THEN 1 ELSE 0 END) AS n
UNWIND stated AS s
WITH m, n, s[0] AS t, s[1] AS heads, s[2] AS a, s[3] AS b
UNWIND heads AS h
OPTIONAL MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH m, n, h,
     count(DISTINCT CASE WHEN b THEN t END) AS x,
     count(DISTINCT CASE WHEN a THEN t END) AS y,
     count(DISTINCT CASE WHEN b THEN u END) AS old,
     count(DISTINCT CASE WHEN a THEN u END) AS new
// Wilson's interval of each rate (1927), then Newcombe's of their difference (1998, method 10), at 95 %.
WITH m, n, h, x, y, old, new,
     CASE WHEN m > 0 AND n > 0 THEN 1.0 * x / m END AS p,
     CASE WHEN m > 0 AND n > 0 THEN 1.0 * y / n END AS q
WITH m, n, h, x, y, old, new, p, q,
     1.9599639845400545 * sqrt(3.8414588206941254 + 4 * x * (1 - p)) AS v,
     1.9599639845400545 * sqrt(3.8414588206941254 + 4 * y * (1 - q)) AS w
WITH m, n, h, x, y, old, new, p, q,
     (2 * x + 3.8414588206941254 - v) / (2 * (m + 3.8414588206941254)) AS p_low, (2 * x + 3.8414588206941254 + v) / (2 * (m + 3.8414588206941254)) AS p_high,
     (2 * y + 3.8414588206941254 - w) / (2 * (n + 3.8414588206941254)) AS q_low, (2 * y + 3.8414588206941254 + w) / (2 * (n + 3.8414588206941254)) AS q_high
WITH m, n, h, x, y, old, new, p, q,
     round(q - p - sqrt((q - q_low) * (q - q_low) + (p_high - p) * (p_high - p)), 6) AS low,
     round(q - p + sqrt((q_high - q) * (q_high - q) + (p - p_low) * (p - p_low)), 6) AS high
RETURN h.name AS leader,
       x AS tasks_before,
       y AS tasks_after,
       y - x AS change,
       old AS units_before,
       new AS units_after,
       p AS reach_before,
       q AS reach_after,
       q - p AS reach_change,
       low AS reach_low,
       high AS reach_high,
       low > 0 OR high < 0 AS beyond_chance,
       h.id AS leader_id
ORDER BY abs(coalesce(q - p, 0.0)) DESC, leader_id
LIMIT $top
