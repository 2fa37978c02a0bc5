// ---
// title = "Ties between units"
// title_zh = "单位协作关系"
// question = "Which ties between units are strong, and which are more than chance?"
// question_zh = "哪些单位之间联系紧密，哪些超出偶然？"
// description = """
// The SHARES_TASKS_WITH edges that zeren clusters --write left; empty before that. weight is the sum of 1/(k
// - 1) over the shared tasks of k units (Newman 2001); p_value is the chance of as many shared tasks or more
// under the null model of the test (method), within each document of the city; q_value corrects it for all
// pairs of the city (Benjamini & Hochberg 1995), and significant_tie is decided by that. A task that a later
// document states again counts once. The analysis leaves phrases for several units out unless it was told
// otherwise.
// """
// tags = ["co-responsibility", "unit", "backbone"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "weight"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
//
// [parameters.significant]
// type = "boolean"
// default = false
// example = true
// description = "only ties that are more than chance"
//
// [parameters.at_least]
// type = "integer"
// default = 1
// minimum = 1
// maximum = 1000000
// example = 2
// description = "only pairs with at least this many shared tasks"
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
// unit_a = { type = "string", description = "one unit" }
// unit_b = { type = "string", description = "the other" }
// tasks = { type = "integer", description = "distinct tasks that name both" }
// jaccard = { type = "float", description = "shared tasks over all tasks of either" }
// weight = { type = "float", description = "strength of the tie" }
// p_value = { type = "float", description = "chance of a tie as strong" }
// q_value = { type = "float", description = "the same, corrected for all pairs of the city" }
// significant_tie = { type = "boolean", description = "more than chance, corrected for all pairs" }
// method = { type = "string", description = "the test: fdsm, sdsm or hypergeometric" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
MATCH (a:Unit)-[s:SHARES_TASKS_WITH]->(b:Unit)
WHERE (NOT $significant OR s.significant) AND s.tasks >= $at_least AND ($city = "" OR a.city CONTAINS $city)
RETURN a.name AS unit_a,
       b.name AS unit_b,
       s.tasks AS tasks,
       s.jaccard AS jaccard,
       s.weight AS weight,
       s.p_value AS p_value,
       s.q_value AS q_value,
       s.significant AS significant_tie,
       s.method AS method,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY weight DESC, unit_a_id, unit_b_id
LIMIT $top
