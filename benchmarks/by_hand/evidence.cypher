MATCH (d:Document)<-[:STATED_IN]-(t:Task)<-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]-(x)
WITH d, t, r, x ORDER BY d.id, t.order, type(r), r.start, r.end, r.rule, r.source, x.id, t.id LIMIT 10000
RETURN x.name AS name_read, type(r) AS role, t.number AS task_number, r.source AS source, r.statement AS statement,
       r.line AS line, r.place AS place, r.start AS begins, r.end AS ends, r.rule AS rule, r.inherited AS inherited,
       d.title AS document, x.id AS name_id, t.id AS task_id
ORDER BY d.id, t.order, role, begins, ends, rule, source, name_id, task_id
