MATCH (a:Unit)-[k:SHARES_TASKS_WITH {significant: true}]->(b:Unit)
WITH a, b, k ORDER BY k.weight DESC, a.id, b.id LIMIT 1000
RETURN a.name AS unit_a, b.name AS unit_b, a.cluster AS cluster_a, b.cluster AS cluster_b,
       a.cluster <> b.cluster AS crossing, k.tasks AS tasks, k.weight AS weight, k.p_value AS p_value,
       a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY weight DESC, unit_a_id, unit_b_id
