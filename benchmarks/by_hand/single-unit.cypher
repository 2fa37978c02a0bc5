MATCH (t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH t, collect(DISTINCT u) AS us, collect(DISTINCT type(r)) AS roles WHERE size(us) = 1
WITH t, us[0] AS u, roles WHERE u.kind <> 'group'
MATCH (t)-[:STATED_IN]->(d:Document)
UNWIND roles AS role
RETURN t.number AS task, u.name AS unit, role, t.open_list AS open_list, t.text AS text, d.title AS document,
       u.id AS unit_id, t.id AS task_id
ORDER BY d.id, t.order, role, unit_id, task_id LIMIT 10000
