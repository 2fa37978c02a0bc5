MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:IN_SECTOR]->(c:Sector)
OPTIONAL MATCH (t)<-[:OVERSEES]-(p:Leader)
WITH u, count(DISTINCT c) AS sectors, count(DISTINCT t) AS tasks, count(DISTINCT p) AS leaders
WITH u, sectors, tasks, leaders WHERE sectors > 1 AND u.kind <> 'group'
RETURN u.name AS unit, u.kind AS kind, sectors, leaders, tasks, u.id AS unit_id
ORDER BY sectors DESC, tasks DESC, unit_id LIMIT 1000
