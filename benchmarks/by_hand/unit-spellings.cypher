MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH u, r.source AS source, count(r) AS mentions, count(DISTINCT t) AS tasks, sum(CASE WHEN r.inherited THEN 1 ELSE 0 END) AS inherited
ORDER BY u.id, mentions DESC, source LIMIT 10000
RETURN u.name AS unit_name, source, mentions, tasks, inherited, u.id AS unit_id
ORDER BY unit_id, mentions DESC, source
