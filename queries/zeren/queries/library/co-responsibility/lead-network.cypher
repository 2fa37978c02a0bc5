// ---
// title = "Who leads whom"
// title_zh = "牵头与配合网络"
// question = "Which units draw support, which give it, and with whom is it mutual?"
// question_zh = "哪些单位得到配合多，哪些给予配合多，与谁互相配合？"
// description = """
// The directed network from lead to support: an arc joins a unit that leads a task to another that supports
// it. supporters and leads count the units at the other end, support_received and support_given sum the
// tasks of all arcs (a task with three supporters is three). mutual counts the units with which both hold;
// reciprocity divides it by all partners. Figures are of what is stated: a unit named in many long lists
// gives much support whatever it does. With groups = false (the default) phrases for several units are left
// out.
// """
// tags = ["co-responsibility", "unit", "lead"]
// chart = "bar"
// drawn = ["unit", "support_received", "support_given"]
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
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// supporters = { type = "integer", description = "units that support tasks it leads" }
// support_received = { type = "integer", description = "task–supporter pairs of tasks it leads" }
// leads = { type = "integer", description = "units that lead tasks it supports" }
// support_given = { type = "integer", description = "task–lead pairs of tasks it supports" }
// mutual = { type = "integer", description = "units that are both" }
// reciprocity = { type = "float", description = "mutual over all partners" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit)
WHERE a <> b AND ($groups OR (a.kind <> "group" AND b.kind <> "group"))
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH a, b, count(DISTINCT t) AS n
UNWIND [[a, b, n, 0], [b, a, 0, n]] AS x
WITH x[0] AS u, x[1] AS v, sum(x[2]) AS gains, sum(x[3]) AS gives
WITH u, count(v) AS partners, sum(gains) AS inward, sum(gives) AS outward,
     sum(CASE WHEN gains > 0 THEN 1 ELSE 0 END) AS helpers,
     sum(CASE WHEN gives > 0 THEN 1 ELSE 0 END) AS heads,
     sum(CASE WHEN gains > 0 AND gives > 0 THEN 1 ELSE 0 END) AS both
RETURN u.name AS unit,
       u.kind AS kind,
       helpers AS supporters,
       inward AS support_received,
       heads AS leads,
       outward AS support_given,
       both AS mutual,
       1.0 * both / partners AS reciprocity,
       u.id AS unit_id
ORDER BY support_received DESC, support_given DESC, unit_id
LIMIT $top
