// ---
// title = "Backbone of the network of units"
// title_zh = "单位协作网络的骨架"
// question = "Which ties between units are more than chance, and which of them join two clusters?"
// question_zh = "哪些单位之间的联系显著多于偶然？其中哪些跨越两个协作集群？"
// description = """
// The ties that zeren clusters --write found to be more than chance, and no others; the strongest first.
// Every city is tested for itself, within each document; q_value is corrected for all pairs of the city, so
// that of the ties shown the part that may be chance is the level of the run (.05 unless it was told
// otherwise). method is the test. crossing is true where the two units are in different clusters. Phrases
// for several units are not in it. Empty before zeren clusters --write.
// """
// tags = ["clusters", "co-responsibility", "unit", "backbone"]
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
// [parameters.crossing_only]
// type = "boolean"
// default = false
// example = true
// description = "only ties between two clusters"
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
// cluster_a = { type = "integer", description = "cluster of the one" }
// cluster_b = { type = "integer", description = "cluster of the other" }
// crossing = { type = "boolean", description = "whether these are two" }
// tasks = { type = "integer", description = "tasks that both answer for" }
// weight = { type = "float", description = "strength of the tie" }
// p_value = { type = "float", description = "chance of a tie as strong under the null model" }
// q_value = { type = "float", description = "the same, corrected for all pairs of the city" }
// method = { type = "string", description = "the test: fdsm, sdsm or hypergeometric" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE k.significant AND (NOT $crossing_only OR a.cluster <> b.cluster) AND ($city = "" OR a.city CONTAINS $city)
RETURN a.name AS unit_a,
       b.name AS unit_b,
       a.cluster AS cluster_a,
       b.cluster AS cluster_b,
       a.cluster <> b.cluster AS crossing,
       k.tasks AS tasks,
       k.weight AS weight,
       k.p_value AS p_value,
       k.q_value AS q_value,
       k.method AS method,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY weight DESC, unit_a_id, unit_b_id
LIMIT $top
