// ---
// title = "Ties of one unit"
// title_zh = "某单位的协作关系"
// question = "With whom does this unit work, and with whom more than chance?"
// question_zh = "某单位与哪些单位协作，哪些超出偶然？"
// description = """
// All units that share a task with the given one, the strongest tie first, as zeren clusters --write left
// them; empty before that. weight, q_value and significant_tie as in shared-tasks. same_cluster says whether
// the run put both into one cluster; cluster-verdicts says what that is worth. tie-words has the tasks
// behind a tie.
// """
// tags = ["co-responsibility", "unit", "backbone"]
// chart = "network"
// drawn = ["unit", "partner", "weight"]
// since = "0.1.0"
//
// [parameters.unit]
// type = "string"
// example = "市财政局"
// description = "its name, another printed form of it, or its id"
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
// unit = { type = "string", description = "the unit asked for" }
// partner = { type = "string", description = "who shares tasks with it" }
// partner_kind = { type = "string", description = "what sort of body" }
// tasks = { type = "integer", description = "distinct tasks that name both" }
// jaccard = { type = "float", description = "shared tasks over all tasks of either" }
// weight = { type = "float", description = "strength of the tie" }
// q_value = { type = "float", description = "chance of a tie as strong, corrected for all pairs of the city" }
// significant_tie = { type = "boolean", description = "more than chance" }
// same_cluster = { type = "boolean", description = "whether both are in one cluster" }
// unit_id = { type = "string", description = "id of the unit" }
// partner_id = { type = "string", description = "id of the other" }
// ---
MATCH (u:Unit)-[k:SHARES_TASKS_WITH]-(v:Unit)
WHERE (u.name = $unit OR u.id = $unit OR $unit IN coalesce(u.aliases, []))
RETURN u.name AS unit,
       v.name AS partner,
       v.kind AS partner_kind,
       k.tasks AS tasks,
       k.jaccard AS jaccard,
       k.weight AS weight,
       k.q_value AS q_value,
       k.significant AS significant_tie,
       u.cluster = v.cluster AS same_cluster,
       u.id AS unit_id,
       v.id AS partner_id
ORDER BY weight DESC, unit_id, partner_id
LIMIT $top
