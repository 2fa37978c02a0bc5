MATCH (p:Leader)-[:OVERSEES]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH p, u, count(DISTINCT t) AS v
WITH p, u, v WHERE u.kind <> 'group'
WITH p, v ORDER BY v
WITH p, collect(v) AS loads, count(*) AS n, sum(v) AS total, sum(v * v) AS squares, max(v) AS most
UNWIND range(0, n - 1) AS i
WITH p, n, total, squares, most, i, loads[i] AS v
WITH p, n, total, squares, most, sum((2 * i + 1 - n) * v) AS apart
RETURN p.name AS leader, n AS units, total AS assignments, 1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi, 1.0 * apart / (n * total) AS gini,
       1.0 * total * total / squares AS effective_units, p.id AS leader_id
ORDER BY hhi DESC, leader_id LIMIT 1000
