MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit)
WHERE a <> b AND a.kind <> 'group' AND b.kind <> 'group'
WITH a, b, count(DISTINCT t) AS n
WITH CASE WHEN a.id < b.id THEN [a, b] ELSE [b, a] END AS pair, a, n
WITH pair[0] AS a, pair[1] AS b, sum(CASE WHEN a = pair[0] THEN n ELSE 0 END) AS x, sum(CASE WHEN a = pair[1] THEN n ELSE 0 END) AS y
WHERE x > 0 AND y > 0
WITH a, b, x, y, CASE WHEN x < y THEN x ELSE y END AS fewer ORDER BY fewer DESC, a.id, b.id LIMIT 1000
RETURN a.name AS unit_a, b.name AS unit_b, x AS a_leads, y AS b_leads, fewer, a.id AS unit_a_id, b.id AS unit_b_id
ORDER BY fewer DESC, unit_a_id, unit_b_id
