MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
WITH a, b, k.tasks AS n ORDER BY n DESC, a.id, b.id LIMIT 1000
WITH a, collect([b, n]) AS ties
WITH a, ties, COUNT { MATCH (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS p
UNWIND ties AS x
WITH x[0] AS b, collect([a, x[1], p]) AS ties
WITH b, ties, COUNT { MATCH (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS q
UNWIND ties AS x
WITH x[0] AS a, b, x[1] AS n, x[2] AS p, q
RETURN a.name AS unit_a, b.name AS unit_b, n AS tasks, 1.0 * n / (p + q - n) AS jaccard,
       1.0 * n / CASE WHEN p < q THEN p ELSE q END AS overlap, a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY tasks DESC, unit_a_id, unit_b_id
