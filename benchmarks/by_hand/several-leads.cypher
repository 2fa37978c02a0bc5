MATCH (l:Unit)-[:LEADS]->(t:Task)
WITH t, count(DISTINCT l) AS leads WHERE leads > 1
MATCH (t)-[:STATED_IN]->(d:Document)
RETURN t.number AS task, leads, COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units, t.text AS text,
       t.statement AS statement, d.title AS document, t.id AS task_id
ORDER BY leads DESC, d.id, t.order, task_id LIMIT 10000
