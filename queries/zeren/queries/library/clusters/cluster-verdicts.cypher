// ---
// title = "What each cluster is worth"
// title_zh = "协作集群的可靠程度"
// question = "Which clusters stand, and which would another draw of tasks undo?"
// question_zh = "哪些协作集群站得住，哪些换一批任务就不成立？"
// description = """
// A row for each cluster of two units or more, as zeren clusters --write left them; empty before that.
// stability is the mean Jaccard similarity to the nearest cluster when tasks are drawn again (Hennig 2007):
// stable from .75, doubtful from .6, else not stable, a step less where one group is supported. confidence
// is the part of the cluster that stays with a unit, here its mean and its least. groups_supported is for
// the whole city: 1 says that no partition describes the assignments shorter than none (Peixoto 2017), and
// then no cluster should be named in a report.
// """
// tags = ["clusters", "stability"]
// chart = "bar"
// drawn = ["name", "stability"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
//
// [parameters.at_least]
// type = "integer"
// default = 2
// minimum = 1
// maximum = 1000000
// example = 3
// description = "only clusters of at least this many units"
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
// cluster_number = { type = "integer", description = "number of the cluster, 1 the largest" }
// name = { type = "string", description = "its over-represented sections, else its most loaded units" }
// units = { type = "integer", description = "units in it" }
// stability = { type = "float", description = "from 0 to 1; empty where nothing was resampled" }
// verdict = { type = "string", description = "stable, doubtful or not stable" }
// mean_confidence = { type = "float", description = "mean over its units, rounded to six digits" }
// least_confidence = { type = "float", description = "of the unit that stays least" }
// groups_supported = { type = "integer", description = "groups that the assignments of the city support; 1: none" }
// city = { type = "string", description = "the place of its units; empty where not known" }
// ---
MATCH (u:Unit)
WHERE u.cluster IS NOT NULL AND ($city = "" OR u.city CONTAINS $city)
WITH u.cluster AS g, count(u) AS n, min(u.cluster_name) AS called, min(u.city) AS place, min(u.cluster_verdict) AS said,
     max(u.cluster_stability) AS kept, max(u.groups_supported) AS backed,
     avg(u.cluster_confidence) AS middle, min(u.cluster_confidence) AS least
WHERE n >= $at_least
RETURN g AS cluster_number,
       called AS name,
       n AS units,
       kept AS stability,
       said AS verdict,
       CASE WHEN middle IS NOT NULL THEN round(middle, 6) END AS mean_confidence,
       least AS least_confidence,
       backed AS groups_supported,
       place AS city
ORDER BY cluster_number
LIMIT $top
