// ---
// title = "Sectors that grew or shrank"
// title_zh = "各领域任务占比变化"
// question = "Which sectors take more or less of the work than before, by more than chance?"
// question_zh = "哪些领域的任务占比增加或减少，超出偶然？"
// description = """
// Sections are matched by title; one that was renamed stands twice. Documents differ in length: reach
// divides by all tasks that stand in a section of its side, and the interval of the change is what another
// draw of as many tasks would give (Newcombe 1998). beyond_chance leaves out 0; of rows where nothing
// changed one in twenty is flagged all the same. The largest change stands first. A document that both
// parameters mean counts on both sides.
// """
// tags = ["compare", "sector", "load"]
// chart = "bar"
// drawn = ["sector", "reach_change"]
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
// sector = { type = "string", description = "title of the section" }
// tasks_before = { type = "integer", description = "distinct tasks in the earlier documents" }
// tasks_after = { type = "integer", description = "distinct tasks in the later documents" }
// change = { type = "integer", description = "later less earlier" }
// reach_before = { type = "float", description = "tasks of the section over all tasks that stand in a section on the earlier side; empty where either side has none" }
// reach_after = { type = "float", description = "the same on the later side" }
// reach_change = { type = "float", description = "later less earlier" }
// reach_low = { type = "float", description = "95 % interval of the change, rounded to six digits" }
// reach_high = { type = "float", description = "its upper end" }
// beyond_chance = { type = "boolean", description = "whether the interval leaves out 0" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE (a OR b) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:PART_OF]-(c:Sector)<-[:IN_SECTOR]-(t:Task)
WITH c.title AS title,
     count(DISTINCT CASE WHEN b THEN t END) AS x,
     count(DISTINCT CASE WHEN a THEN t END) AS y
WITH collect([title, x, y]) AS parts, sum(x) AS m, sum(y) AS n
UNWIND parts AS s
WITH m, n, s[0] AS title, s[1] AS x, s[2] AS y
// Wilson's interval of each rate (1927), then Newcombe's of their difference (1998, method 10), at 95 %.
WITH m, n, title, x, y,
     CASE WHEN m > 0 AND n > 0 THEN 1.0 * x / m END AS p,
     CASE WHEN m > 0 AND n > 0 THEN 1.0 * y / n END AS q
WITH m, n, title, x, y, p, q,
     1.9599639845400545 * sqrt(3.8414588206941254 + 4 * x * (1 - p)) AS v,
     1.9599639845400545 * sqrt(3.8414588206941254 + 4 * y * (1 - q)) AS w
WITH m, n, title, x, y, p, q,
     (2 * x + 3.8414588206941254 - v) / (2 * (m + 3.8414588206941254)) AS p_low, (2 * x + 3.8414588206941254 + v) / (2 * (m + 3.8414588206941254)) AS p_high,
     (2 * y + 3.8414588206941254 - w) / (2 * (n + 3.8414588206941254)) AS q_low, (2 * y + 3.8414588206941254 + w) / (2 * (n + 3.8414588206941254)) AS q_high
WITH m, n, title, x, y, p, q,
     round(q - p - sqrt((q - q_low) * (q - q_low) + (p_high - p) * (p_high - p)), 6) AS low,
     round(q - p + sqrt((q_high - q) * (q_high - q) + (p - p_low) * (p - p_low)), 6) AS high
RETURN title AS sector,
       x AS tasks_before,
       y AS tasks_after,
       y - x AS change,
       p AS reach_before,
       q AS reach_after,
       q - p AS reach_change,
       low AS reach_low,
       high AS reach_high,
       low > 0 OR high < 0 AS beyond_chance
ORDER BY abs(coalesce(q - p, 0.0)) DESC, sector
LIMIT $top
