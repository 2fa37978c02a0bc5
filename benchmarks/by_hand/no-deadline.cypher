MATCH (g:Target)<-[:HAS_TARGET]-(t:Task) WHERE t.deadline IS NULL
WITH t, count(DISTINCT g) AS targets
MATCH (t)-[:STATED_IN]->(d:Document)
WITH t, d, targets ORDER BY d.id, t.order, t.id LIMIT 10000
RETURN t.number AS task, targets, COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units, t.text AS text,
       d.title AS document, t.id AS task_id
ORDER BY d.id, t.order, task_id
