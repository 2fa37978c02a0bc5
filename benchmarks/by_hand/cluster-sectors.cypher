MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE u.cluster IS NOT NULL
WITH DISTINCT u, t
MATCH (t)-[:IN_SECTOR]->(c:Sector)
WITH u.cluster AS cluster_number, c, count(DISTINCT t) AS tasks, count(DISTINCT u) AS units, count(*) AS assignments
MATCH (c)-[:PART_OF]->(d:Document)
RETURN cluster_number, c.title AS sector, tasks, units, assignments, d.title AS document, c.id AS sector_id
ORDER BY cluster_number, tasks DESC, sector_id LIMIT 10000
