MATCH (a:Unit)-[s:SHARES_TASKS_WITH]->(b:Unit)
WITH a.cluster AS x, b.cluster AS y, count(s) AS n, sum(CASE WHEN s.significant THEN 1 ELSE 0 END) AS strong,
     sum(s.weight) AS weight
WHERE x IS NOT NULL AND y IS NOT NULL
WITH CASE WHEN x < y THEN x ELSE y END AS cluster_a, CASE WHEN x < y THEN y ELSE x END AS cluster_b,
     sum(n) AS ties, sum(strong) AS significant_ties, sum(weight) AS weight
RETURN cluster_a, cluster_b, ties, significant_ties, round(weight, 6) AS weight
ORDER BY cluster_a, cluster_b LIMIT 1000
