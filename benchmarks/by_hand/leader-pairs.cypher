MATCH (h:Leader) WITH h ORDER BY h.id
WITH collect(h) AS heads
UNWIND range(0, size(heads) - 1) AS i
WITH i, heads[i] AS h
MATCH (h)-[:OVERSEES]->(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.kind <> 'group'
WITH DISTINCT i, u ORDER BY i
WITH u, collect(i) AS l
UNWIND range(0, size(l) - 1) AS x
UNWIND range(x, size(l) - 1) AS y
WITH l[x] AS i, l[y] AS j, count(*) AS n ORDER BY i, j
WITH collect([i, j, n]) AS all
MATCH (h:Leader) WITH all, h ORDER BY h.id
WITH all, collect(h) AS heads
WITH all, heads, [i IN range(0, size(heads) - 1) | head([x IN all WHERE x[0] = i AND x[1] = i | x[2]])] AS sizes
UNWIND all AS x
WITH x, heads[x[0]] AS p, heads[x[1]] AS q, sizes[x[0]] AS a, sizes[x[1]] AS b WHERE x[0] < x[1]
WITH p, q, a, b, x[2] AS n ORDER BY n DESC, p.id, q.id LIMIT 1000
RETURN p.name AS leader_a, q.name AS leader_b, n AS units, 1.0 * n / (a + b - n) AS jaccard,
       COUNT { MATCH (p)-[:OVERSEES]->(t:Task)<-[:OVERSEES]-(q) RETURN DISTINCT t } AS tasks, p.id AS leader_a_id, q.id AS leader_b_id
ORDER BY units DESC, leader_a_id, leader_b_id
