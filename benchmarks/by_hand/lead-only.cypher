MATCH (u:Unit) WHERE u.kind <> 'group' AND EXISTS { (u)-[:LEADS]->(:Task) }
  AND NOT EXISTS { (u)-[:SUPPORTS|RESPONSIBLE_FOR]->(:Task) }
MATCH (u)-[:LEADS]->(t:Task)
WITH DISTINCT u, t
WITH u, count(*) AS led, sum(CASE WHEN EXISTS { (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(o:Unit) WHERE o <> u AND o.kind <> 'group' } THEN 0 ELSE 1 END) AS alone
RETURN u.name AS unit, u.kind AS kind, led, alone, u.id AS unit_id
ORDER BY led DESC, unit_id LIMIT 1000
