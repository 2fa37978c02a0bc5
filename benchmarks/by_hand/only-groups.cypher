MATCH (g:Unit {kind: 'group'})-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH t, count(DISTINCT g) AS phrases WHERE NOT EXISTS { (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.kind <> 'group' }
MATCH (t)-[:STATED_IN]->(d:Document)
RETURN t.number AS task, phrases, t.text AS text, t.statement AS statement, d.title AS document, t.id AS task_id
ORDER BY d.id, t.order, task_id LIMIT 10000
