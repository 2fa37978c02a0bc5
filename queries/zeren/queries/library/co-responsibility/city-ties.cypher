// ---
// title = "Ties of each city"
// title_zh = "各市单位协作关系概况"
// question = "How many ties has each city, and how many are more than chance?"
// question_zh = "各市单位之间有多少联系，其中多少超出偶然？"
// description = """
// A row for each city and test: the pairs of units that share a task, and those of them that are more than
// chance, as zeren clusters --write left them; empty before that. share is significant over pairs: a city
// whose units all stand in long lists has many pairs and few ties. Cities are tested each for itself.
// """
// tags = ["co-responsibility", "city", "backbone"]
// chart = "bar"
// drawn = ["city", "significant_ties"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
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
// city = { type = "string", description = "the place of the units; empty where not known" }
// method = { type = "string", description = "the test: fdsm, sdsm or hypergeometric" }
// units = { type = "integer", description = "units that share a task with another" }
// pairs = { type = "integer", description = "pairs of units that share a task" }
// significant_ties = { type = "integer", description = "of these, more than chance" }
// share = { type = "float", description = "significant ties over pairs" }
// ---
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE $city = "" OR a.city CONTAINS $city
UNWIND [a, b] AS u
WITH coalesce(a.city, "") AS place, k.method AS test, count(DISTINCT u) AS bodies, count(DISTINCT k) AS n,
     count(DISTINCT CASE WHEN k.significant THEN k END) AS strong
RETURN place AS city,
       test AS method,
       bodies AS units,
       n AS pairs,
       strong AS significant_ties,
       1.0 * strong / n AS share
ORDER BY city, method
LIMIT $top
