// ---
// title = "Load of each year"
// title_zh = "各年度任务量"
// question = "How much work does each year hand out, and to how many?"
// question_zh = "每个年度分解了多少项任务，落实到多少单位和领导？"
// description = """
// Documents, tasks, leaders and units of each year; the year is the one whose work a document hands out. A
// unit of two cities counts once for each. assignments are distinct unit–task pairs. with_lead are tasks
// that state a lead, no_lead those that name units and state none, unassigned those that name no unit; the
// three add up to tasks. Documents whose year is not known share one row, the last. With groups = false
// phrases for several units are left out of units and assignments only.
// """
// tags = ["load", "year", "document"]
// chart = "line"
// drawn = ["year", "tasks", "units", "leaders"]
// since = "0.1.0"
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
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// year = { type = "integer", description = "the year whose work is handed out; empty where not known" }
// documents = { type = "integer", description = "documents of the year that hand out tasks" }
// tasks = { type = "integer", description = "tasks stated in them" }
// leaders = { type = "integer", description = "distinct leaders named" }
// units = { type = "integer", description = "distinct units named" }
// assignments = { type = "integer", description = "distinct unit–task pairs" }
// with_lead = { type = "integer", description = "tasks that state a lead" }
// no_lead = { type = "integer", description = "tasks that name units and state no lead" }
// unassigned = { type = "integer", description = "tasks that name no unit" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
WHERE $city = "" OR d.city CONTAINS $city
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(n:Unit)
WITH d, t, collect(DISTINCT type(r)) AS roles, collect(DISTINCT CASE WHEN $groups OR n.kind <> "group" THEN n END) AS bodies
WITH coalesce(d.year, 99999) AS y, count(DISTINCT d) AS papers, count(t) AS stated, sum(size(bodies)) AS given,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS headed,
     sum(CASE WHEN size(roles) > 0 AND NOT "LEADS" IN roles THEN 1 ELSE 0 END) AS open,
     sum(CASE WHEN size(roles) = 0 THEN 1 ELSE 0 END) AS bare
RETURN CASE WHEN y < 99999 THEN y END AS year,
       papers AS documents,
       stated AS tasks,
       COUNT {
         MATCH (e:Document)<-[:STATED_IN]-(:Task)<-[:OVERSEES]-(p:Leader)
         WHERE coalesce(e.year, 99999) = y AND ($city = "" OR e.city CONTAINS $city)
         RETURN DISTINCT p
       } AS leaders,
       COUNT {
         MATCH (f:Document)<-[:STATED_IN]-(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
         WHERE coalesce(f.year, 99999) = y AND ($city = "" OR f.city CONTAINS $city) AND ($groups OR u.kind <> "group")
         RETURN DISTINCT u
       } AS units,
       given AS assignments,
       headed AS with_lead,
       open AS no_lead,
       bare AS unassigned
ORDER BY y, year
LIMIT $top
