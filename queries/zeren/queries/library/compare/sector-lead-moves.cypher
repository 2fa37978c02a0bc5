// ---
// title = "Leads that moved within sectors"
// title_zh = "各领域牵头单位变化"
// question = "In sectors that both have, who leads more or fewer tasks than before?"
// question_zh = "两份文件（年度）共有的领域里，哪些单位牵头的任务增加或减少了？"
// description = """
// Sections are matched by title. A row for each section that stands in the earlier and in the later
// documents and each unit whose number of led tasks there is not the same: 0 before is a lead gained, 0
// after one given up. A document that both parameters mean counts on both sides. Sections that were renamed
// are not matched, and no lead is assumed where none is stated.
// """
// tags = ["compare", "sector", "unit", "lead"]
// chart = "heatmap"
// drawn = ["unit", "sector", "change"]
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
// unit = { type = "string", description = "name of the unit" }
// led_before = { type = "integer", description = "distinct tasks it leads there in the earlier documents" }
// led_after = { type = "integer", description = "distinct tasks it leads there in the later documents" }
// change = { type = "integer", description = "later less earlier" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE (a OR b) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:PART_OF]-(c:Sector)
WITH c.title AS title, collect([c, b, a]) AS parts,
     max(CASE WHEN b THEN 1 ELSE 0 END) AS old,
     max(CASE WHEN a THEN 1 ELSE 0 END) AS new
WHERE old = 1 AND new = 1
UNWIND parts AS x
WITH title, x[0] AS s, x[1] AS b, x[2] AS a
MATCH (s)<-[:IN_SECTOR]-(t:Task)<-[:LEADS]-(u:Unit)
WITH title, u,
     count(DISTINCT CASE WHEN b THEN t END) AS earlier,
     count(DISTINCT CASE WHEN a THEN t END) AS later
WHERE earlier <> later
RETURN title AS sector,
       u.name AS unit,
       earlier AS led_before,
       later AS led_after,
       later - earlier AS change,
       u.id AS unit_id
ORDER BY sector, change DESC, unit_id
LIMIT $top
