MATCH (p:Leader)-[:OVERSEES]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.cluster IS NOT NULL
WITH u.cluster AS cluster_number, p, count(DISTINCT t) AS tasks, count(DISTINCT u) AS units
RETURN cluster_number, p.name AS leader, tasks, units, p.id AS leader_id
ORDER BY cluster_number, tasks DESC, leader_id LIMIT 10000
