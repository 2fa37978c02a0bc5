MATCH (t:Task)<-[:SUPPORTS]-(u:Unit)
WITH t, count(DISTINCT u) AS supporters WHERE supporters > 10
MATCH (t)-[:STATED_IN]->(d:Document)
RETURN t.number AS task, supporters, COUNT { MATCH (t)<-[:LEADS]-(l:Unit) RETURN DISTINCT l } AS leads, t.text AS text,
       d.title AS document, t.id AS task_id
ORDER BY supporters DESC, d.id, t.order, task_id LIMIT 10000
