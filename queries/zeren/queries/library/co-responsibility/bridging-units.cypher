// ---
// title = "Units that bridge sectors"
// title_zh = "跨领域单位"
// question = "Which units work across sectors, whatever their load?"
// question_zh = "哪些单位的工作横跨多个领域（与任务多少无关）？"
// description = """
// Who carries much stands in many sections by that alone, so units are ranked by mixing: the chance that two
// of its tasks stand in different sections (Hurlbert 1971), which does not follow their number; units with
// fewer tasks than tasks_at_least are left out, since it is then a guess. participation is 1 less the
// squared parts of its tasks in each section (Guimerà & Amaral 2005). Counted are distinct tasks that stand
// in a section, sections of different documents apart. With groups = false (the default) phrases for several
// units are left out.
// """
// tags = ["co-responsibility", "unit", "sector", "partitions"]
// chart = "bar"
// drawn = ["unit", "mixing"]
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
// [parameters.at_least]
// type = "integer"
// default = 2
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only units that work in at least this many sections"
//
// [parameters.tasks_at_least]
// type = "integer"
// default = 5
// minimum = 1
// maximum = 1000000
// example = 10
// description = "only units with at least this many tasks in sections"
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
// sectors = { type = "integer", description = "distinct sections of its tasks" }
// leaders = { type = "integer", description = "distinct leaders of these tasks" }
// tasks = { type = "integer", description = "distinct tasks in these sections" }
// mixing = { type = "float", description = "chance that two of these tasks stand in different sections; empty for one task" }
// participation = { type = "float", description = "1 less the sum of squared parts of its tasks" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)
WHERE ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH u, c, count(DISTINCT t) AS v
WITH u, count(c) AS sections, sum(v) AS carried, sum(v * v) AS squares
WHERE sections >= $at_least AND carried >= $tasks_at_least
WITH u, sections, carried, squares,
     CASE WHEN carried > 1 THEN 1.0 * (carried * carried - squares) / (carried * (carried - 1)) END AS spread
RETURN u.name AS unit,
       u.kind AS kind,
       sections AS sectors,
       COUNT {
         MATCH (p:Leader)-[:OVERSEES]->(x:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u)
         WHERE EXISTS { MATCH (x)-[:IN_SECTOR]->(s:Sector) }
           AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
               MATCH (x)-[:STATED_IN]->(e:Document)
               WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
                 AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
             })
         RETURN DISTINCT p
       } AS leaders,
       carried AS tasks,
       spread AS mixing,
       1.0 * (carried * carried - squares) / (carried * carried) AS participation,
       u.id AS unit_id
ORDER BY coalesce(spread, -1.0) DESC, tasks DESC, unit_id
LIMIT $top
