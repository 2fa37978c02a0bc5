// ---
// title = "Units that came and went"
// title_zh = "新出现与不再出现的单位"
// question = "Which units does only the earlier or only the later side name?"
// question_zh = "哪些单位只在前一份（年度）或只在后一份文件中出现？"
// description = """
// Units are compared by their name within their city: one that was renamed stands once as gone and once as
// new. A short document leaves out many by its length alone; load-changes has intervals. With groups = false
// (the default) phrases for several units are left out.
// """
// tags = ["compare", "unit"]
// chart = "table"
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
// state = { type = "string", description = "new, or gone" }
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks on the side that names it" }
// led = { type = "integer", description = "of these, tasks that it leads" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (d:Document)
WITH d,
     (d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before) AS b,
     (d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after) AS a
WHERE (a OR b) AND ($city = "" OR d.city CONTAINS $city)
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WHERE $groups OR u.kind <> "group"
WITH u,
     max(CASE WHEN b THEN 1 ELSE 0 END) AS old,
     max(CASE WHEN a THEN 1 ELSE 0 END) AS new,
     count(DISTINCT t) AS carried,
     count(DISTINCT CASE WHEN type(r) = "LEADS" THEN t END) AS headed
WHERE old + new = 1
RETURN CASE WHEN new = 1 THEN "new" ELSE "gone" END AS state,
       u.name AS unit,
       u.kind AS kind,
       carried AS tasks,
       headed AS led,
       u.id AS unit_id
ORDER BY state DESC, tasks DESC, unit_id
LIMIT $top
