// ---
// title = "Span of each leader"
// title_zh = "各责任领导分管范围"
// question = "How many tasks, units and sectors does each leader oversee?"
// question_zh = "每位责任领导分管多少项任务，涉及多少单位和领域？"
// description = """
// Distinct tasks that name the leader. share divides by the sum of tasks over all leaders; fractional
// gives each of the k leaders of a task 1/k and fractional_share divides that by the number of tasks that
// name a leader. units are the distinct units named for these tasks, in any role; with groups = false
// without phrases for several units. no_lead are tasks that name units and state no lead. A phrase such as
// 各位副市长 is one row of kind group and is not counted for the people it covers. Fractions of fractional
// counting are rounded to six digits.
// """
// tags = ["load", "leader"]
// chart = "bar"
// drawn = ["leader", "tasks"]
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
// leader = { type = "string", description = "name of the leader" }
// kind = { type = "string", description = "person, or group for a phrase" }
// tasks = { type = "integer", description = "distinct tasks overseen" }
// share = { type = "float", description = "tasks over the sum of tasks of all leaders" }
// fractional = { type = "float", description = "sum of 1/k over the tasks" }
// fractional_share = { type = "float", description = "fractional over all tasks that name a leader" }
// units = { type = "integer", description = "distinct units on these tasks" }
// sectors = { type = "integer", description = "distinct sectors of these tasks" }
// no_lead = { type = "integer", description = "of these tasks, those that name units and state no lead" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (t:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH t
MATCH (t)<-[:OVERSEES]-(p:Leader)
WITH t, collect(DISTINCT p) AS heads
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(:Unit)
WITH t, heads, collect(DISTINCT type(r)) AS roles
WITH heads, 1.0 / size(heads) AS portion, CASE WHEN size(roles) > 0 AND NOT "LEADS" IN roles THEN 1 ELSE 0 END AS free
WITH collect([heads, portion, free]) AS shared, count(free) AS overseen
UNWIND shared AS x
UNWIND x[0] AS p
WITH overseen, p, count(x) AS carried, sum(x[1]) AS part, sum(x[2]) AS open
WITH overseen, collect([p, carried, part, open]) AS spans, sum(carried) AS pairs
UNWIND spans AS x
WITH overseen, pairs, x[0] AS p, x[1] AS carried, x[2] AS part, x[3] AS open
RETURN p.name AS leader,
       p.kind AS kind,
       carried AS tasks,
       1.0 * carried / pairs AS share,
       round(part, 6) AS fractional,
       round(part / overseen, 6) AS fractional_share,
       COUNT {
         MATCH (p)-[:OVERSEES]->(a:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
         WHERE ($groups OR u.kind <> "group") AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
           MATCH (a)-[:STATED_IN]->(d:Document)
           WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
             AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
         })
         RETURN DISTINCT u
       } AS units,
       COUNT {
         MATCH (p)-[:OVERSEES]->(b:Task)-[:IN_SECTOR]->(c:Sector)
         WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
           MATCH (b)-[:STATED_IN]->(e:Document)
           WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
             AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
         }
         RETURN DISTINCT c
       } AS sectors,
       open AS no_lead,
       p.id AS leader_id
ORDER BY tasks DESC, leader_id
LIMIT $top
