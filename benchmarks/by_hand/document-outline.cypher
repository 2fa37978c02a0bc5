MATCH (t:Task)-[:STATED_IN]->(d:Document)
WITH d, t ORDER BY d.id, t.order, t.id LIMIT 10000
OPTIONAL MATCH (t)-[:IN_SECTOR]->(c:Sector)
RETURN d.title AS document_title, t.order AS place, c.title AS sector, t.number AS task, t.title AS title, t.text AS text,
       COUNT { MATCH (t)<-[:OVERSEES]-(p:Leader) RETURN DISTINCT p } AS leaders,
       COUNT { MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       COUNT { (t)-[:HAS_TARGET]->(:Target) } AS targets, t.line AS line, t.id AS task_id
ORDER BY d.id, place, task_id
