// ---
// title = "Who a phrase covers"
// title_zh = "泛指所包含的单位"
// question = "Which units does a phrase such as 各县（市、区）政府 cover?"
// question_zh = "“各县（市、区）政府”之类的泛指包括哪些单位？"
// description = """
// A row for each phrase and member. certain is true for phrases that take all (各…) and false for those that
// leave open which (相关…, 有关…). tasks are those of the phrase, own_tasks those that name the member itself:
// a phrase is never counted for its members. Only members that some document names are known.
// """
// tags = ["places", "unit", "group"]
// chart = "table"
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
// phrase = { type = "string", description = "the phrase as it is known" }
// member = { type = "string", description = "a unit that it covers" }
// certain = { type = "boolean", description = "false where it is left open which units are meant" }
// tasks = { type = "integer", description = "distinct tasks given to the phrase" }
// own_tasks = { type = "integer", description = "distinct tasks that name the member itself" }
// phrase_id = { type = "string", description = "id of the phrase" }
// member_id = { type = "string", description = "id of the member" }
// ---
MATCH (u:Unit)-[m:MEMBER_OF]->(p:Unit)
WITH p, collect([u, m.certain]) AS covered
WITH p, covered, COUNT {
       MATCH (p)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
       WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (t)-[:STATED_IN]->(d:Document)
         WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
           AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
       }
       RETURN DISTINCT t
     } AS n
WHERE n > 0
// Each phrase and each member is counted once, in however many pairs it stands.
UNWIND covered AS x
WITH x[0] AS u, collect([p, x[1], n]) AS phrases
WITH u, phrases, COUNT {
       MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(s:Task)
       WHERE $document = "" AND $year = 0 AND $city = "" OR EXISTS {
         MATCH (s)-[:STATED_IN]->(e:Document)
         WHERE (e.id = $document OR e.number = $document OR toString(e.year) = $document OR e.city = $document OR e.title CONTAINS $document)
           AND ($year = 0 OR e.year = $year) AND ($city = "" OR e.city CONTAINS $city)
       }
       RETURN DISTINCT s
     } AS own
UNWIND phrases AS y
WITH u, own, y[0] AS p, y[1] AS sure, y[2] AS n
RETURN p.name AS phrase,
       u.name AS member,
       sure AS certain,
       n AS tasks,
       own AS own_tasks,
       p.id AS phrase_id,
       u.id AS member_id
ORDER BY tasks DESC, phrase_id, member_id
LIMIT $top
