// ---
// title = "Leaders of each cluster"
// title_zh = "协作集群对应的领导"
// question = "Which leaders oversee the work of each cluster?"
// question_zh = "每个协作集群的任务由哪些领导负责？"
// description = """
// A row for each cluster and leader. tasks are distinct tasks that the leader oversees and that name at
// least one unit of the cluster, units how many of its units they name. verdict says whether the cluster
// itself stands: cluster-verdicts has the figures. Empty before zeren clusters --write.
// """
// tags = ["clusters", "leader"]
// chart = "heatmap"
// drawn = ["leader", "cluster_number", "tasks"]
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
// leader = { type = "string", description = "name of the leader" }
// tasks = { type = "integer", description = "distinct tasks of the leader that name a unit of the cluster" }
// units = { type = "integer", description = "units of the cluster that they name" }
// verdict = { type = "string", description = "of the cluster: stable, doubtful or not stable" }
// leader_id = { type = "string", description = "id of the leader" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:OVERSEES]-(p:Leader)
WHERE u.cluster IS NOT NULL AND ($cluster = 0 OR u.cluster = $cluster) AND ($city = "" OR u.city CONTAINS $city)
WITH u.cluster AS g, p, count(DISTINCT t) AS carried, count(DISTINCT u) AS bodies, min(u.cluster_verdict) AS said
RETURN g AS cluster_number,
       p.name AS leader,
       carried AS tasks,
       bodies AS units,
       said AS verdict,
       p.id AS leader_id
ORDER BY cluster_number, tasks DESC, leader_id
LIMIT $top
