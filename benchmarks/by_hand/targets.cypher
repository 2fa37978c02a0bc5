MATCH (g:Target)<-[:HAS_TARGET]-(t:Task)-[:STATED_IN]->(d:Document)
WITH d, t, g ORDER BY d.id, t.order, g.id LIMIT 10000
RETURN t.number AS task, g.text AS target, g.value AS value, g.unit AS counted, g.relation AS relation,
       t.deadline AS deadline, d.title AS document, g.id AS target_id
ORDER BY d.id, t.order, target_id
