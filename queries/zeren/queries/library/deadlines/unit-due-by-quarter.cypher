// ---
// title = "What is due for each unit in each quarter"
// title_zh = "各单位各季度到期任务"
// question = "How much is due for each unit in each quarter?"
// question_zh = "每个单位每个季度有多少任务到期？"
// description = """
// A row for each unit and quarter in which one of its tasks is due, by the day that follows from its
// deadline or its text; tasks that say no day are left out. led are those that the unit leads. With groups =
// false (the default) phrases for several units are left out.
// """
// tags = ["deadlines", "unit", "deadline"]
// chart = "heatmap"
// drawn = ["unit", "quarter", "tasks"]
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
// default = 10000
// minimum = 1
// maximum = 1000000
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit = { type = "string", description = "name of the unit" }
// quarter = { type = "string", description = "year and quarter: 2025Q4" }
// tasks = { type = "integer", description = "distinct tasks due in it" }
// led = { type = "integer", description = "of these, those that it leads" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WHERE t.due IS NOT NULL AND ($groups OR u.kind <> "group")
  AND ($document = "" AND $year = 0 AND $city = "" OR EXISTS {
      MATCH (t)-[:STATED_IN]->(d:Document)
      WHERE (d.id = $document OR d.number = $document OR toString(d.year) = $document OR d.city = $document OR d.title CONTAINS $document)
        AND ($year = 0 OR d.year = $year) AND ($city = "" OR d.city CONTAINS $city)
    })
WITH u, substring(t.due, 0, 4) + "Q" + CASE WHEN substring(t.due, 5, 2) < "04" THEN "1" WHEN substring(t.due, 5, 2) < "07" THEN "2"
            WHEN substring(t.due, 5, 2) < "10" THEN "3" ELSE "4" END AS time,
     count(DISTINCT t) AS n, count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t END) AS headed
RETURN u.name AS unit,
       time AS quarter,
       n AS tasks,
       headed AS led,
       u.id AS unit_id
ORDER BY quarter, tasks DESC, unit_id
LIMIT $top
