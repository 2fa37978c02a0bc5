MATCH (t:Task {open_list: true})-[:STATED_IN]->(d:Document)
WITH t, d ORDER BY d.id, t.order, t.id LIMIT 10000
RETURN t.number AS task, COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units, t.text AS text,
       t.statement AS statement, d.title AS document, t.id AS task_id
ORDER BY d.id, t.order, task_id
