MATCH (t:Task)-[:STATED_IN]->(d:Document) WHERE NOT EXISTS { (t)-[:HAS_TARGET]->() }
WITH t, d ORDER BY d.id, t.order, t.id LIMIT 10000
RETURN t.number AS task, COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units, t.deadline AS deadline,
       t.text AS text, d.title AS document, t.id AS task_id
ORDER BY d.id, t.order, task_id
