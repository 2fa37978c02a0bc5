MATCH (u:Unit) WHERE u.id = $unit OR u.name = $unit OR $unit IN u.aliases
MATCH (u)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
WITH DISTINCT u, t, d, type(r) AS role
OPTIONAL MATCH (t)<-[s:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit) WHERE o <> u
WITH DISTINCT u, t, d, role, o, type(s) AS co_role
ORDER BY d.id, t.order, role, co_role, o.id, u.id, t.id LIMIT 10000
RETURN t.number AS task, role, o.name AS co_unit, co_role, o.kind AS co_kind, t.text AS text, u.name AS unit,
       o.id AS co_unit_id, u.id AS unit_id, t.id AS task_id
ORDER BY d.id, t.order, role, co_role, co_unit_id, unit_id, task_id
