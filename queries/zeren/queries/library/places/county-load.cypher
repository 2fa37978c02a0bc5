// ---
// title = "Load of each county"
// title_zh = "各县（市、区）任务量"
// question = "How many tasks concern each county or zone?"
// question_zh = "每个县（市、区）、开发区涉及多少项任务？"
// description = """
// tasks are distinct tasks that concern the area: by_text named in the text, by_government through its
// government or committee among the units; one task can be both. through_groups are tasks given to a
// phrase (各县（市、区）政府) of which its government is certainly a member; they are not in tasks, and
// phrases with 相关 are not counted. share divides tasks by the sum over all areas; fractional gives each
// of the k areas of a task 1/k, fractional_share divides that by the number of tasks that concern any
// area; both rounded to six digits. Areas that nothing concerns are not here.
// """
// tags = ["places", "county", "load"]
// chart = "bar"
// drawn = ["county", "tasks"]
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
// [parameters.top]
// type = "integer"
// default = 1000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// county = { type = "string", description = "name" }
// kind = { type = "string", description = "county or zone" }
// code = { type = "string", description = "GB/T 2260; empty for zones" }
// tasks = { type = "integer", description = "distinct tasks that concern it" }
// by_text = { type = "integer", description = "named in the text" }
// by_government = { type = "integer", description = "through its government or committee" }
// through_groups = { type = "integer", description = "given to a phrase that covers its government; not in tasks" }
// share = { type = "float", description = "tasks over the sum of all areas" }
// fractional = { type = "float", description = "sum of 1/k over its tasks" }
// fractional_share = { type = "float", description = "fractional over all tasks that concern an area" }
// county_id = { type = "string", description = "id of the county" }
// ---
MATCH (t:Task)-[r:CONCERNS]->(v:County)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH t, v,
     max(CASE WHEN r.basis = "text" THEN 1 ELSE 0 END) AS said,
     max(CASE WHEN r.basis = "unit" THEN 1 ELSE 0 END) AS noted
// A county is noted once for a task, by its text where that names it; its government may answer all the same.
WITH t, v, said, noted, COUNT {
       MATCH (v)<-[:GOVERNS]-(o:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
       RETURN o
     } AS bodies
WITH t, collect([v, said, CASE WHEN noted = 1 OR bodies > 0 THEN 1 ELSE 0 END]) AS areas
WITH areas, 1.0 / size(areas) AS portion
UNWIND areas AS x
WITH x[0] AS v, count(*) AS carried, sum(x[1]) AS texts, sum(x[2]) AS units, sum(portion) AS part
WITH collect([v, carried, texts, units, part]) AS loads, sum(carried) AS pairs
WITH loads, pairs, COUNT {
       MATCH (s:Task)-[:CONCERNS]->(:County)
       WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (s)-[:STATED_IN]->(e:Document)
         WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
           AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       }
       RETURN DISTINCT s
     } AS named
// Counties that no task names are asked about, too: a phrase may stand for their governments.
MATCH (c:County)
WITH pairs, named, c, coalesce(head([x IN loads WHERE x[0] = c]), [c, 0, 0, 0, 0.0]) AS x
WITH pairs, named, c, x[1] AS carried, x[2] AS texts, x[3] AS units, x[4] AS part
WITH pairs, named, c, carried, texts, units, part, COUNT {
       MATCH (c)<-[:GOVERNS]-(g:Unit)-[m:MEMBER_OF]->(p:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(x:Task)
       WHERE m.certain AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (x)-[:STATED_IN]->(f:Document)
         WHERE (f.id = $document OR f.number = $document OR toString(f.year) = $document OR f.city = $document OR f.title CONTAINS $document)
           AND ($year = 0 OR f.year = $year) AND ($city = "" OR f.city CONTAINS $city)
       })
       RETURN DISTINCT x
     } AS through
WHERE carried > 0 OR through > 0
RETURN c.name AS county,
       c.kind AS kind,
       c.code AS code,
       carried AS tasks,
       texts AS by_text,
       units AS by_government,
       through AS through_groups,
       CASE WHEN pairs > 0 THEN 1.0 * carried / pairs ELSE 0.0 END AS share,
       round(part, 6) AS fractional,
       CASE WHEN named > 0 THEN round(part / named, 6) ELSE 0.0 END AS fractional_share,
       c.id AS county_id
ORDER BY tasks DESC, county_id
LIMIT $top
