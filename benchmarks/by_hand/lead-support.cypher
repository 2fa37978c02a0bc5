MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit) WHERE a <> b
WITH a, b, count(DISTINCT t) AS n
WITH a, b, n WHERE a.kind <> 'group' AND b.kind <> 'group'
WITH a, b, n ORDER BY n DESC, a.id, b.id LIMIT 1000
RETURN a.name AS lead, b.name AS support, n AS tasks,
       COUNT { MATCH (b)-[:LEADS]->(s:Task)<-[:SUPPORTS]-(a) RETURN DISTINCT s } AS returned, a.id AS lead_id, b.id AS support_id
ORDER BY tasks DESC, lead_id, support_id
