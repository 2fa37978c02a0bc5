// ---
// title = "Ties within a sector and across"
// title_zh = "协作关系涉及的领域"
// question = "Which ties live in one sector, and which cut across sectors?"
// question_zh = "哪些协作关系限于一个领域，哪些跨领域？"
// description = """
// A row for each tie that is more than chance (with significant = false for each tie). sections counts the
// titles of sections in which the shared tasks stand, main_share is the part of these tasks in the most
// frequent one (main_section, empty for tasks in no section). A tie of one section is what the outline of
// the document makes; one across sections is work that the outline does not show. Ties are those that zeren
// clusters --write left; empty before that. A task that a later document states again counts for each
// statement.
// """
// tags = ["co-responsibility", "unit", "sector", "partitions"]
// chart = "network"
// drawn = ["unit_a", "unit_b", "sections"]
// since = "0.1.0"
//
// [parameters.city]
// type = "string"
// default = ""
// example = "云州"
// description = "only units of this city; empty takes all"
//
// [parameters.significant]
// type = "boolean"
// default = true
// example = false
// description = "only ties that are more than chance"
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
// unit_a = { type = "string", description = "one unit" }
// unit_b = { type = "string", description = "the other" }
// statements = { type = "integer", description = "distinct tasks that name both, those stated again among them" }
// sections = { type = "integer", description = "titles of sections in which they stand" }
// main_section = { type = "string", description = "the most frequent title; empty for tasks in no section" }
// main_share = { type = "float", description = "part of the tasks in it" }
// weight = { type = "float", description = "strength of the tie" }
// q_value = { type = "float", description = "chance of a tie as strong, corrected for all pairs of the city" }
// unit_a_id = { type = "string", description = "id of the one, the smaller of the two" }
// unit_b_id = { type = "string", description = "id of the other" }
// ---
MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WHERE (k.significant OR NOT $significant) AND ($city = "" OR a.city CONTAINS $city)
MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(b)
WITH DISTINCT a, b, k, t
OPTIONAL MATCH (t)-[:IN_SECTOR]->(c:Sector)
WITH a, b, k, coalesce(c.title, "") AS section, count(DISTINCT t) AS n
ORDER BY n DESC, section
LIMIT 1000000000
WITH a, b, k, collect([section, n]) AS parts, sum(n) AS total
WITH a, b, k, parts, total, parts[0] AS x
RETURN a.name AS unit_a,
       b.name AS unit_b,
       total AS statements,
       size(parts) AS sections,
       x[0] AS main_section,
       1.0 * x[1] / total AS main_share,
       k.weight AS weight,
       k.q_value AS q_value,
       a.id AS unit_a_id,
       b.id AS unit_b_id
ORDER BY weight DESC, unit_a_id, unit_b_id
LIMIT $top
