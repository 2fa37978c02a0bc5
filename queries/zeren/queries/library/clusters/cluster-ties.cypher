// ---
// title = "Ties within and between clusters"
// title_zh = "协作集群之间的联系"
// question = "How strongly is each cluster tied inside, and to which others?"
// question_zh = "各协作集群内部联系有多紧密，与哪些集群联系多？"
// description = """
// A row for each pair of clusters that a tie joins; the same number twice is a cluster with itself. ties
// are pairs of units that share a task, significant_ties those that are more than chance, weight the sum
// of their weights (rounded to six digits). Empty before zeren clusters --write.
// """
// tags = ["clusters"]
// chart = "heatmap"
// drawn = ["cluster_a", "cluster_b", "weight"]
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
// cluster_a = { type = "integer", description = "the smaller number" }
// cluster_b = { type = "integer", description = "the larger number, or the same" }
// ties = { type = "integer", description = "pairs of units that share a task" }
// significant_ties = { type = "integer", description = "of these, more than chance" }
// weight = { type = "float", description = "sum of their weights" }
// ---
MATCH (a:Unit)-[s:SHARES_TASKS_WITH]->(b:Unit)
WHERE $city = "" OR a.city CONTAINS $city
WITH a.cluster AS x, b.cluster AS y, count(s) AS n, sum(CASE WHEN s.significant THEN 1 ELSE 0 END) AS strong,
     sum(s.weight) AS heavy
WHERE x IS NOT NULL AND y IS NOT NULL
WITH CASE WHEN x < y THEN x ELSE y END AS g,
     CASE WHEN x < y THEN y ELSE x END AS h,
     sum(n) AS n, sum(strong) AS strong, sum(heavy) AS total
RETURN g AS cluster_a,
       h AS cluster_b,
       n AS ties,
       strong AS significant_ties,
       round(total, 6) AS weight
ORDER BY cluster_a, cluster_b
LIMIT $top
