MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WITH a, b, k ORDER BY k.weight DESC, a.id, b.id LIMIT 1000
RETURN a.name AS unit_a, b.name AS unit_b, k.tasks AS tasks, k.jaccard AS jaccard, k.weight AS weight,
       k.p_value AS p_value, k.significant AS significant_tie, a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY weight DESC, unit_a_id, unit_b_id
