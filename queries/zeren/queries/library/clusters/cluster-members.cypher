// ---
// title = "Members of each cluster"
// title_zh = "协作集群成员"
// question = "Which units belong to each cluster, and how sure is that?"
// question_zh = "每个协作集群有哪些单位，内外联系如何，归属有多可靠？"
// description = """
// Units by the cluster number that zeren clusters --write gave them; empty before that. Cluster 1 is the
// largest. tasks are distinct tasks in any role; inside and outside count the units that share a task with
// this one, in its own cluster and in others. confidence is the part of the cluster that stays with the unit
// when tasks are drawn again, stability how alike the cluster then stays (Hennig 2007; stable from .75,
// doubtful from .6). Where groups_supported is 1 no group of the city can be told from chance, whatever the
// numbers: read the clusters as a way to sort names. Units without a cluster (phrases for several, unless
// the analysis took them in) are not here.
// """
// tags = ["clusters", "unit"]
// chart = "bar"
// drawn = ["unit", "inside", "outside"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
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
// confidence = { type = "float", description = "part of its cluster that stays with it; empty where nothing was resampled" }
// stability = { type = "float", description = "of its cluster, from 0 to 1; empty where nothing was resampled" }
// verdict = { type = "string", description = "stable, doubtful or not stable" }
// groups_supported = { type = "integer", description = "groups that the assignments of its city support; 1: none" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE u.cluster IS NOT NULL AND ($cluster = 0 OR u.cluster = $cluster) AND ($city = "" OR u.city CONTAINS $city)
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
       u.cluster_confidence AS confidence,
       u.cluster_stability AS stability,
       u.cluster_verdict AS verdict,
       u.groups_supported AS groups_supported,
       u.id AS unit_id
ORDER BY cluster_number, tasks DESC, unit_id
LIMIT $top
