MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE u.kind <> 'group'
WITH u, count(DISTINCT t) AS v ORDER BY v DESC, u.id
WITH collect([u, v]) AS all, sum(v) AS total, count(*) AS n
UNWIND range(0, CASE WHEN n > 10 THEN 10 ELSE n - 1 END) AS i
WITH i, n, total, all[i] AS x, reduce(s = 0, y IN all[..CASE WHEN i < 10 THEN i + 1 ELSE 10 END] | s + y[1]) AS upto
WITH i, n, total, upto, CASE WHEN i < 10 THEN x[0] END AS u, CASE WHEN i < 10 THEN x[1] ELSE total - upto END AS v
RETURN i + 1 AS rank, u.name AS unit, u.kind AS kind, CASE WHEN i < 10 THEN 1 ELSE n - 10 END AS units, v AS tasks,
       1.0 * v / total AS share, CASE WHEN i < 10 THEN 1.0 * upto / total ELSE 1.0 END AS cumulative, u.id AS unit_id
ORDER BY rank LIMIT 1000
