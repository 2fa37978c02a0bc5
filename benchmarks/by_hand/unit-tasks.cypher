MATCH (u:Unit) WHERE u.id = $unit OR u.name = $unit OR $unit IN u.aliases
MATCH (u)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH DISTINCT u, t, type(r) AS role
MATCH (t)-[:STATED_IN]->(d:Document)
WITH u, t, d, role ORDER BY d.id, t.order, role, u.id, t.id LIMIT 10000
RETURN t.number AS task, role, t.text AS text, t.deadline AS deadline,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit) RETURN DISTINCT o } AS units, u.name AS unit, d.title AS document,
       u.id AS unit_id, t.id AS task_id
ORDER BY d.id, t.order, role, unit_id, task_id
