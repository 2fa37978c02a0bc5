MATCH (s:Sector)<-[:IN_SECTOR]-(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH s, u, count(DISTINCT t) AS v
WITH s, u, v WHERE u.kind <> 'group'
WITH s, v ORDER BY v
WITH s, collect(v) AS loads, count(*) AS n, sum(v) AS total, sum(v * v) AS squares, max(v) AS most
UNWIND range(0, n - 1) AS i
WITH s, n, total, squares, most, i, loads[i] AS v
WITH s, n, total, squares, most, sum((2 * i + 1 - n) * v) AS apart
MATCH (s)-[:PART_OF]->(d:Document)
RETURN s.title AS sector, n AS units, total AS assignments, 1.0 * most / total AS largest_share,
       1.0 * squares / (total * total) AS hhi, 1.0 * apart / (n * total) AS gini,
       1.0 * total * total / squares AS effective_units, d.title AS document, s.id AS sector_id
ORDER BY hhi DESC, sector_id LIMIT 1000
