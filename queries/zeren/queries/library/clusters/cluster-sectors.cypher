// ---
// title = "Sectors of each cluster"
// title_zh = "协作集群涉及的领域"
// question = "In which sectors does each cluster work?"
// question_zh = "每个协作集群主要在哪些领域承担任务？"
// description = """
// A row for each cluster and section. tasks are distinct tasks of the section that name at least one unit
// of the cluster, units how many of its units they name, assignments the distinct unit–task pairs. A task
// for units of two clusters counts for both. Empty before zeren clusters --write.
// """
// tags = ["clusters", "sector"]
// chart = "heatmap"
// drawn = ["sector", "cluster_number", "assignments"]
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
// sector = { type = "string", description = "title of the section" }
// tasks = { type = "integer", description = "distinct tasks that name a unit of the cluster" }
// units = { type = "integer", description = "units of the cluster that they name" }
// assignments = { type = "integer", description = "distinct unit–task pairs" }
// document = { type = "string", description = "title of its document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE u.cluster IS NOT NULL AND ($cluster = 0 OR u.cluster = $cluster)
WITH DISTINCT u, t, c, d
WITH u.cluster AS g, c, d, count(DISTINCT t) AS carried, count(DISTINCT u) AS bodies, count(*) AS pairs
RETURN g AS cluster_number,
       c.title AS sector,
       carried AS tasks,
       bodies AS units,
       pairs AS assignments,
       d.title AS document,
       c.id AS sector_id
ORDER BY cluster_number, tasks DESC, sector_id
LIMIT $top
