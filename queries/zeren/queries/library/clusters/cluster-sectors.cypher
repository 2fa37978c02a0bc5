// ---
// title = "Sectors of each cluster"
// title_zh = "协作集群涉及的领域"
// question = "In which sectors does each cluster work more than its size explains?"
// question_zh = "每个协作集群主要在哪些领域承担任务，超出按规模应有的多少？"
// description = """
// A row for each cluster and section. tasks are distinct tasks of the section that name at least one unit of
// the cluster, units how many of its units they name, assignments the distinct unit–task pairs; a task for
// units of two clusters counts for both. A large cluster has much in every large section: expected is what
// the cluster would have there if its pairs in the document fell on sections as all pairs of clustered units
// do, times_expected is assignments over that. verdict says whether the cluster itself stands. Empty before
// zeren clusters --write.
// """
// tags = ["clusters", "sector"]
// chart = "heatmap"
// drawn = ["sector", "cluster_number", "times_expected"]
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
// sector = { type = "string", description = "title of the section" }
// tasks = { type = "integer", description = "distinct tasks that name a unit of the cluster" }
// units = { type = "integer", description = "units of the cluster that they name" }
// assignments = { type = "integer", description = "distinct unit–task pairs" }
// expected = { type = "float", description = "pairs of the cluster in the document times those of the section, over all" }
// times_expected = { type = "float", description = "assignments over expected" }
// verdict = { type = "string", description = "of the cluster: stable, doubtful or not stable" }
// document = { type = "string", description = "title of its document" }
// sector_id = { type = "string", description = "id of the sector" }
// ---
MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)-[:PART_OF]->(d:Document)
WHERE u.cluster IS NOT NULL AND ($city = "" OR u.city CONTAINS $city)
WITH DISTINCT u, t, c, d
WITH u.cluster AS g, c, d, count(DISTINCT t) AS carried, count(DISTINCT u) AS bodies, count(*) AS pairs,
     min(u.cluster_verdict) AS said
// The document's pairs, then the cluster's in it, then the section's: what would be expected of each cell.
WITH d, collect([g, c, carried, bodies, pairs, said]) AS cells, sum(pairs) AS whole
UNWIND cells AS x
WITH d, whole, x[0] AS g, collect(x) AS cells, sum(x[4]) AS own
UNWIND cells AS y
WITH d, whole, y[1] AS c, collect([y, own]) AS cells, sum(y[4]) AS held
UNWIND cells AS z
WITH d, c, z[0] AS w, 1.0 * z[1] * held / whole AS usual
WITH d, c, w[0] AS g, w[2] AS carried, w[3] AS bodies, w[4] AS pairs, w[5] AS said, usual
WHERE $cluster = 0 OR g = $cluster
RETURN g AS cluster_number,
       c.title AS sector,
       carried AS tasks,
       bodies AS units,
       pairs AS assignments,
       usual AS expected,
       pairs / usual AS times_expected,
       said AS verdict,
       d.title AS document,
       c.id AS sector_id
ORDER BY cluster_number, tasks DESC, sector_id
LIMIT $top
