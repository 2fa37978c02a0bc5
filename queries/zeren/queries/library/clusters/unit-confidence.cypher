// ---
// title = "Units that belong nowhere for sure"
// title_zh = "归属不确定的单位"
// question = "Which units would another draw of tasks put into another cluster?"
// question_zh = "哪些单位换一批任务就会归到别的集群？"
// description = """
// Units by the part of their cluster that stays with them when tasks are drawn again, the least sure first,
// as zeren clusters --write left it; empty before that. A unit below a half is with its cluster less often
// than not. Units that share no task with another have no confidence and no row.
// """
// tags = ["clusters", "unit", "stability"]
// chart = "bar"
// drawn = ["unit", "confidence"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
//
// [parameters.at_most]
// type = "float"
// default = 1.0
// minimum = 0
// maximum = 1
// example = 0.5
// description = "only units with no more confidence than this"
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
// unit = { type = "string", description = "name of the unit" }
// kind = { type = "string", description = "what sort of body" }
// confidence = { type = "float", description = "part of its cluster that stays with it" }
// cluster_number = { type = "integer", description = "its cluster" }
// cluster_name = { type = "string", description = "its over-represented sections, else its most loaded units" }
// stability = { type = "float", description = "of its cluster" }
// verdict = { type = "string", description = "of its cluster: stable, doubtful or not stable" }
// unit_id = { type = "string", description = "id of the unit" }
// ---
MATCH (u:Unit)
WHERE u.cluster_confidence <= $at_most AND ($city = "" OR u.city CONTAINS $city)
RETURN u.name AS unit,
       u.kind AS kind,
       u.cluster_confidence AS confidence,
       u.cluster AS cluster_number,
       u.cluster_name AS cluster_name,
       u.cluster_stability AS stability,
       u.cluster_verdict AS verdict,
       u.id AS unit_id
ORDER BY confidence, unit_id
LIMIT $top
