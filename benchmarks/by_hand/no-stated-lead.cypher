MATCH (t:Task)-[:STATED_IN]->(d:Document) WHERE NOT EXISTS { (t)<-[:LEADS]-() } AND EXISTS { (t)<-[:SUPPORTS|RESPONSIBLE_FOR]-() }
WITH t, d ORDER BY d.id, t.order, t.id LIMIT 10000
MATCH (t)<-[:SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH t, d, collect(DISTINCT u) AS us
RETURN t.number AS task, size(us) AS units, size([u IN us WHERE u.kind = 'group']) AS phrases, t.text AS text,
       t.statement AS statement, d.title AS document, t.id AS task_id
ORDER BY d.id, t.order, task_id
