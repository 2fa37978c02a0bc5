// ---
// title = "Like bodies across cities"
// title_zh = "同类职能部门的跨市比较"
// question = "How much do bodies with the same duty carry in each city?"
// question_zh = "职能相同的部门在各市承担多少任务？"
// description = """
// A row for each duty and city, the duty being what a body is for whatever it is called (finance for
// whoever keeps the money). reach divides its tasks by all tasks that name a unit of that city, so that
// cities with documents of different length can be compared. Bodies whose duty is not known, governments of
// counties and phrases for several units have no row, and count in the denominator.
// """
// tags = ["load", "unit", "city", "compare"]
// chart = "heatmap"
// drawn = ["duty", "city", "tasks"]
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
// [parameters.duty]
// type = "string"
// default = ""
// example = "finance"
// description = "only this duty; empty takes all"
//
// [parameters.top]
// type = "integer"
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// duty = { type = "string", description = "what the bodies are for, one word for every place" }
// city = { type = "string", description = "the place in which their names live; empty where not known" }
// units = { type = "integer", description = "bodies with this duty that are named" }
// led = { type = "integer", description = "tasks one of them leads" }
// supporting = { type = "integer", description = "tasks where one of them supports a stated lead" }
// responsible = { type = "integer", description = "tasks that name one of them and state no lead" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// reach = { type = "float", description = "tasks over all tasks that name a unit of the city" }
// ---
MATCH (v:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)
WHERE ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (s)-[:STATED_IN]->(e:Document)
    WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
      AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
  })
WITH coalesce(v.city, "") AS place, count(DISTINCT s) AS named
WITH collect([place, named]) AS places
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE u.function IS NOT NULL AND ($duty = "" OR u.function = $duty)
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
    MATCH (t)-[:STATED_IN]->(d:Document)
    WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
      AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
  })
WITH places, u.function AS work, coalesce(u.city, "") AS home,
     count(DISTINCT u) AS bodies,
     count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t END) AS leads,
     count(DISTINCT CASE WHEN type(r) = "SUPPORTS" THEN t END) AS supports,
     count(DISTINCT CASE WHEN type(r) = "RESPONSIBLE_FOR" THEN t END) AS answers,
     count(DISTINCT t) AS carried
UNWIND places AS p
WITH work, home, bodies, leads, supports, answers, carried, p[0] AS place, p[1] AS named
WHERE place = home
RETURN work AS duty,
       home AS city,
       bodies AS units,
       leads AS led,
       supports AS supporting,
       answers AS responsible,
       carried AS tasks,
       1.0 * carried / named AS reach
ORDER BY duty, tasks DESC, city
LIMIT $top
