// ---
// title = "Members of each cluster"
// title_zh = "协作集群成员"
// question = "Which units belong to each cluster, and how are they tied?"
// question_zh = "每个协作集群有哪些单位，内外联系如何？"
// description = """
// Units by the cluster number that zeren clusters --write gave them, over the whole graph; empty before
// that. Cluster 1 is the largest. tasks are distinct tasks in any role. inside and outside count the units
// that share a task with this one, in its own cluster and in others. Units without a cluster (phrases for
// several, unless the analysis took them in) are not here.
// """
// tags = ["clusters", "unit"]
// chart = "bar"
// drawn = ["unit", "inside", "outside"]
// since = "0.1.0"
//
// [parameters.cluster]
// type = "integer"
// default = 0
// minimum = 0
// maximum = 1000000
// example = 1
// description = "only this cluster; 0 takes all"
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
// cluster_number = { type = "integer", description = "number of the cluster, 1 the largest" }
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks in any role" }
// inside = { type = "integer", description = "units of its cluster that share a task with it" }
// outside = { type = "integer", description = "units of other clusters that share a task with it" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE u.cluster IS NOT NULL AND ($cluster = 0 OR u.cluster = $cluster)
WITH u, COUNT { MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS carried
OPTIONAL MATCH (u)-[:SHARES_TASKS_WITH]-(v:Unit)
WITH u, carried, v.cluster AS g, count(v) AS n
WITH u, carried,
     sum(CASE WHEN g = u.cluster THEN n ELSE 0 END) AS near,
     sum(CASE WHEN g <> u.cluster THEN n ELSE 0 END) AS far
RETURN u.cluster AS cluster_number,
       u.name AS unit,
       u.kind AS kind,
       carried AS tasks,
       near AS inside,
       far AS outside,
       u.id AS unit_id
ORDER BY cluster_number, tasks DESC, unit_id
LIMIT $top
