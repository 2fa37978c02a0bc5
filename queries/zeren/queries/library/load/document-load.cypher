// ---
// title = "Load of each document"
// title_zh = "各文件任务量"
// question = "What does each document hand out, and to how many?"
// question_zh = "每份文件分解了多少项任务，落实到多少单位和领导？"
// description = """
// Distinct tasks, sectors, leaders and units of each document. with_lead are tasks that state a lead,
// no_lead those that name units and state none, unassigned those that name no unit at all; the three add
// up to tasks. assignments are distinct unit–task pairs. With groups = false phrases for several units are
// left out of units and assignments only.
// """
// tags = ["load", "document"]
// chart = "table"
// since = "0.1.0"
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
// document = { type = "string", description = "title as printed" }
// number = { type = "string", description = "文号 as printed; empty where it has none" }
// year = { type = "integer", description = "the year whose work it hands out; empty where not known" }
// tasks = { type = "integer", description = "tasks stated in it" }
// sectors = { type = "integer", description = "sections that hold tasks" }
// leaders = { type = "integer", description = "distinct leaders named" }
// units = { type = "integer", description = "distinct units named" }
// assignments = { type = "integer", description = "distinct unit–task pairs" }
// with_lead = { type = "integer", description = "tasks that state a lead" }
// no_lead = { type = "integer", description = "tasks that name units and state no lead" }
// unassigned = { type = "integer", description = "tasks that name no unit" }
// document_id = { type = "string", description = "id of the document" }
// ---
MATCH (t:Task)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(n:Unit)
WITH d, t, collect(DISTINCT type(r)) AS roles, collect(DISTINCT CASE WHEN $groups OR n.kind <> "group" THEN n END) AS bodies
WITH d, count(t) AS stated, sum(size(bodies)) AS given,
     sum(CASE WHEN "LEADS" IN roles THEN 1 ELSE 0 END) AS headed,
     sum(CASE WHEN size(roles) > 0 AND NOT "LEADS" IN roles THEN 1 ELSE 0 END) AS open,
     sum(CASE WHEN size(roles) = 0 THEN 1 ELSE 0 END) AS bare
RETURN d.title AS document,
       d.number AS number,
       d.year AS year,
       stated AS tasks,
       COUNT { MATCH (d)<-[:PART_OF]-(c:Sector) RETURN DISTINCT c } AS sectors,
       COUNT { MATCH (d)<-[:STATED_IN]-(:Task)<-[:OVERSEES]-(p:Leader) RETURN DISTINCT p } AS leaders,
       COUNT {
         MATCH (d)<-[:STATED_IN]-(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
         WHERE $groups OR u.kind <> "group"
         RETURN DISTINCT u
       } AS units,
       given AS assignments,
       headed AS with_lead,
       open AS no_lead,
       bare AS unassigned,
       d.id AS document_id
ORDER BY tasks DESC, document_id
LIMIT $top
