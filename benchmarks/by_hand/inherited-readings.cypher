MATCH (d:Document)<-[:STATED_IN]-(t:Task)<-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]-(x)
WHERE r.inherited
WITH d, t, r, x ORDER BY d.id, t.order, type(r), r.start, r.rule, r.source, x.id, t.id LIMIT 10000
RETURN x.name AS name, r.source AS source, type(r) AS role, t.number AS task, r.rule AS rule, r.statement AS statement,
       r.line AS line, r.place AS place, r.start AS begins, x.id AS name_id, t.id AS task_id
ORDER BY d.id, t.order, role, begins, rule, source, name_id, task_id
