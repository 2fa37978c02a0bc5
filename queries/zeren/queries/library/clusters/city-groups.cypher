// ---
// title = "Groups that each city supports"
// title_zh = "各市能确认的协作集群"
// question = "In which cities can groups of units be told from chance at all?"
// question_zh = "哪些市的单位集群能与偶然区分开？"
// description = """
// A row for each city with clusters, as zeren clusters --write left them; empty before that. clusters are
// those of two units or more, by verdict; alone are units that no task ties to another. groups_supported is
// the number of groups in the shortest description of the assignments (Peixoto 2017): 1 is an answer, that
// none can be told from chance.
// """
// tags = ["clusters", "city", "stability"]
// chart = "bar"
// drawn = ["city", "stable", "doubtful", "not_stable"]
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
// units = { type = "integer", description = "units with a cluster" }
// clusters = { type = "integer", description = "clusters of two units or more" }
// alone = { type = "integer", description = "units that are a cluster of their own" }
// stable = { type = "integer", description = "clusters with that verdict" }
// doubtful = { type = "integer", description = "clusters with that verdict" }
// not_stable = { type = "integer", description = "clusters with that verdict" }
// groups_supported = { type = "integer", description = "1: none can be told from chance; empty where nothing was resampled" }
// ---
MATCH (u:Unit)
WHERE u.cluster IS NOT NULL AND ($city = "" OR u.city CONTAINS $city)
WITH coalesce(u.city, "") AS place, u.cluster AS g, count(u) AS n, min(u.cluster_verdict) AS said,
     max(u.groups_supported) AS backed
WITH place, sum(n) AS bodies, max(backed) AS backed,
     sum(CASE WHEN n > 1 THEN 1 ELSE 0 END) AS several,
     sum(CASE WHEN n = 1 THEN 1 ELSE 0 END) AS single,
     sum(CASE WHEN n > 1 AND said = "stable" THEN 1 ELSE 0 END) AS firm,
     sum(CASE WHEN n > 1 AND said = "doubtful" THEN 1 ELSE 0 END) AS weak,
     sum(CASE WHEN n > 1 AND said = "not stable" THEN 1 ELSE 0 END) AS loose
RETURN place AS city,
       bodies AS units,
       several AS clusters,
       single AS alone,
       firm AS stable,
       weak AS doubtful,
       loose AS not_stable,
       backed AS groups_supported
ORDER BY city
LIMIT $top
